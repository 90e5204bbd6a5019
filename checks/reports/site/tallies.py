"""Per document: how its claims are cited, and how many of its figures a claim covers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import altair as alt

from checks.offers import STANDINGS
from checks.reports.site.plots import BASE, INK, Amounts, data, draw
from checks.reports.site.visible import short
from checks.reports.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from checks.material import ShownDocument
    from checks.reports.site.index import Index, Shown

_WIDTH, _LABELS, _LANE, _LABEL, _MOST = 640, 240, 26, 31, 40
MEANINGS = {
    "none": "the document offers nothing",
    "placeholder": "a link or mark that leads nowhere",
    "unnamed": "only unnamed sources",
    "named": "a named source, or data of its own",
    "followable": "a note, reference or link that can be followed",
}
"""What the standing of a claim's citation means."""


class Tally(NamedTuple):
    """Counts of one document."""

    document: ShownDocument
    page: str
    claims: int
    standings: dict[str, int]
    findings: tuple[Shown, ...]

    @property
    def covered(self) -> int:
        """Figures read in the text that a claim's quote holds."""
        return self.document.figures - len(self.document.uncovered)

    @property
    def coverage(self) -> float | None:
        """The share of them; None when there are none."""
        return self.covered / self.document.figures if self.document.figures else None


def tallies(index: Index) -> list[Tally]:
    """Every document, in order of dataset and id."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for (dataset, _), claim in index.claims.items():
        counts[dataset, claim.document_id, claim.standing] += 1
    found = []
    for key, document in sorted(index.documents.items()):
        standings = {standing: counts[*key, standing] for standing in STANDINGS}
        open_ones = tuple(shown for shown in index.by_document.get(key, ()) if not shown.finding.accepted)
        found.append(Tally(document, index.pages[key], sum(standings.values()), standings, open_ones))
    return found


def cited(told: Sequence[Tally]) -> Markup:
    """Citation status by document, as shares of its claims."""
    parts = [(tally, [(name, tally.standings[name]) for name in STANDINGS], tally.claims, "claim") for tally in told if tally.claims]
    return _shares(parts, "Citation status of the claims of every document")


def covered(told: Sequence[Tally]) -> Markup:
    """Coverage by document: figures read in the text that a claim covers, as shares."""
    parts = [
        (tally, [("covered", tally.covered), ("uncovered", tally.document.figures - tally.covered)], tally.document.figures, "figure")
        for tally in told
        if tally.document.figures
    ]  # fmt: skip
    return _shares(parts, "Figures of every document that a claim covers")


def _shares(parts: Sequence[tuple[Tally, list[tuple[str, int]], int, str]], title: str) -> Markup:
    rows, labels = [], []
    for lane, (tally, counts, whole, noun) in enumerate(parts[:_MOST]):
        start = 0
        labels.append({"lane": lane, "label": short(tally.document.document_id, _LABEL)})
        for name, count in counts:
            if count:
                says = f"{short(tally.document.document_id, 80)}: {plural(count, noun)} {name}, {count / whole:.0%}"
                rows.append({
                    "lane": lane, "low": start / whole, "high": (start + count) / whole, "colour": f"var(--{name})", "says": says,
                    "url": BASE + tally.page,
                })  # fmt: skip
            start += count
    y = alt.Y("lane:O", axis=None, scale=alt.Scale(domain=list(range(len(labels)))))
    bars = data(rows).mark_bar(size=16, stroke="var(--paper)", strokeWidth=1).encode(
        Amounts(0, 1).x("low", format="%"), x2="high:Q", y=y, color=alt.Color("colour:N", scale=None), href="url:N", description="says:N"
    )  # fmt: skip
    names = data(labels).mark_text(align="right", fontSize=12, color=INK).encode(x=alt.value(-10), y=y, text="label:N")
    return draw([bars, names], _WIDTH, _LANE * len(labels), title, left=_LABELS)
