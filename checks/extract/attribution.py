"""Who says so: the words of a text that attribute its sentences to a speaker.

A scan for verbs of saying and the like gives the places; at each, the noun phrase beside the verb names the speaker. Pronouns, bare
participles and quotations that run on take the last speaker named. What is doubtful has a low confidence: nothing is judged here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.datescan import plain
from checks.extract.phrases import personal
from checks.extract.said import subject
from checks.extract.speakers import Speaker, after
from checks.extract.words import (
    HEDGES,
    MODALITY,
    NOUNISH,
    PARTICIPLES,
    PHRASES,
    SAYING,
    THINKING,
    first_words,
    flat,
    scanner,
    spots,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGINNINGS = SAYING | NOUNISH | THINKING | PARTICIPLES | PHRASES
_TRIGGER = scanner(BEGINNINGS)
_FIRST = first_words(BEGINNINGS)
_QUOTE = re.compile('[\u201c"](?:(?<=\u201c)[^\u201c\u201d]*\u201d|(?<=")[^"\n]*")')
_CURLED = re.compile("\u201c[^\u201c\u201d]*\u201d")
_OWN = re.compile(
    r"(?:own\s)?(?:count|data|tally|analysis|estimates?|database|dataset|records|research|figures|calculations?|investigation|reporting|monitoring|survey"
    r"|findings|sources|interviews)\b"
)
_COUNTED = re.compile(
    r"\s(?:have\s|had\s|also\s|then\s)*(?:counted|found|estimated?|calculated|recorded|documented|identified|tallied|verified|analy[sz]ed|compiled|collected"
    r"|reviewed|interviewed|geolocated|know\sof)\b"
)
_DATELINE = re.compile(r"[A-Z]{3,}(?:[ /][A-Z]{2,}){0,3}(?:, [A-Z][A-Za-z. ]{2,20})?(?: \([A-Za-z ]{2,20}\))? ?[-\u2013\u2014]{1,2} ")
"""`GAZA STRIP - `, `BEIRUT (Reuters) - `: where a report was filed."""
_STOP = re.compile(r"[.!?;]")
_MENTION = 2500
_CLOSE, _STREAK = 5, 50
"""More verbs than this in a row, so close to each other, are no prose."""
_PER = re.compile(r", per (?:the |[A-Z])")
_FORWARD = {"according to": 1.0, "citing": 0.9, "based on": 0.6, "per": 0.8}


class Attribution(NamedTuple):
    """The words [start, end) attribute the sentence to a speaker. `kind`: named, unnamed, first-party or hedged (nobody is named).

    `speaker` is the name as printed, for a pronoun the last name it can stand for; `modality` as in the codebook.
    """

    start: int
    end: int
    sentence: int
    speaker: str
    kind: str
    modality: str
    confidence: float


class _Page(NamedTuple):
    text: str
    sentences: Sequence[tuple[int, int]]
    starts: list[int]
    quotes: list[tuple[int, int]]
    opens: list[int]

    def sentence(self, at: int) -> int:
        return max(bisect_right(self.starts, at) - 1, 0)

    def quoted(self, at: int) -> bool:
        found = bisect_right(self.opens, at) - 1
        return found >= 0 and at < self.quotes[found][1] - 1


def attributions(text: str, sentences: Sequence[tuple[int, int]], places: Sequence[int] | None = None) -> list[Attribution]:
    """The attributions of a text's sentences, in the order of their words; one that runs on through a quotation once a sentence.

    `places`: where the first words of `BEGINNINGS` stand, if known.
    """
    if not sentences:
        return []
    quotes = [match.span() for match in (_QUOTE if '"' in text else _CURLED).finditer(text)]
    page = _Page(text, sentences, [start for start, _ in sentences], quotes, [start for start, _ in quotes])
    found: list[Attribution] = []
    last: Attribution | None = None
    person: Attribution | None = None
    done = beside = streak = 0
    low = flat(text)
    for at in spots(plain(text), _FIRST)[0] if places is None else places:
        match = _TRIGGER.match(low, at) if at >= beside else None
        if not match:
            continue
        streak, beside = streak + 1 if at - beside < _CLOSE else 0, match.end()
        if streak > _STREAK:
            continue
        one = _read(page, match[0][1:], at, match.end() - 1, last, person) if at >= done else None
        if one is None or (one.kind == "first-party" and one.start < done):
            continue
        found.append(one)
        done = one.end
        if one.kind in ("named", "unnamed") and one.speaker and one.confidence > 0.4:
            last = one
            name = text.find(one.speaker, one.start)
            person = one if personal(one.speaker, article=text[max(name - 4, 0) : max(name, 0)].lower() == "the ") else person
    return sorted(_spread(page, found), key=lambda one: (one.start, one.sentence))


def _read(page: _Page, word: str, at: int, end: int, last: Attribution | None, person: Attribution | None) -> Attribution | None:
    index = page.sentence(at)
    start, stop = page.sentences[index]
    inside = page.quoted(at)
    if inside:
        start = max(start, page.opens[bisect_right(page.opens, at) - 1] + 1)
    elif filed := _DATELINE.match(page.text, start):
        start = filed.end()
    if not start <= at < stop:
        return None
    modality = MODALITY.get(word, "reported")
    if word in ("our", "we"):
        own = _OWN.match(page.text, end + 1) if word == "our" else _COUNTED.match(page.text, end)
        return Attribution(at, own.end(), index, word, "first-party", "asserted", 0.3 if inside else 0.9) if own else None
    if word in HEDGES:
        return Attribution(at, end, index, "", "hedged", modality, 0.4 if inside else 0.9)
    if word == "per" and not _PER.match(page.text, max(0, at - 2)):
        return None
    if word in _FORWARD:
        speaker = after(page.text, end, stop)
        speaker = None if word == "based on" and speaker and speaker.confidence < 0.5 else speaker
    elif page.text[at].isupper() and word not in PARTICIPLES:
        return None
    else:
        speaker = subject(page.text, word, at, end, start, stop)
    weight = _FORWARD.get(word, 1.0) * (0.5 if inside else 1.0)
    return speaker and _settle(speaker, (at, end, index), modality, weight, person if speaker.name in ("he", "she") else last)


def _settle(speaker: Speaker, where: tuple[int, int, int], modality: str, weight: float, last: Attribution | None) -> Attribution | None:
    """The attribution, with pronouns and missing subjects resolved to the last speaker named."""
    at, end, index = where
    kind, name, confidence = speaker.kind, speaker.name, speaker.confidence
    start, end = (at, max(end, speaker.end)) if speaker.start >= at else (speaker.start, end)
    if kind == "passive":
        return Attribution(at, end, index, "", "hedged", modality, round(0.5 * weight, 2))
    if kind == "first-party":
        return Attribution(start, end, index, name, kind, modality, round(confidence * weight, 2))
    if kind in ("pronoun", "none"):
        near = last if last is not None and confidence > 0.25 and at - last.end < _MENTION else None
        kind, name = (near.kind, near.speaker) if near else ("unnamed", "")
        confidence *= 0.9 if near else 0.5
    return Attribution(start, end, index, name, kind, modality, round(confidence * weight, 2))


def _spread(page: _Page, found: list[Attribution]) -> list[Attribution]:
    """Attributions, and once more for every further sentence of the quotation that they introduce or close."""
    out = []
    for one in found:
        out.append(one)
        if one.kind in ("hedged", "first-party") or one.confidence < 0.4 or page.quoted(one.start):
            continue
        for quote in _beside(page, one):
            for index in range(page.sentence(quote[0]), page.sentence(quote[1] - 1) + 1):
                if index != one.sentence:
                    out.append(one._replace(sentence=index, confidence=round(one.confidence * 0.8, 2)))
    return out


def _beside(page: _Page, one: Attribution) -> list[tuple[int, int]]:
    """The quotations that end right before an attribution or begin right after it; a paragraph that stands for one after a colon."""
    near = bisect_right(page.opens, one.start) - 1
    found = []
    if near >= 0 and 0 <= one.start - page.quotes[near][1] <= 3:
        end = page.quotes[near][1]
        if (
            page.text[end - 2 : end - 1] not in (".", "\u2026")
            and not _STOP.search(page.text, end, one.start)
            and "\n" not in page.text[end : one.start]
        ):
            found.append(page.quotes[near])
    if near + 1 < len(page.quotes) and page.quotes[near + 1][0] - one.end <= 60:
        between = page.text[one.end : page.quotes[near + 1][0]]
        if not re.search(r"[.!?;]\s|(?<![:\n])\n", between):
            return [*found, page.quotes[near + 1]]
    if page.text.startswith(":", one.end) and (one.sentence + 1 < len(page.sentences)):
        first = page.sentences[one.sentence + 1][0]
        stop = page.text.find("\n", first)
        if page.text[first - 1 : first] == "\n":
            found.append((first, stop if stop > first else len(page.text)))
    return found
