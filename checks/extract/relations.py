"""Relations between figures that the words state: including, of whom, all but, a third of those, between, a day before, a total of, due to,
revised to.

Only the words beside and between the figures of one sentence are read; nothing is added up or compared. An object or a subject that the
words leave open is -1, and a doubtful reading has a low confidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.durations import BETWEEN, opened, times
from checks.extract.lists import enumeration
from checks.extract.related import Figure, Page, Related, page
from checks.extract.updates import caused, updates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INCLUDING = re.compile(r"\b(?:including|among (?:them|whom|which)|amongst them|included in (?:these|those|that)|inclusive of)\b"
                        r"|\bof (?:whom|which|them|these|those)(?: some| about| at least| nearly| around| more than)?\s?$")  # fmt: skip
_OF_THEM = re.compile(r"(?:\s[\w\u2019'-]+){0,2}?\s?(?:out )?of (?:whom|which|them|these|those)\b")
_OF = re.compile(
    r"(?:\s[\w\u2019'-]+){0,2}? (?:out )?of (?:the|these|those|its|their|his|all|all the|a total of"
    r"|some|about|more than|over|at least|nearly|around)?\s?$"
)
_OF_THOSE = re.compile(r"\sof (?:those|these|them|that (?:number|total|figure)|whom|which)\b")
_ALL_BUT = re.compile(r"\b(?:all|everyone|everybody) but\s(?:about |some |around |roughly )?$")
_DURING = re.compile(
    r"(?:,?\s[\w\u2019'-]+){0,8}? (?:in|during|over|within|between|from|since|by|on"
    r"|for|as of|throughout|until)(?: (?:the|a|an|just|only|about|some))?\s$"
)
_OPENING = re.compile(r",?(?:\s[\w\u2019'\u2013-]+){0,5}?\s$")
_TOTAL = re.compile(
    r"\b(?:a total of|the total of|total of|totall?ing|in total|in all|altogether|all told|combined"
    r"|bringing the (?:total|number|toll)[\w ]{0,30} to)\b"
)
_JOIN = re.compile(
    r"(?:\s[\w\u2019'-]+){0,5}?(?:,|,? and|,? plus|;|,? as well as)"
    r"\s(?:(?:another|about|some|a further|at least|also|more than)\s)?$"
)
_LIST = re.compile(_JOIN.pattern[:-1] + r"(?:[\w-]+\s){0,2}?$")
_PARTS = re.compile(r"(?:\s[\w\u2019'-]+){0,4}?\s?[:(\u2013\u2014-]\s?$")
_EQUALS = re.compile(r"(?:\s[\w\u2019'-]+){0,3}?,?\s\(?(?:or|i\.e\.,?|that is,?|equal to)?\s?(?:about |some |nearly )?$|\s?\($")
_CHANGED = re.compile(
    r"\b(?:from|rose|risen|fell|fallen|dropped|grew|grown|plummeted|declined|decreased|increased"
    r"|jumped|soared|surged|shrank|went|doubled|up|down)\b"
)
_FROM_TO = re.compile(
    r"(?:\s[\w\u2019'-]+){0,6}? (?:to|to just|to only|to about|to some|to around|to nearly|to more than|to over)\s$"
    r"|[^.;]{0,60}\b(?:plummeted|fell|dropped|rose|grew|declined|decreased|increased|jumped|soared|surged|shrank)"
    r" to (?:just |only |about |some |around )?$"
)
_OPENS = re.compile(r"\b(?:in|during|on|between|since|by|from|throughout)\s(?:the\s)?\S*\s?\S*$", re.IGNORECASE)
_OUT_OF = re.compile(
    r"(?:^|[.;:,(\n] ?|\b(?:and|while|but) )(?:out )?of (?:the |those |these |all |some |about |at least |a total of )?$", re.IGNORECASE
)
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
            found += _totals(here, at)
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
        but = _ALL_BUT.search(page.before(at))
        if but and whole >= 0:
            yield Related("difference-of", -1, whole, "term", start - len(but[0]), those.end(), 0.9)
            yield Related("difference-of", -1, at, "minus", start - len(but[0]), those.end(), 0.9)
        sure = 0.9 if whole >= 0 and page.near(whole, at) else 0.5 if whole >= 0 else 0.3
        yield Related(predicate, at, whole, "whole", start, those.end(), min(sure, 0.3) if figure.best == 1 else sure)
        return
    if page.near(at, at + 1) and _OF.match(page.gap(at)) and page.kinds[at + 1] == "count":
        yield Related(predicate, at, at + 1, "whole", start, page.figures[at + 1].end, 0.5 if figure.best == 1 else 0.9)
        if share and page.near(at, at + 2) and page.kinds[at + 2] == "count" and _EQUALS.match(page.gap(at + 1)):
            yield Related(predicate, at, at + 2, "part", start, page.figures[at + 2].end, 0.8)
        return
    before = page.before(at, 80)
    whole = _listed(page, at)
    if whole >= 0:
        yield Related(predicate, at, whole, "whole", page.figures[whole].start, end, 0.7)
        return
    including = _INCLUDING.search(before)
    if including:
        whole = _antecedent(page, at)
        if whole >= 0 and page.near(whole, at):
            yield Related(predicate, at, whole, "whole", start - len(before) + including.start(), end, 0.9)
            for other in range(at + 1, len(page.figures)):
                if page.kinds[other] != "count" or not _JOIN.match(page.gap(other - 1)):
                    break
                yield Related("part-of", other, whole, "whole", page.figures[other].start, page.figures[other].end, 0.7)
    counted = enumeration(text, end, figure.best) if not share else None
    if counted:
        yield Related("enumeration", at, -1, "", counted[0], counted[1], 0.8 if counted[2] == figure.best else 0.6, counted[2])


def _listed(page: Page, at: int) -> int:
    """The whole of `of the 37 killed, 22 were soldiers and nine policemen`; -1: none."""
    for other in range(at - 1, max(at - 6, -1), -1):
        if not page.near(other, at) or page.kinds[other] != "count":
            break
        if _OUT_OF.search(page.before(other, 24)):
            between = page.text[page.figures[other].end : page.figures[at].start]
            return other if "," in between and not _INCLUDING.search(between) and page.kinds[at] == "count" else -1
    return -1


def _antecedent(page: Page, at: int) -> int:
    """The last count before a figure, preferably of the same noun, no further than two sentences back; -1: none."""
    fallback = -1
    noun = page.figures[at].noun.lower()
    first = noun or page.text[page.figures[at].end : page.figures[at].end + 40].lower()
    for other in range(at - 1, max(at - 12, -1), -1):
        if page.sentences[at] - page.sentences[other] > 2:
            break
        if page.kinds[other] != "count":
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


def _totals(page: Page, at: int) -> Iterator[Related]:
    """A total and its terms: `A and B, a total of N`, `a total of N: A and B`, `N in total`."""
    figure, text = page.figures[at], page.text
    before, after = page.before(at, 30), text[figure.end : figure.end + 40].split(",")[0]
    total = _TOTAL.search(before) or re.search(r"^(?:\s[\w-]+){0,2} (?:in total|in all|altogether|all told)\b", after)
    if not total or page.kinds[at] != "count":
        return
    terms = _chain(page, at + 1, 1) if page.near(at, at + 1) and _PARTS.match(page.gap(at)) else []
    if not terms and at and page.near(at - 1, at) and page.kinds[at - 1] == "count":
        terms = _chain(page, at - 1, -1)
    if len(terms) > 1:
        for term in sorted(terms):
            yield Related(
                "sum-of",
                at,
                term,
                "term",
                min(figure.start, page.figures[min(terms)].start),
                max(figure.end, page.figures[max(terms)].end),
                0.8,
            )


def _chain(page: Page, at: int, step: int) -> list[int]:
    """Counts that follow one another with commas and `and`."""
    chain = [at]
    while page.near(at, at + step) and page.kinds[at + step] == "count" and _LIST.match(page.gap(min(at, at + step))):
        at += step
        chain.append(at)
    return chain


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
    elif {kind, other} == {"share", "count"} and _EQUALS.match(gap) and not (_OF.match(gap) or caused(gap)):
        share, part = (at, at + 1) if kind == "share" else (at + 1, at)
        yield Related("share-of", share, part, "part", start, end, 0.7 if gap.strip(" (") in ("", "or", ",") or "or" in gap else 0.4)
    elif kind == other == "count" and _FROM_TO.match(gap) and _CHANGED.search(page.text, max(0, start - 30), end):
        yield Related("change-of", -1, at, "from", start, end, 0.7)
        yield Related("change-of", -1, at + 1, "to", start, end, 0.7)
