"""Relations between figures that the words state: including, of whom, all but, a third of those, between, a day before, a total of, due to,
revised to.

Only the words beside and between the figures of one sentence are read; nothing is added up or compared. An object or a subject that the
words leave open is -1, and a doubtful reading has a low confidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.connectives import PARTS
from checks.extract.changes import changes
from checks.extract.counted import family
from checks.extract.durations import BETWEEN, opened, times
from checks.extract.lists import enumeration
from checks.extract.related import ALL_BUT, JOIN, OF, OUT_OF, Figure, Page, Related, page
from checks.extract.sums import sums
from checks.extract.updates import caused, updates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INCLUDING = re.compile(rf"\b(?:{PARTS})\b|\bof (?:whom|which|them|these|those)(?: some| about| at least| nearly| around| more than)?\s?$")
_RIGHT_BEFORE = re.compile(r",?\s(?:including|among them)\s(?:at least |about |some |over )?")
_OF_THEM = re.compile(r"(?:\s[\w\u2019'-]+){0,2}?\s?(?:out )?of (?:whom|which|them|these|those)\b")
_ANEW = re.compile(r"(?:\s(?:others?|more|people))?\s(?:others?|more|were|was|are|had|have|has|died|fled|killed|wounded|injured)\b")
_OF_THOSE = re.compile(r"\sof (?:those|these|them|that (?:number|total|figure)|whom|which)\b")
_DURING = re.compile(
    r"(?:,?\s[\w\u2019'-]+){0,8}? (?:in|during|over|within|between|from|since|by|on"
    r"|for|as of|throughout|until)(?: (?:the|a|an|just|only|about|some))?\s$"
)
_OPENING = re.compile(r",?(?:\s[\w\u2019'\u2013-]+){0,5}?\s$")
_SAME = re.compile(r"(?:\s[\w\u2019'-]+){0,4}(?:,? or|,|\s?\()\s?(?:about |some |nearly |just over |just under )?$")
_EQUALS = re.compile(r"(?:\s[\w\u2019'-]+){0,3}?,?\s\(?(?:or|i\.e\.,?|that is,?|equal to)?\s?(?:about |some |nearly )?$|\s?\($")
_OPENS = re.compile(r"\b(?:in|during|on|between|since|by|from|throughout)\s(?:the\s)?\S*\s?\S*$", re.IGNORECASE)
__all__ = ["Figure", "Related", "relations"]


def relations(text: str, figures: Sequence[Figure]) -> list[Related]:
    """The relations that a text states between its figures, given in order of their spans."""
    here = page(text, figures)
    found: list[Related] = []
    for at, kind in enumerate(here.kinds):
        if kind in ("date", "duration"):
            found += times(here, at)
        else:
            found += _parts(here, at)
            found += sums(here, at)
            found += changes(here, at)
        found += _pairs(here, at)
        found += updates(here, at)
    return list(dict.fromkeys(found))


def _parts(page: Page, at: int) -> Iterator[Related]:
    """Part of, share of, difference of: what a count or share says of one before it."""
    figure, text = page.figures[at], page.text
    start, end, share = figure.start, figure.end, page.kinds[at] == "share"
    predicate = "share-of" if share else "part-of"
    those = _OF_THOSE.match(text, end) or _OF_THEM.match(text, end)
    if those:
        whole = _antecedent(page, at)
        but = ALL_BUT.search(page.before(at))
        if but and whole >= 0:
            yield Related("difference-of", -1, whole, "term", start - len(but[0]), those.end(), 0.9)
            yield Related("difference-of", -1, at, "minus", start - len(but[0]), those.end(), 0.9)
        sure = 0.9 if whole >= 0 and page.near(whole, at) else 0.5 if whole >= 0 else 0.3
        yield Related(predicate, at, whole, "whole", start, those.end(), min(sure, 0.3) if figure.best == 1 else sure)
        if sure == 0.9 and not share:
            yield from _more(page, at, whole)
        return
    if page.near(at, at + 1) and OF.match(page.gap(at)) and page.kinds[at + 1] == "count" and page.figures[at + 1].kind != "ordinal":
        yield Related(predicate, at, at + 1, "whole", start, page.figures[at + 1].end, 0.5 if figure.best == 1 else 0.9)
        if share and page.near(at, at + 2) and page.kinds[at + 2] == "count" and _EQUALS.match(page.gap(at + 1)):
            yield Related(predicate, at, at + 2, "part", start, page.figures[at + 2].end, 0.8)
        elif not share and page.near(at, at + 2) and page.kinds[at + 2] == "share" and _SAME.match(page.gap(at + 1)):
            for operand, role in ((at, "part"), (at + 1, "whole")):
                yield Related("share-of", at + 2, operand, role, start, page.figures[at + 2].end, 0.8)
        return
    before = page.before(at, 80)
    whole = _listed(page, at)
    if whole >= 0:
        yield Related(predicate, at, whole, "whole", page.figures[whole].start, end, 0.7)
        return
    including = _INCLUDING.search(before)
    if including:
        whole = _divided(page, at)
        if whole >= 0 and page.near(whole, at):
            yield Related(predicate, at, whole, "whole", start - len(before) + including.start(), end, 0.9)
            yield from _more(page, at, whole)
    counted = enumeration(text, end, figure.best) if not share else None
    if counted:
        yield Related("enumeration", at, -1, "", counted[0], counted[1], 0.8 if counted[2] == figure.best else 0.6, counted[2])


def _more(page: Page, at: int, whole: int) -> Iterator[Related]:
    """Parts with which a list goes on: `three children, two women and a man`; not a new clause: `three children, and 20 were hurt`."""
    commas = False
    for other in range(at + 1, len(page.figures)):
        gap = page.gap(other - 1)
        joined = page.kinds[other] == "count" and JOIN.match(gap) and not _ANEW.match(page.text, page.figures[other].end)
        if not joined or ("," in gap and "and" in gap and not commas):
            return
        commas = commas or "and" not in gap
        yield Related("part-of", other, whole, "whole", page.figures[other].start, page.figures[other].end, 0.7)


def _listed(page: Page, at: int) -> int:
    """The whole of `of the 37 killed, 22 were soldiers and nine policemen`; -1: none."""
    for other in range(at - 1, max(at - 6, -1), -1):
        if not page.near(other, at) or page.kinds[other] != "count":
            break
        if OUT_OF.search(page.before(other, 24)):
            between = page.text[page.figures[other].end : page.figures[at].start]
            return other if "," in between and not _INCLUDING.search(between) and page.kinds[at] == "count" else -1
    return -1


def _divided(page: Page, at: int) -> int:
    """The count that `including` divides: the one right before the word, else the last of its family under another noun; -1: none."""
    if at and page.kinds[at - 1] == "count" and not page.figures[at - 1].noun and _RIGHT_BEFORE.fullmatch(page.gap(at - 1)):
        return at - 1
    noun = page.figures[at].noun
    for other in range(at - 1, -1, -1):
        if not page.near(other, at):
            break
        theirs = page.figures[other].noun
        if page.kinds[other] == "count" and noun and theirs and theirs.lower() != noun.lower() and family(theirs) == family(noun):
            return other
    return _antecedent(page, at)


def _antecedent(page: Page, at: int) -> int:
    """The last count before a figure, preferably of the same noun, no further than two sentences back; -1: none."""
    fallback = -1
    noun = page.figures[at].noun.lower()
    first = noun or page.text[page.figures[at].end : page.figures[at].end + 40].lower()
    for other in range(at - 1, max(at - 12, -1), -1):
        if page.sentences[at] - page.sentences[other] > 2:
            break
        if page.kinds[other] != "count" or _OF_THEM.match(page.text, page.figures[other].end):  # itself a part of what is looked for
            continue
        theirs = page.figures[other].noun.lower()
        if theirs and (
            theirs == noun
            or (noun and theirs.endswith(noun))
            or (noun and noun.endswith(theirs))
            or theirs.rsplit(" ", 1)[-1][-6:] in first
        ):
            return other
        fallback = other if fallback < 0 else fallback
    return fallback


def _pairs(page: Page, at: int) -> Iterator[Related]:
    """What the words between a figure and the next one say: windows, shares with their number, from one to another."""
    gap = page.gap(at)
    if not gap:
        return
    kind, other = page.kinds[at], page.kinds[at + 1]
    start, end = page.figures[at].start, page.figures[at + 1].end
    if kind == "count" and other in ("date", "duration") and _DURING.match(opened(page, at)):
        yield Related("window-of", at, at + 1, "span", start, end, 0.7)
        if other == "duration" and page.near(at, at + 2) and page.kinds[at + 2] == "date" and BETWEEN.match(opened(page, at + 1)):
            yield Related("window-of", at, at + 2, "span", start, page.figures[at + 2].end, 0.8)
    elif (
        kind == "date"
        and other == "count"
        and gap.startswith(",")
        and _OPENING.match(gap)
        and _OPENS.search(page.before(at, 12) + page.text[page.figures[at].start : page.figures[at].start + 8])
    ):
        yield Related("window-of", at + 1, at, "span", start, end, 0.6)
    elif {kind, other} == {"share", "count"} and _EQUALS.match(gap) and not (OF.match(gap) or caused(gap)):
        share, part = (at, at + 1) if kind == "share" else (at + 1, at)
        yield Related("share-of", share, part, "part", start, end, 0.7 if gap.strip(" (") in ("", "or", ",") or "or" in gap else 0.4)
