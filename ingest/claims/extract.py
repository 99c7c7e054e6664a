"""Article in, claims out: the pipeline from characters to merged claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.claims.agreement import with_company
from ingest.claims.confidence import rated, trusted
from ingest.claims.discourse import Discourse
from ingest.claims.document import MAX_SENTENCE, MAX_TEXT, Document, segment
from ingest.claims.goods_groups import without_chapter
from ingest.claims.identities import conflicts, settled
from ingest.claims.language import LANGUAGES, Language, load_language
from ingest.claims.merge import merge
from ingest.claims.model import Article, Claim, Evidence, Extraction
from ingest.claims.numbers import comma_is_decimal
from ingest.claims.opening import headed, open_state
from ingest.claims.plausible import plausible
from ingest.claims.reading import SentenceReader, flags_in
from ingest.claims.series import SeriesReader
from ingest.claims.tables import TableReader
from ingest.claims.text import CleanText, clean
from ingest.claims.tokens import Token

SAMPLE = 5000
DEFAULT = "en"


def detect_language(text: str) -> str:
    """Tell the language by its letters, and by its commonest words where letters are shared."""
    sample = text[:SAMPLE].lower()
    words = sample.split()

    def likeness(code: str) -> tuple[int, int]:
        language = load_language(code)
        letters = sum(char in language.letters for char in sample)
        return letters, sum(word in language.common for word in words)

    best = max(LANGUAGES, key=likeness)
    return best if any(likeness(best)) else DEFAULT


def extract(article: Article) -> Extraction:
    """Read the trade claims of an article.

    Args:
        article: The clean text with what is known of its origin.

    Returns:
        The claims in the order of the text, with offsets into `article.text`.
    """
    read = read_article(article)
    told = [claim for claim in map(rated, read.claims) if trusted(claim)]
    flags = tuple(sorted({*read.flags, *conflicts(told)}))
    return replace(read, claims=told, doubtful=list(map(rated, read.doubtful)), flags=flags)


def read_article(article: Article) -> Extraction:
    """Read all that the rules find in an article, with the signs that it is to be rated by."""
    said = article.language
    code = said if said in LANGUAGES else detect_language(article.text)
    language = load_language(code)
    cleaned = clean(article.text)
    claims, flags, figures = read_text(cleaned.text, article, language)
    named = (without_chapter(claim, code) for claim in claims)
    checked = [plausible(c, cleaned.text[c.anchor_start : c.anchor_end]) for c in named]
    believed = merge(settled([c for c in checked if c.doubt is None]))
    doubtful = merge([c for c in checked if c.doubt is not None])
    return Extraction(
        code,
        language.version,
        placed(with_company(believed, figures), cleaned),
        tuple(flags),
        placed(with_company(doubtful, figures), cleaned),
    )


def read_text(text: str, article: Article, language: Language) -> tuple[list[Claim], set[str], int]:
    """Read the sentences of a clean text in order; count its figures as well."""
    decimal_comma = comma_is_decimal(text, language.decimal_comma)
    document = segment(text, language)
    title_text = clean(article.title or "").text[:MAX_SENTENCE]
    title = plain(language.read(title_text, 0, len(title_text), decimal_comma))
    body = [language.read(text, s.start, s.end, decimal_comma) for s in document.sentences]
    state = open_state(document, title, body, language, article.published)
    claims, flags = read_sentences(text, document, body, state, language)
    if article.published is None and document.day is None and state.moved is not None:
        state = open_state(document, title, body, language, None, state.moved)
        claims, flags = read_sentences(text, document, body, state, language)
    figures = sum(t.kind in {"amount", "percent", "times"} for tokens in body for t in tokens)
    return claims, flags, figures


def plain(title: list[Token]) -> list[Token]:
    """Take the capitals of a headline for what they are: they make no names."""
    for token in title:
        if token.kind != "geo":
            token.capital = False
    return title


def read_sentences(
    text: str, document: Document, body: list[list[Token]], state: Discourse, language: Language
) -> tuple[list[Claim], set[str]]:
    """Read all sentences with one state."""
    claims: list[Claim] = []
    flags = {"text_truncated"} if len(text) > MAX_TEXT else set()
    decimal_comma = comma_is_decimal(text, language.decimal_comma)
    tables = TableReader(text, language, state, decimal_comma)
    series = SeriesReader(language, state, decimal_comma)
    for sentence, tokens in zip(document.sentences, body, strict=True):
        state.begin(opens=sentence.opens)
        last = text[sentence.start : sentence.end].rstrip()[-1:]
        follows = state.listing and (last in ",;" or sentence.listed)
        state.listing = last == ":" or follows
        listed = series.read(tokens, sentence)
        listed = listed if listed is not None else tables.read(sentence)
        if listed is not None:
            claims.extend(listed)
            continue
        headed(tokens, state, language)
        claims.extend(SentenceReader(tokens, text, sentence, state, language).read())
        flags |= flags_in(tokens)
    return [sourced(claim, state) for claim in claims], flags


def sourced(claim: Claim, state: Discourse) -> Claim:
    """Give a claim told before any source the first owner of data that the article names."""
    if state.owner is None or claim.cited_source is not None:
        return claim
    return replace(claim, cited_source=state.owner)


def placed(claims: Iterable[Claim], cleaned: CleanText) -> list[Claim]:
    """Translate the offsets of claims into the original text, and put them in its order."""
    return sorted((place(claim, cleaned) for claim in claims), key=lambda c: c.anchor_start)


def place(claim: Claim, cleaned: CleanText) -> Claim:
    """Translate a claim's offsets into the original text."""
    said = placed_evidence(claim, cleaned)
    return replace(
        claim,
        start=said.start,
        end=said.end,
        anchor_start=said.anchor_start,
        anchor_end=said.anchor_end,
        further=tuple(placed_evidence(evidence, cleaned) for evidence in claim.further),
    )


def placed_evidence(said: Claim | Evidence, cleaned: CleanText) -> Evidence:
    """Translate the offsets of one place into the original text."""
    start, end = cleaned.original(said.start, said.end)
    return Evidence(start, end, *cleaned.original(said.anchor_start, said.anchor_end))
