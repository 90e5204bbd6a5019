"""Time lines: the dated claims of events, and of who gained, held and lost a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt

from checks.reports.site.plots import BASE, INK, Days, data, draw
from checks.reports.site.visible import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from checks.material import ShownClaim
    from checks.reports.site.index import Index

_WIDTH, _LABELS, _LANE, _LABEL, _MOST = 640, 240, 20, 31, 60
_SERIES = 7
"""So many colours; whatever else there is shares one more."""
_POINT, _APART = 0.008, 0.025
"""Shares of the axis: a window narrower than this is a point, and marks of one lane lie so far apart."""
_MOVES, _UNDONE = ("gained", "held", "lost"), ("planned", "denied", "open")


class Dated(NamedTuple):
    """A claim with a window: on which line it is drawn, and what tells it from others there."""

    dataset: str
    line: str
    claim: ShownClaim
    series: str
    earliest: date | None
    latest: date | None
    lost: bool = False

    @property
    def start(self) -> date:
        """The earliest day, or the latest when the window has no start."""
        return self.earliest or self.latest or date.min

    @property
    def end(self) -> date:
        return self.latest or self.earliest or date.max

    @property
    def says(self) -> str:
        claim = self.claim
        return short(f"{self.series}, {claim.date}: “{short(claim.quote, 160)}” ({claim.document_id})", 300)


class Line(NamedTuple):
    """One row of a time line."""

    label: str
    dated: tuple[Dated, ...]

    @property
    def told(self) -> int:
        """How many marks it has."""
        return len(self.dated)


def events(index: Index) -> list[Line]:
    """Events with the dates that claims state for them, one mark a document and date."""
    labels = {(m.dataset, event.event_id): event.label for m in index.run.material for event in m.events}
    found = [
        Dated(dataset, labels.get((dataset, claim.event_id), claim.event_id), claim, claim.document_id, claim.earliest, claim.latest)
        for (dataset, _), claim in index.claims.items()
        if claim.event_id and claim.own_date
    ]
    return _lines(found)


def control(index: Index) -> list[Line]:
    """Places with the dated claims of who gained, held or lost them."""
    found = []
    for (dataset, _), claim in index.claims.items():
        if claim.measure == "control" and claim.category in _MOVES and claim.modality not in _UNDONE:
            names = index.material[dataset].names
            for where, actor in product(filter(None, claim.place.split(";")), filter(None, claim.actor.split(";"))):
                series, lost = names.get(actor, actor), claim.category == "lost"
                found.append(Dated(dataset, names.get(where, where), claim, series, claim.earliest, claim.latest, lost))
    return _lines(found)


def _lines(found: Iterable[Dated]) -> list[Line]:
    """What is told with a date, by line; what one document tells twice with one date is one mark."""
    marks: dict[tuple[str, str], dict[object, Dated]] = defaultdict(dict)
    for one in sorted(found, key=lambda one: (one.start, one.end, one.claim.claim_id)):
        if one.earliest or one.latest:
            marks[one.dataset, one.line].setdefault((one.claim.document_id, one.series, one.claim.date, one.lost), one)
    lines = [Line(label, tuple(told.values())) for (_, label), told in marks.items()]
    return sorted(lines, key=lambda line: (line.dated[0].start, line.dated[0].end, line.label))


def colours(lines: Iterable[Line]) -> dict[str, str]:
    """The colour of every series, the most frequent first; beyond the palette all share one."""
    counts = Counter(one.series for line in lines for one in line.dated)
    ranked = sorted(counts, key=lambda series: (-counts[series], series))
    return {series: f"var(--s{min(rank, _SERIES) + 1})" for rank, series in enumerate(ranked)}


def picture(index: Index, lines: Sequence[Line], palette: dict[str, str], title: str) -> Markup:
    """Lines over one axis of time. A window is a bar, a day a dot; lost is hollow, and a window without an end fades into a rule."""
    shown = lines[:_MOST]
    days = [day for line in shown for one in line.dated for day in (one.start, one.end)]
    pad = max(20, (max(days) - min(days)).days // 50)
    first, last = _moved(min(days), -pad), _moved(max(days), pad)
    axis = Days(first, last)
    rows, labels = _rows(index, shown, palette, first, last)
    lanes = max(row["lane"] for row in rows) + 1
    y = alt.Y("lane:O", axis=None, scale=alt.Scale(domain=list(range(lanes))))
    linked = {"y": y, "href": "url:N", "description": "says:N"}
    colour = alt.Color("colour:N", scale=None)
    bars, points, rules = ([row for row in rows if row["kind"] == kind] for kind in ("bar", "point", "rule"))
    hollow = {"fill": alt.condition("datum.lost", alt.value("var(--paper)"), alt.Color("colour:N", scale=None)), "stroke": colour}
    layers = [
        data(rules).mark_rule(strokeWidth=2, strokeDash=[2, 3]).encode(axis.x("start"), x2="end:T", y=y, color=colour),
        data(bars).mark_bar(size=9, cornerRadius=2, strokeWidth=1.5).encode(axis.x("start"), x2="end:T", **hollow, **linked),
        data(points).mark_point(size=70, strokeWidth=1.5, opacity=1).encode(axis.x("start"), **hollow, **linked),
        data(labels).mark_text(align="right", fontSize=12, color=INK).encode(x=alt.value(-10), y=y, text="label:N"),
        data(labels).mark_rule(color="var(--line)", yOffset=-_LANE / 2).encode(x=alt.value(-_LABELS), x2=alt.value(_WIDTH), y=y),
    ]
    return draw(layers, _WIDTH, _LANE * lanes, title, left=_LABELS, top=24, bottom=6)


def _moved(day: date, by: int) -> date:
    """So many days later, within the calendar."""
    return date.fromordinal(max(date.min.toordinal(), min(day.toordinal() + by, date.max.toordinal())))


def _rows(
    index: Index, lines: Sequence[Line], palette: dict[str, str], first: date, last: date
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Marks and labels, with marks that would touch in lanes of their own."""
    rows: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    lane, whole = 0, (last - first).days
    for line in lines:
        labels.append({"lane": lane, "label": short(line.label, _LABEL)})
        ends: list[date] = []
        for one in line.dated:
            free = next((number for number, end in enumerate(ends) if (one.start - end).days > _APART * whole), len(ends))
            ends[free : free + 1] = [one.end]
            rows += _marks(index, one, lane + free, palette, first, last)
        lane += len(ends)
    return rows, labels


def _marks(index: Index, one: Dated, lane: int, palette: dict[str, str], first: date, last: date) -> Iterable[dict[str, Any]]:
    row = {
        "lane": lane, "colour": palette[one.series], "says": f"{short(one.line, 80)}: {one.says}", "lost": one.lost,
        "url": BASE + (index.claim_url((one.dataset, one.claim.claim_id)) or ""),
        "start": one.start.isoformat(), "end": one.end.isoformat(),
    }  # fmt: skip
    yield row | {"kind": "point" if (one.end - one.start).days < _POINT * (last - first).days else "bar"}
    if one.earliest is None:
        yield row | {"kind": "rule", "start": first.isoformat()}
    if one.latest is None:
        yield row | {"kind": "rule", "end": last.isoformat()}
