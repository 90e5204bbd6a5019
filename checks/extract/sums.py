"""Counts that make up another one: a total and its terms, parts listed after a colon, what is left of a whole, all but some of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.counted import family
from checks.extract.related import ALL_BUT, JOIN, OF, OUT_OF, Page, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOTAL = re.compile(
    r"\b(?:a total of|the total of|total of|totall?ing|in total|in all|altogether|all told|combined"
    r"|bringing the (?:total|number|toll)[\w ]{0,30} to)\b",
    re.IGNORECASE,
)
_IN_TOTAL = re.compile(r"(?:\s[\w-]+){0,2} (?:in total|in all|altogether|all told)\b")
_LIST = re.compile(JOIN.pattern.replace("|,? as well as", "")[:-1] + r"(?:[\w-]+\s){0,2}?$")
_PARTS = re.compile(r"(?:\s[\w\u2019'-]+){0,8}?\s?[:(\u2013\u2014-]\s?$")
_MADE = re.compile(
    r"(?:\s[\w\u2019'-]+){0,8}?,?\s\(?(?:made up of|consisting of|compris(?:ing|ed of)|composed of|(?:divided|split) into)\s$"
)
_BARE = re.compile(
    r"\s?(?:in|at|on|from|of|during|near|for|inside|outside|dead|killed|wounded|injured|hurt|missing)\b|[,.;)\]]|\s?[\u2013\u2014-]"
)
_HARMS = re.compile(r"\s(?:casualties|victims),\s$")
_COUNTED = re.compile(r"\s[a-z]")
_STATE = re.compile(r"\s(?:people |were |others? |left )*(?:dead|killed|wounded|injured|missing|detained|arrested|displaced|hurt)\b")
_HARMED = re.compile(r"\s(?:were |was )?(?:killed|wounded|dead|injured|hurt|died)\b")
_ASIDE = re.compile(r"(?:\s[\w\u2019'-]+){0,2} of (?:whom|which|them|these|those)\b")
_OPEN = re.compile(r"[^.;)]{0,60}\b(?:others|and (?:several|many|more|dozens|hundreds|an unknown|a number|some))\b")
_CLOSED = re.compile(r"\b(?:and|plus|as well as)\s")
_REST = re.compile(r"\bthe (?:remaining|other|rest,|remainder,)\s$", re.IGNORECASE)
_LEAVING = re.compile(r",\sleaving (?:only |just )?$")
_WITHOUT = re.compile(r"[^.;]{0,40}(?:;|, of (?:which|whom|them))\s(?:\w+ )?$")
_APPOSED = re.compile(r"(?:\s[\w\u2019'-]+){0,3},\s(?:or |some |about |a total of |altogether )?$")


def sums(page: Page, at: int) -> Iterator[Related]:
    """What the words say that a count is made up of."""
    figure = page.figures[at]
    if page.kinds[at] != "count":
        return
    yield from _all_but(page, at)
    whole, part = _left_of(page, at)
    if whole >= 0:
        start = page.figures[min(whole, part)].start
        yield Related("difference-of", at, whole, "term", start, figure.end, 0.8)
        yield Related("difference-of", at, part, "minus", start, figure.end, 0.8)
    terms = _total(page, at) or _listed(page, at)
    for term in terms:
        start, end = page.figures[min(at, *terms)].start, page.figures[max(at, *terms)].end
        yield Related("sum-of", at, term, "term", start, end, 0.8)


def _total(page: Page, at: int) -> list[int]:
    """`A and B, a total of N`, `a total of N: A and B`, `A and B, N in total`."""
    figure, before = page.figures[at], page.before(at, 30)
    after = page.text[figure.end : figure.end + 40].split(",")[0]
    if not (_TOTAL.search(before) or _IN_TOTAL.match(after)):
        return []
    terms = _chain(page, at + 1, 1) if page.near(at, at + 1) and _PARTS.match(page.gap(at)) else []
    if not terms and at and page.near(at - 1, at) and page.kinds[at - 1] == "count":
        terms = _chain(page, at - 1, -1)
    return sorted(terms) if len(terms) > 1 else []


def _chain(page: Page, at: int, step: int) -> list[int]:
    """Counts that follow one another with commas and `and`."""
    chain = [at]
    while page.near(at, at + step) and page.kinds[at + step] == "count" and _LIST.match(page.gap(min(at, at + step))):
        at += step
        chain.append(at)
    return chain


def _listed(page: Page, at: int) -> list[int]:
    """`14 people: eight men, four women and two children`: a closed list of counts of the same kind of thing, none of them above it."""
    gap = page.gap(at)
    if not (page.near(at, at + 1) and page.kinds[at + 1] == "count" and _COUNTED.match(gap)):
        return []
    harms = _HARMS.match(gap) and _HARMED.match(page.text, page.figures[at + 1].end)
    if not (harms or _PARTS.match(gap) or _MADE.match(gap)):
        return []
    terms = _chain(page, at + 1, 1)
    if len(terms) < 2 or not _CLOSED.search(page.gap(terms[-2])) or _OPEN.match(page.text, page.figures[terms[-1]].end):
        return []
    whole = page.figures[at].best
    ours = "person" if _STATE.match(gap) else family(page.figures[at].noun)
    return terms if ours and all(_belongs(page, term, ours, whole) for term in terms) else []


def _belongs(page: Page, term: int, ours: str, whole: float | None) -> bool:
    figure = page.figures[term]
    if _ASIDE.match(page.text, figure.end) or (ours != "person" and _HARMED.match(page.text, figure.end)):
        return False
    small = whole is not None and figure.best is not None and figure.best <= whole
    kind = family(figure.noun)
    return small and (kind == ours or (not kind and _BARE.match(page.text, figure.end) is not None))


def _left_of(page: Page, at: int) -> tuple[int, int]:
    """The whole and the part of `of the 40, 25 were freed; the remaining 15`, `25 of the 40 were freed, the other 15 shot`."""
    first, last = at - 2, at - 1
    if _LEAVING.search(page.before(at)) and page.text[page.figures[at].end : page.figures[at].end + 1] in (".", ""):
        counts = page.near(first, at) and page.kinds[first] == page.kinds[last] == "count"
        out_of = counts and _WITHOUT.match(page.gap(first)) and page.figures[last].noun in ("", page.figures[first].noun)
        return (first, last) if out_of else (-1, -1)
    if not _REST.search(page.before(at)) or page.sentences[at] - page.sentences[max(at - 2, 0)] > 1:
        return -1, -1
    if first < 0 or page.kinds[first] != "count" or page.kinds[last] != "count" or not page.near(first, last):
        return -1, -1
    if OUT_OF.search(page.before(first, 24)):
        return first, last
    return (last, first) if OF.match(page.gap(first)) else (-1, -1)


def _all_but(page: Page, at: int) -> Iterator[Related]:
    """`all but two of the 30 hostages, 28 people, were freed`."""
    but, rest = ALL_BUT.search(page.before(at)), at + 2
    if not (but and OF.match(page.gap(at)) and page.near(at, rest) and page.kinds[at + 1] == page.kinds[rest] == "count"):
        return
    if _APPOSED.match(page.gap(at + 1)) and not _ASIDE.match(page.text, page.figures[rest].end):
        start, end = page.figures[at].start - len(but[0]), page.figures[rest].end
        yield Related("difference-of", rest, at + 1, "term", start, end, 0.8)
        yield Related("difference-of", rest, at, "minus", start, end, 0.8)
