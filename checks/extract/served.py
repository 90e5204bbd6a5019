"""Everything in a raw text that offers evidence, and the words that it serves, where quotes are searched for."""

from __future__ import annotations

from typing import NamedTuple

from checks.extract.attribution import attributions
from checks.extract.evidence import evidence
from checks.extract.layout import layout

_SPEAKERS = ("named", "unnamed")


class Served(NamedTuple):
    """A mark or an attribution, raw [start, end), and the place of the words that it serves in the text that quotes are searched in.

    `words`: as printed, of an attribution without its Markdown.
    """

    kind: str
    words: str
    target: str
    start: int
    end: int
    serves: tuple[int, int]
    confidence: float


def served(raw: str) -> list[Served]:
    """The marks of a raw text, then its attributions to somebody, once for every sentence that they introduce or close."""
    page = layout(raw)
    marks = evidence(raw)
    said = [one for one in attributions(page.text, page.sentences) if one.kind in _SPEAKERS]
    words = page.raw_spans([(one.start, one.end) for one in said])
    clauses = page.joined([(page.place(start), page.place(end)) for start, end in (one.serves for one in marks)])
    sentences = page.joined([page.sentences[one.sentence] for one in said])
    found = [
        Served(one.kind, one.marker, one.target, one.start, one.end, place, one.confidence)
        for one, place in zip(marks, clauses, strict=True)
    ]
    told = zip(said, words, sentences, strict=True)
    return found + [Served("attribution", page.text[one.start : one.end], "", *span, place, one.confidence) for one, span, place in told]
