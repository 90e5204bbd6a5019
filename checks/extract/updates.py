"""What the words between two figures say of order, cause and revision: before, credited-to, supersedes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.connectives import BECAUSE, THEREBY
from checks.extract.related import Page, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE = r"(?:the |a |an |its |their |his |her |that |this )?"
_THEN = re.compile(
    r"(?:[^.;\n]{0,80}\b)?(?:before|prior to|ahead of|followed by|and then|then|and later|and again|and finally) "
    rf"{_ARTICLE}(?:[\w'\u2019-]+ ){{0,8}}$"
)
_SINCE = re.compile(rf"(?:,? [\w'\u2019-]+){{0,6}},? (?:after|following|in the wake of) {_ARTICLE}(?:[\w'\u2019-]+ ){{0,6}}$")
_SPAN = re.compile(r"\s(?:until|till)\s$|\s(?P<to>to)\s$|\s?[\u2013\u2014-]\s?$")
_FROM_WHEN = re.compile(r"(?:\bfrom\s|\()$", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:lasted|ran|runs|held|raged|continued|was|were|went on|shut|closed|open|detained|besieged|served|fought|ruled|lived|took place)\b"
)
_MOVED = re.compile(
    r"\b(?:mov|br(?:ing|ought)|postpon|delay|chang|shift|schedul|reschedul|correct|revis|back|amend|advanc|push"
    r"|pull|extend|switch|put off)\w*"
)
_CAUSE = re.compile(rf"\b(?:{BECAUSE})\b")
_EFFECT = re.compile(rf"\b(?:{THEREBY})\b")
_TOLL = re.compile(r"\b(?:toll|tally|count|figures?|estimates?|deaths?|dead|killed|number|casualties|total|put at)\b", re.IGNORECASE)
_REVISED = re.compile(r"\b(?:revis|updat|correct|adjust|amend|upgrad|downgrad|restat)\w*", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\s[\w'\u2019-]+){0,5}?,? (?:up |down |revised |raised |lowered |increased |higher |lower )?(?:up |down )?"
    r"(?:from|compared (?:with|to)|against|instead of|rather than|not) (?:the |an? )?(?:[\w'\u2019-]+ ){0,4}$"
)
_RISE = re.compile(
    r"\b(?:rose|risen|rises|raised|climbed|jumped|increased|lowered|cut|reduced|fell|now stands?|stood|up|down|grew|grown)\b", re.IGNORECASE
)
_FIRST = re.compile(
    r"\b(?:initial(?:ly)?|original(?:ly)?|earlier|previous(?:ly)?|preliminary|at first|first (?:said|reported|put|estimated|counted))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:later|since|subsequent(?:ly)?|now|revised|updated|corrected|new(?:er)?|latest|final(?:ly)?|raised|lowered|rose|risen)\b",
    re.IGNORECASE,
)
_REACH, _NEXT = 60, 200


def updates(page: Page, at: int) -> Iterator[Related]:
    """What a figure and the next one say of each other."""
    if at + 1 >= len(page.figures):
        return
    kinds = page.kinds[at], page.kinds[at + 1]
    if kinds == ("date", "date") and page.near(at, at + 1):
        yield from _order(page, at)
    if page.near(at, at + 1) and "date" not in kinds:
        yield from _cause(page, at)
    if kinds == ("count", "count"):
        yield from _revision(page, at)


def caused(gap: str) -> bool:
    """Whether the words between two figures name a cause."""
    return bool(_CAUSE.search(gap))


def _order(page: Page, at: int) -> Iterator[Related]:
    gap, start, end = page.gap(at), page.figures[at].start, page.figures[at + 1].end
    if _span(page, at):
        yield Related("before", at, at + 1, "", start, end, 0.8)
    elif _THEN.match(gap):
        yield Related("before", at, at + 1, "", start, end, 0.6)
    elif _SINCE.match(gap):
        yield Related("before", at + 1, at, "", start, end, 0.5)


def _span(page: Page, at: int) -> bool:
    """Whether two dates that are read apart are the ends of a span: `was shut from A to B`, `(A - B)`."""
    opening, joint = _FROM_WHEN.search(page.before(at)), _SPAN.match(page.gap(at))
    if not (opening and joint):
        return False
    end = page.figures[at + 1].end
    if opening[0] == "(":
        return not joint["to"] and page.text[end : end + 1] == ")"
    clause = re.split(r"[.;\n]", page.text[max(0, page.figures[at].start - 2 * _REACH) : page.figures[at].start])[-1]
    return not _MOVED.search(clause) and bool(not joint["to"] or _LASTS.search(clause))


def _cause(page: Page, at: int) -> Iterator[Related]:
    gap, start, end = page.gap(at), page.figures[at].start, page.figures[at + 1].end
    if len(gap) < _NEXT and _CAUSE.search(gap):
        yield Related("credited-to", at, at + 1, "cause", start, end, 0.6)
    elif len(gap) < _REACH and _EFFECT.search(gap):
        yield Related("credited-to", at + 1, at, "cause", start, end, 0.6)


def _revision(page: Page, at: int) -> Iterator[Related]:
    """A new toll and the one that it takes the place of."""
    first, second = page.figures[at], page.figures[at + 1]
    between = page.text[first.end : second.start]
    before = page.text[max(0, first.start - 2 * _REACH) : first.start].rpartition("\n")[2]
    if len(between) > _NEXT or page.sentences[at + 1] - page.sentences[at] > 1:
        return
    clause = re.split(r"[.!?] ", before)[-1]
    if clause.endswith(" by "):  # "rose by 10 from 50"
        return
    told = bool(_TOLL.search(clause))
    if page.near(at, at + 1) and re.search(r"\bfrom (?:\w+ )?$", clause) and re.match(r"(?:\s[\w'\u2019-]+){0,3} to ", between):
        if _REVISED.search(clause):
            yield Related("supersedes", at + 1, at, "", first.start, second.end, 0.7)
    elif page.near(at, at + 1) and told and _FROM.match(between) and (_RISE.search(clause) or _REVISED.search(clause + between)):
        yield Related("supersedes", at, at + 1, "", first.start, second.end, 0.7)
    elif _FIRST.search(clause[-_REACH:]) and (_LATER.search(between) or _REVISED.search(between)) and (told or _TOLL.search(between)):
        yield Related("supersedes", at + 1, at, "", first.start, second.end, 0.6)
