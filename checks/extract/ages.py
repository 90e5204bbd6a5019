"""Ages at death: the years between a birth and a death that one sentence tells, beside the age that it gives.

For the checks of bare documents alone: an age is a number of whole years, and what is left of the next one is nobody's words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checks.extract.cells import decimal, free
from checks.extract.related import Figure, page
from checks.tables import EXTRACTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checks.extract.cells import Cells
    from checks.extract.related import Page
    from checks.extract.rows import Extraction

_BIRTH = re.compile(r"\b[Bb]orn\b")
_BORN = re.compile(r"\bborn(?: (?:on|in))?\s$", re.IGNORECASE)
_DEATH = r"(?:died|killed|shot|executed|hanged|beheaded|assassinated|murdered|death)"
_DIED = re.compile(rf"\b{_DEATH}\b[^,;.]{{0,40}}?\b(?:on|in)\s$")
_WHEN = re.compile(rf"(?: years? (?:old|of age))? when (?:he|she) (?:was |had been )?{_DEATH}\b")
_WAS = re.compile(r"\bwas (?:only |just |about |aged )?$")
_AT_AGE = re.compile(rf"\b{_DEATH}\b[^;.]{{0,60}}\b(?:aged|at (?:the )?age(?: of)?)\s$")
_THE = re.compile(r"(?:^|[,.;\n]\s?)the\s$", re.IGNORECASE)
_HYPHENED = re.compile(r"[ -]years?[ -]old\Z")
_APPOSED = re.compile(r"(?:^|[.\n]\s?)[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,3},\s$")
_LATEST = 110
_NOTE = f"{EXTRACTED}0.8"


def ages(document_id: str, found: Extraction, claims: Sequence[Cells]) -> Iterator[Cells]:
    """Relations duration-of between the ages, births and deaths; the claims of the ages are made lengths of time.

    `claims`: those of the figures and dates, in their order.
    """
    if not _BIRTH.search(found.page.text):
        return
    here = page(found.page.text, [Figure(*one[:2], one.low, one.best, one.high, "", one.kind) for one in found.items])
    for at in range(len(here.figures)):
        if (ends := _lived(here, at)) is None:
            continue
        years = float(claims[at]["best"])
        bounds = {"comparator": "between", "low": decimal(years), "best": "", "high": decimal(years + 1)}
        claims[at].update(measure="duration", unit="year", population="", note=_NOTE, **bounds)
        name = free(document_id, "duration-of", (claims[at]["claim_id"],), set(), "r-")
        row = {"relation_id": name, "predicate": "duration-of", "subject_id": claims[at]["claim_id"], "basis": "stated"}
        for date, role in zip(ends, ("start", "end"), strict=True):
            yield {**row, "object_id": claims[date]["claim_id"], "role": role, "note": _NOTE}


def _lived(page: Page, at: int) -> tuple[int, int] | None:
    """The one birth and the one death of the sentence of a figure, when it is the age at death."""
    figure = page.figures[at]
    if page.kinds[at] == "date" or figure.best is None or not 0 < figure.best < _LATEST or not _age(page, at):
        return None
    near = [other for other in range(max(0, at - 4), min(len(page.figures), at + 5)) if page.near(other, at)]
    dates = [other for other in near if page.kinds[other] == "date"]
    born = [other for other in dates if _BORN.search(page.before(other))]
    died = [other for other in dates if other not in born and _DIED.search(_clause(page, other))]
    return (born[0], died[0]) if len(dates) == 2 and len(born) == len(died) == 1 else None


def _age(page: Page, at: int) -> bool:
    """Whether the words beside a figure make it the age of who died."""
    figure, before = page.figures[at], _clause(page, at)
    if _HYPHENED.search(page.text, figure.start, figure.end):
        return bool(_THE.search(before) or _WAS.search(before)) and (not _WAS.search(before) or bool(_WHEN.match(page.text, figure.end)))
    if _WAS.search(before) and _WHEN.match(page.text, figure.end):
        return True
    return bool(_AT_AGE.search(before)) or (bool(_APPOSED.search(before)) and page.text.startswith(", was born", figure.end))


def _clause(page: Page, at: int) -> str:
    """The words before a figure, figures among them: what is told of it may stand before another one."""
    start = page.figures[at].start
    return page.text[max(0, start - 100) : start]
