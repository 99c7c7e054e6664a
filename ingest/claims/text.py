"""Clean an article's characters for reading, and remember where each one came from.

Only characters are dealt with here: no words, no sentences, no meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A line end that may be one of a margin: the line is as long as one allows, and it is not one item
#: of a list before the next.
WRAP = re.compile(
    r"^(?:[^\n|\-*•·][^\n|]{54,119}\n(?=[^\s|])|[\-*•·][^\n|]{54,119}\n(?=[^\s\-*•·|]))",
    re.MULTILINE,
)
ENDS = (".", "!", "?", ":", ";", '"')
LINE_END = re.compile(r"[^\n]\n(?=[^\n])")
#: So many line ends at least, and half of all, end no sentence where a text is wrapped.
FEW_WRAPS = 2
DROPPED = {
    *map(chr, range(0x200B, 0x2010)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x2065)),
    *map(chr, range(0x2066, 0x206A)),
    "\u00ad",
    "\ufeff",
    "\u0301",
}
SPACES = {
    *map(chr, range(0x2000, 0x200B)),
    "\u00a0",
    "\u202f",
    "\u205f",
    "\u3000",
    "\t",
    "\v",
    "\f",
}
REPLACED = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛ʼ`´′", "'"),
    **dict.fromkeys("\r\u2028\u2029\u0085", "\n"),
    **dict.fromkeys(SPACES, " "),
    "[": "(",
    "]": ")",
    "％": "%",
    "＄": "$",
    "…": ".",
}
_TABLE = str.maketrans({**REPLACED, **dict.fromkeys(DROPPED, None)})
_DROP_TABLE = str.maketrans(dict.fromkeys(DROPPED, "\x00"))


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text for reading and the way back to the original.

    Attributes:
        text: One kind of space, dash and quotation mark; no invisible characters.
        offsets: For each character its place in the original, or None where nothing was dropped.
        length: Length of the original.
    """

    text: str
    offsets: list[int] | None
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of the clean text into a span of the original."""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def clean(text: str) -> CleanText:
    """Make the characters of a text uniform."""
    if any(char in DROPPED for char in set(text)):
        marked = text.translate(_DROP_TABLE)
        offsets = [i for i, char in enumerate(marked) if char != "\x00"]
        kept = "".join(text[i] for i in offsets)
        return CleanText(unwrapped(kept.translate(_TABLE)), offsets, len(text))
    return CleanText(unwrapped(text.translate(_TABLE)), None, len(text))


def unwrapped(text: str) -> str:
    """Write spaces for the line ends of a text that is wrapped at a margin; blank lines stay."""
    wraps = [match.end() - 1 for match in WRAP.finditer(text)]
    open_ends = sum(not text.endswith(ENDS, 0, place) for place in wraps)
    if open_ends < FEW_WRAPS or 2 * open_ends < len(LINE_END.findall(text)):
        return text
    characters = list(text)
    for place in wraps:
        characters[place] = " "
    return "".join(characters)
