"""The dateline: where and by which agency an article was filed, and on which day.

A dateline has no year, so its day is only ever a hint; nothing here decides a date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_EN = "January February March April May June July August September October November December"
_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_DAY = (
    r"(?:(?P<day>\d{1,2})\s+(?P<month>[A-Za-zа-я]{3,9})\.?"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.?\s+(?P<day2>\d{1,2}))"
)
_PLACE = r"(?P<place>[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-яё.\-’' ]{1,40}?)"
_AGENCY = (
    r"(?:\((?P<a1>[^()\n]{2,40})\)|/(?P<a2>[^/\n]{2,40})/"
    r"|(?:[—–-]\s*)?(?P<a3>РИА Новости|ИНТЕРФАКС|Интерфакс|INTERFAX|ПРАЙМ))"
)
_PATTERNS = (
    # MINSK, 5 January (BelTA) – / MOSCOW, December 19. /TASS/. / МИНСК, 5 янв — РИА Новости.
    re.compile(rf"{_PLACE}[,.]\s+{_DAY}[.,]?\s*{_AGENCY}"),
    # 5 января, Минск /Корр. БЕЛТА/.
    re.compile(rf"{_DAY},\s+{_PLACE}\s*{_AGENCY}"),
    # MOSCOW (Sputnik) –
    re.compile(r"(?P<place>[A-ZА-ЯЁ][A-ZА-ЯЁ.\-’' ]{1,40})\s+\((?P<a1>[^()\n]{2,40})\)\s*[—–-]"),
)
# A dateline opens the text, at most behind a headline.
DEPTH = 400


class Dateline(NamedTuple):
    """Place and agency as printed, and month and day as `01-05`; each may be missing."""

    place: str | None = None
    agency: str | None = None
    day: str | None = None


def find_dateline(text: str) -> Dateline:
    """Read the dateline that opens one of the first lines of a text, if there is one."""
    for line in text[:DEPTH].splitlines():
        for pattern in _PATTERNS:
            found = pattern.match(line.strip())
            if found:
                return _read(found)
    return Dateline()


def _read(found: re.Match[str]) -> Dateline:
    parts = {name: value for name, value in found.groupdict().items() if value}
    agency = parts.get("a1") or parts.get("a2") or parts["a3"]
    month = _month(parts.get("month") or parts.get("month2") or "")
    day = int(parts.get("day") or parts.get("day2") or 0)
    is_day = month is not None and 1 <= day <= 31
    return Dateline(
        place=parts["place"].strip(),
        agency=agency.removeprefix("Корр.").removeprefix("корр.").strip(),
        day=f"{month:02d}-{day:02d}" if is_day else None,
    )


def _month(name: str) -> int | None:
    wanted = name.casefold().rstrip(".")
    for names in (_EN.split(), _RU.split()):
        for number, full in enumerate(names, start=1):
            if len(wanted) >= 3 and full.casefold().startswith(wanted):
                return number
    return None
