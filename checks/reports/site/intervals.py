"""The figures of one event side by side: what each printed value can mean, as intervals."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt

from checks.reports.site.plots import BASE, INK, LOG, Amounts, data, draw
from checks.reports.site.visible import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from checks.material import Material, ShownClaim
    from checks.reports.site.index import Index, Shown

_WIDTH, _STEP, _MOST, _LABEL = 300, 46, 12, 42
_SAME = ("XDC001", "XDC008", "NUM012")
"""Checks whose findings hold claims to state one and the same quantity."""


class Figure(NamedTuple):
    """A claim with its bounds, none of which is unknown."""

    claim: ShownClaim
    low: float
    high: float
    far_low: float
    far_high: float

    @property
    def says(self) -> str:
        """What it means, in words."""
        far = "" if (self.low, self.high) == (self.far_low, self.far_high) else f", at most {span(self.far_low, self.far_high)}"
        return f"“{self.claim.value}” in {self.claim.document_id}: {span(self.low, self.high)}{far}"


class Group(NamedTuple):
    """Claims of one event about one quantity, and the findings that two or more of them are part of."""

    dataset: str
    title: str
    figures: tuple[Figure, ...]
    findings: tuple[Shown, ...]

    @property
    def gap(self) -> tuple[float, float] | None:
        """From the least upper to the greatest lower end of claims that a finding holds to be the same quantity, when they do not meet."""
        same = {claim for shown in self.findings if shown.finding.code in _SAME for claim in shown.finding.claims}
        figures = [one for one in self.figures if one.claim.claim_id in same]
        low, high = max((one.low for one in figures), default=0), min((one.high for one in figures), default=0)
        return (high, low) if high < low else None

    @property
    def rank(self) -> tuple[object, ...]:
        """Contradictions first, then what other findings hold, then what most documents tell."""
        contradicts = any(shown.contradiction for shown in self.findings)
        return not contradicts, not self.findings, -len({figure.claim.document_id for figure in self.figures}), self.title


def span(low: float, high: float) -> str:
    """An interval in words."""
    if low == high:
        return number(low)
    if math.isinf(high):
        return f"{number(low)} or more"
    return f"up to {number(high)}" if math.isinf(low) else f"{number(low)} to {number(high)}"


def number(value: float) -> str:
    """A number as people write it."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def figure(claim: ShownClaim) -> Figure | None:
    """The claim with its bounds; None when it has none."""
    bounds = (claim.low_near, claim.high_near, claim.low_far, claim.high_far)
    known = [bound for bound in bounds if bound is not None]
    return Figure(claim, *known) if len(known) == len(bounds) else None


def groups(index: Index) -> list[Group]:
    """Groups worth a picture: held together by a finding, or with several values."""
    return sorted((group for material in index.run.material for group in _groups(index, material)), key=lambda group: group.rank)


def _groups(index: Index, material: Material) -> Iterable[Group]:
    labels = {event.event_id: event.label for event in material.events}
    gathered: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for claim in material.claims:
        if claim.event_id and claim.kind == "number" and (known := figure(claim)):
            gathered[claim.event_id, claim.measure, claim.unit, claim.per, claim.population].append(known)
    about = _findings(index, material.dataset)
    for (event, *quantity), figures in gathered.items():
        findings = _joint(about, [one.claim.claim_id for one in figures])
        if len(figures) > 1 and (findings or len({(one.far_low, one.far_high) for one in figures}) > 1):
            figures.sort(key=lambda one: (one.low, one.high, one.claim.claim_id))
            yield Group(material.dataset, f"{labels.get(event, event)}: {_quantity(*quantity)}", tuple(figures), findings)


def _findings(index: Index, dataset: str) -> dict[str, list[Shown]]:
    about: dict[str, list[Shown]] = defaultdict(list)
    for shown in index.findings:
        if shown.finding.dataset == dataset and len(shown.finding.claims) > 1:
            for claim_id in shown.finding.claims:
                about[claim_id].append(shown)
    return about


def _joint(about: dict[str, list[Shown]], claim_ids: list[str]) -> tuple[Shown, ...]:
    """Findings that two or more of the claims are part of, in order."""
    counts: dict[str, int] = defaultdict(int)
    seen: dict[str, Shown] = {}
    for claim_id in claim_ids:
        for shown in about.get(claim_id, ()):
            counts[shown.url] += 1
            seen[shown.url] = shown
    return tuple(seen[url] for url, count in counts.items() if count > 1)


def _quantity(measure: str, unit: str, per: str, population: str) -> str:
    thing = f"{unit}s" if unit not in ("", "person") else population
    return " ".join(part for part in (measure, thing if thing.rstrip("s") not in measure else "", f"per {per}" if per else "") if part)


def picture(index: Index, group: Group) -> Markup:
    """The intervals of a group: near band dark, far band light, what is printed as a tick; where no value fits all, a band."""
    figures = group.figures[:_MOST]
    axis = _axis(figures)
    rows = [_row(index, group.dataset, place, one, axis) for place, one in enumerate(figures)]
    y = alt.Y("row:O", axis=None)
    base = data(rows)
    bars = [
        base.mark_bar(color=f"var(--{band})", size=12, yOffset=9).encode(
            axis.x(f"{band}_low"), x2=f"{band}_high:Q", y=y, href="url:N", description="says:N"
        )
        for band in ("far", "near")
    ]  # fmt: skip
    layers = [
        *bars,
        base.mark_tick(size=20, thickness=3, yOffset=9, color=INK).encode(axis.x("best"), y=y),
        base.mark_text(align="left", dy=-11, fontSize=12.5, color=INK).encode(x=alt.value(1), y=y, text="label:N"),
        base.mark_text(align="right", dy=9, dx=2, fontSize=13, color=INK).encode(x=alt.value(_WIDTH), y=y, text="more:N"),
    ]
    if group.gap:
        band = data([{"low": group.gap[0], "high": group.gap[1]}]).mark_rect(color="var(--gap)")
        layers.insert(0, band.encode(axis.x("low"), x2="high:Q"))
    return draw(layers, _WIDTH, _STEP * len(rows), group.title)


def _axis(figures: Iterable[Figure]) -> Amounts:
    ends = [end for one in figures for end in one[1:] if math.isfinite(end)]
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    if 0 < low < high / LOG:
        return Amounts(low, high)
    pad = (high - low or abs(high) or 1.0) * 0.12
    return Amounts(max(low - pad, 0.0) if low >= 0 else low - pad, high + pad)


def _row(index: Index, dataset: str, place: int, one: Figure, axis: Amounts) -> dict[str, Any]:
    first, last = axis.first, axis.last
    return {
        "row": place, "label": short(f"{one.claim.document_id} · {one.claim.value or span(one.low, one.high)}", _LABEL),
        "near_low": max(first, one.low), "near_high": min(last, one.high),
        "far_low": max(first, one.far_low), "far_high": min(last, one.far_high),
        "best": one.claim.best, "more": "›" if math.isinf(one.high) else "", "says": short(one.says, 300),
        "url": BASE + (index.claim_url((dataset, one.claim.claim_id)) or ""),
    }  # fmt: skip
