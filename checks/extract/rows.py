"""The rows of a document: every figure and date with its place in the raw text, its sentence, who says so and what is cited for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from checks.extract import attribution, datescan
from checks.extract.apart import apart, aside, within
from checks.extract.attribution import Attribution, attributions
from checks.extract.dates import Dated, dates
from checks.extract.datescan import plain, triggers
from checks.extract.eras import ancient
from checks.extract.evidence import Evidence, evidence
from checks.extract.figures import Figured, figures
from checks.extract.layout import Layout, layout
from checks.extract.notes import notes
from checks.extract.numbered import numbered
from checks.extract.references import references
from checks.extract.words import first_words, spots
from checks.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from checks.extract.datescan import Triggers


_FAR = 250
_APART = 0.2
"""Most confidence in a figure of a note, of a reference list, or of page furniture."""
_WANTED = first_words(datescan.BEGINNINGS, attribution.BEGINNINGS)


class Row(NamedTuple):
    """One figure or date. `text` is the raw text of [start, end); the sentence likewise is a raw span; a cell not known is empty or None.

    `low`, `best`, `high` follow the comparator as in the codebook. Dates are ISO days.
    """

    document_id: str
    start: int
    end: int
    text: str
    sentence_start: int
    sentence_end: int
    kind: str
    low: float | None
    best: float | None
    high: float | None
    comparator: str
    unit: str
    per: str
    measure: str
    date_start: str
    date_end: str
    resolved_by: str
    attribution: str
    citation: str
    confidence: float


class Extraction(NamedTuple):
    """Everything read from one document, the `raw` text. `items` (spans in the folded text) and `rows` go together, in order of place.

    `sentences`, `said` and `cited` give for each item the place of its sentence in the layout, of its attribution and evidence; -1: none.
    """

    page: Layout
    items: list[Figured | Dated]
    rows: list[Row]
    attributions: list[Attribution]
    evidence: list[Evidence]
    sentences: list[int]
    said: list[int]
    cited: list[int]
    raw: str


class Spotted(NamedTuple):
    """Where a figure or date stands: raw [start, end), its raw sentence, and its place in the text that quotes are searched in.

    `earliest`, `latest`, `resolved_by`: of a date, as `Dated` has them.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    joined: tuple[int, int]
    confidence: float
    earliest: date | None = None
    latest: date | None = None
    resolved_by: str = ""


def extract(document_id: str, raw: str, published: date | None = None) -> list[Row]:
    """Every figure and date of a raw text, in order of place."""
    return read(document_id, raw, published).rows


@uncollected
def read(document_id: str, raw: str, published: date | None = None) -> Extraction:
    """The same, with what drafts are made of."""
    page, known = layout(raw), notes(raw)
    low = plain(page.text)
    times, sayings = spots(low, _WANTED)
    said, marks = attributions(page.text, page.sentences, sayings), evidence(raw, known)
    cites = [(one.start, one.end) for one in marks if one.kind == "reference" and raw[one.start] in "(<{"]
    items, spans, sentences = _items(page, low, triggers(low, times), published, raw, sorted([*aside(raw, known), *cites]))
    bounds = dict(zip(chosen := sorted(set(sentences)), page.raw_spans([page.sentences[at] for at in chosen]), strict=True))
    speakers, cited = _speakers(page.text, items, sentences, said), _cited(spans, marks)
    names = {at: _speaker(page.text, said, at) for at in set(speakers)}
    markers = {at: _marker(marks, at) for at in set(cited)}
    rows = [
        _row(document_id, raw, one, span, bounds[sentence], names[speaker], markers[mark])
        for one, span, sentence, speaker, mark in zip(items, spans, sentences, speakers, cited, strict=True)
    ]
    return Extraction(page, items, rows, said, marks, sentences, speakers, cited, raw)


@uncollected
def spotted(raw: str, published: date | None = None) -> list[Spotted]:
    """Every figure and date of a raw text, without what is said of them: a third of the work."""
    page, known = layout(raw), notes(raw)
    cites = [(mark.start, mark.end) for mark in references(raw, known) if raw[mark.start] in "(<{"]
    low = plain(page.text)
    items, spans, sentences = _items(page, low, triggers(low), published, raw, sorted([*aside(raw, known), *cites]))
    bounds = dict(zip(chosen := sorted(set(sentences)), page.raw_spans([page.sentences[at] for at in chosen]), strict=True))
    facts = zip(items, spans, sentences, page.joined([(one.start, one.end) for one in items]), strict=True)
    return [_spot(one, span, bounds[sentence], place) for one, span, sentence, place in facts]


def _spot(one: Figured | Dated, span: tuple[int, int], sentence: tuple[int, int], place: tuple[int, int]) -> Spotted:
    found = Spotted(*span, sentence, place, _rounded(one.confidence))
    if isinstance(one, Figured) or one.kind == "duration":
        return found
    return found._replace(earliest=one.earliest, latest=one.latest, resolved_by=one.resolved_by)


def _items(
    page: Layout, low: str, found: Triggers, published: date | None, raw: str, beside: Sequence[tuple[int, int]]
) -> tuple[list[Figured | Dated], list[tuple[int, int]], list[int]]:
    """The figures and dates of a page, their raw spans, and the number of the sentence of each; little trust in those that state nothing.

    `beside`: raw spans that are no part of what the text tells, so that nothing counts from a date there.
    """
    folded = [(page.place(start), page.place(end)) for start, end in beside]
    dated = dates(page.text, published, low, found.dates, within(folded, [hit.at for hit in found.dates]))
    places = [(place := page.place(start), place + end - start) for start, end in numbered(raw)]
    counted = figures(page.text, sorted([*places, *((one.start, one.end) for one in dated)]), found)
    items: list[Figured | Dated] = sorted((*dated, *counted), key=lambda one: (one.start, one.end))
    starts = [start for start, _ in page.sentences]
    sentences = [max(bisect_right(starts, one.start) - 1, 0) for one in items]
    spans = page.raw_spans([(one.start, one.end) for one in items])
    out = within(sorted([*beside, *apart(raw)]), [start for start, _ in spans])
    items = [one._replace(confidence=min(one.confidence, _APART)) if far else one for one, far in zip(items, out, strict=True)]
    return items, spans, sentences


def _row(
    document_id: str, raw: str, one: Figured | Dated, span: tuple[int, int], sentence: tuple[int, int], speaker: str, marker: str
) -> Row:
    start, end = span
    left, right = sentence
    left, right = left if left < start else start, right if right > end else end
    if isinstance(one, Figured):
        per, measure, first, last, basis = one.per, one.measure, "", "", ""
    else:
        per, measure, basis = "", "duration" if one.kind == "duration" else "date", one.resolved_by
        first, last = (_iso(one.earliest), _iso(one.latest)) if one.earliest else ancient(one.edtf)
        last = last or _iso(one.latest)
    return Row(
        document_id, start, end, raw[start:end], left, right, one.kind, one.low, one.best, one.high, one.comparator, one.unit, per, measure,
        first, last, basis, speaker, marker, _rounded(one.confidence)
    )  # fmt: skip


@lru_cache(maxsize=256)
def _rounded(sure: float) -> float:
    return round(sure, 2)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _speakers(text: str, items: Sequence[Figured | Dated], sentences: Sequence[int], said: Sequence[Attribution]) -> list[int]:
    """For each item, the best attribution of its sentence: sure, near, and not beyond a semicolon."""
    by_sentence: dict[int, list[int]] = {}
    for at, words in enumerate(said):
        if len(known := by_sentence.setdefault(words.sentence, [])) < 20:
            known.append(at)
    found = []
    for one, sentence in zip(items, sentences, strict=True):
        if not (near := by_sentence.get(sentence, ())):
            found.append(-1)
        elif len(near) == 1:
            found.append(near[0])
        else:
            found.append(max(near, key=lambda at: said[at].confidence - _loss(text, said[at].start, one.start)))
    return found


def _loss(text: str, start: int, other: int) -> float:
    """How far the words of an attribution are from a figure, as a loss of confidence."""
    return abs(start - other) / _FAR + 0.5 * (text.find(";", min(start, other), max(start, other)) >= 0)


def _speaker(text: str, said: Sequence[Attribution], at: int) -> str:
    return (said[at].speaker or text[said[at].start : said[at].end]) if at >= 0 else ""


def _cited(spans: Sequence[tuple[int, int]], marks: Sequence[Evidence]) -> list[int]:
    """For each span, the surest evidence that serves it; the entries of a list that no mark calls serve nothing in particular.

    The surest mark takes its spans first, but a link the figures of its own text;
    `free` leads past spans that are taken, so that each is looked at once.
    """
    starts = [start for start, _ in spans]
    found = [-1] * len(spans)
    free = list(range(len(spans) + 1))
    for mark in sorted(range(len(marks)), key=lambda at: -marks[at].confidence):
        one = marks[mark]
        if one.confidence <= 0.3 and one.serves[0] == 0:
            continue
        at, end = _free(free, bisect_left(starts, one.serves[0])), bisect_left(starts, one.serves[1])
        while at < end:
            found[at], free[at] = mark, at + 1
            at = _free(free, at + 1)
    for mark, one in enumerate(marks):
        if one.kind == "hyperlink":
            for at in range(bisect_left(starts, one.start), bisect_left(starts, one.end)):
                found[at] = mark
    return found


def _free(free: list[int], at: int) -> int:
    while free[at] != at:
        free[at] = at = free[free[at]]
    return at


def _marker(marks: Sequence[Evidence], at: int) -> str:
    return " ".join(marks[at].marker.split()) if at >= 0 else ""
