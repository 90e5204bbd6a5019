"""Plots as inline SVG: Vega-Lite specifications by Altair, drawn by vl-convert without a browser or a network.

Sizes and paddings are fixed and labels are cut before they are drawn, so that no measure of a font has a say in the bytes. Colours are
custom properties of the style sheet: one picture serves light and dark.
"""

from __future__ import annotations

import io
import math
from datetime import date
from typing import TYPE_CHECKING, Any

import altair as alt
from markupsafe import Markup, escape

from checks.reports.site.visible import short, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

BASE = "https://page.invalid/"
"""Stands for the folder of the site in the links of a picture: Vega would make relative ones absolute."""
FONT = "system-ui, sans-serif"
INK, MUTED, LINE = "var(--ink)", "var(--muted)", "var(--line)"
_MARGIN = {"left": 16, "right": 24, "top": 4, "bottom": 26}
LOG = 100
"""From this ratio of largest to smallest on, values are drawn on a logarithmic scale."""
Rows = list[dict[str, Any]]


def draw(layers: Sequence[alt.Chart], width: int, height: int, title: str, **margin: int) -> Markup:
    """Layers over one another as an SVG element with an accessible name; its links begin with BASE, see `rooted`."""
    chart = alt.layer(*layers).properties(
        width=width, height=height, padding=_MARGIN | margin, autosize=alt.AutoSizeParams(type="none")
    ).configure(background="transparent", font=FONT).configure_view(stroke=None)  # fmt: skip
    stream = io.StringIO()
    chart.save(stream, format="svg")
    svg = visible(stream.getvalue()).replace("xlink:href=", "href=")
    return Markup(svg.replace("<svg ", f'<svg role="group" aria-label="{escape(short(title, 200))}" ', 1))  # noqa: S704 - Vega escapes what it is given


def rooted(svg: Markup, root: str) -> Markup:
    """A picture for a page from which `root` is the way to the folder of the site."""
    return Markup(svg.replace(f'href="{BASE}', Markup('href="{}').format(root)))  # noqa: S704 - only the links have changed


def data(rows: Rows) -> alt.Chart:
    """A layer of rows."""
    return alt.Chart(alt.InlineData(values=rows))


class Amounts:
    """An axis for values from low to high; logarithmic when they lie orders of magnitude apart."""

    def __init__(self, low: float, high: float) -> None:
        log = low > 0 and high / low > LOG
        ticks = _powers(low, high) if log else steps(low, high)
        self.first, self.last = min(low, ticks[0]), max(high, ticks[-1])
        self._scale = alt.Scale(type="log" if log else "linear", domain=[self.first, self.last], zero=False, nice=False)
        self._ticks, self._format = ticks, "~s" if high >= 1e5 or 0 < high < 1e-3 else ",~r"

    def x(self, field: str, format: str = "") -> alt.X:
        """The channel x of a column."""
        return alt.X(f"{field}:Q", title=None, scale=self._scale, axis=_axis(values=self._ticks, format=format or self._format))


class Days:
    """An axis for days from first to last, with a line at new years."""

    def __init__(self, first: date, last: date) -> None:
        years = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        every = max(1, math.ceil(len(years) / 12))
        self._scale = alt.Scale(type="utc", domain=[_day(first), _day(last)], nice=False)
        self._axis = _axis(values=[_day(day) for day in years[::every] if first <= day <= last], format="%Y", orient="top")

    def x(self, field: str) -> alt.X:
        """The channel x of a column of ISO days."""
        return alt.X(f"{field}:T", title=None, scale=self._scale, axis=self._axis)


def steps(low: float, high: float) -> list[float]:
    """Three to six round numbers around low and high."""
    raw = max(high - low, abs(high) * 1e-6, 1e-9) / 4
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * unit for factor in (1, 2, 5, 10) if factor * unit >= raw)
    return [number * step for number in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _axis(**facts: Any) -> alt.Axis:
    return alt.Axis(
        labelOverlap=False, labelColor=MUTED, labelFontSize=11, labelFont=FONT, labelPadding=6, gridColor=LINE, domainColor=LINE,
        ticks=False, labelFlush=False, labelBound=False, labelLimit=0, **facts,
    )  # fmt: skip


def _powers(low: float, high: float) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [10.0**power for power in powers][:: max(1, len(powers) // 5)]


def _day(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
