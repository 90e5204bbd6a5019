"""The pages of the site, as a pure function of one run: path from the folder of the site, and text."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from functools import cached_property
from importlib import resources
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from checks.errors import UsageError
from checks.finding import LEVELS
from checks.reports.words import plural, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment
    from markupsafe import Markup

    from checks.reports.site.index import Shown
    from checks.run import Outcome, Run

NEEDS = ("jinja2", "altair", "vl_convert")
PICTURES, MOST_PICTURES = 24, 120
"""So many pictures of figures on the overview, and in all: beside further findings their figures stand as a table."""
ROWS = 400
"""So many rows of a time line as a table; further dates stand in the documents."""

TOGETHER = 3
"""More contradictions of one check and level share a card."""


def check_extra() -> None:
    """Raises UsageError when a package of the extra is missing."""
    missing = [name.replace("vl_convert", "vl-convert-python") for name in NEEDS if find_spec(name) is None]
    if missing:
        raise UsageError(f"the HTML site needs {', '.join(missing)}: pip install 'claim-checks[site]'")


def render(run: Run) -> dict[str, str]:
    """Every page of the site. Needs a run with material; raises UsageError when a package of the extra is missing."""
    check_extra()
    return dict(_Site(run).pages())


class _Site:
    """What all pages are made from."""

    def __init__(self, run: Run) -> None:
        from checks.reports.site.index import Index

        self.run = run
        self.index = Index(run)
        self._environment = _environment()

    @cached_property
    def _pictures(self) -> list[tuple[Any, Markup]]:
        from checks.reports.site.intervals import groups, picture

        shown = [group for number, group in enumerate(groups(self.index)) if number < PICTURES or group.findings]
        return [(group, picture(self.index, group)) for group in shown[:MOST_PICTURES]]

    def pages(self) -> Iterable[tuple[str, str]]:
        """Path and text of every page."""
        yield "index.html", self._overview()
        yield "findings.html", self._list()
        yield "checks.html", self._page("checks.html.j2", "", "checks", outcomes=self._outcomes(), catalogue=self.run.checks)
        yield from self._details()
        yield from self._documents()
        yield from self._checks()

    def _page(self, template: str, root: str, here: str, **facts: Any) -> str:
        shared = {"run": self.run, "index": self.index, "root": root, "here": here, "summary": self.run.summary}
        return self._environment.get_template(template).render(**shared, **facts)

    def _overview(self) -> str:
        from checks.reports.site import tallies, timeline

        told = tallies.tallies(self.index)
        lines: dict[str, Any] = {}
        for name, found in (("control", timeline.control(self.index)), ("events", timeline.events(self.index))):
            palette = timeline.colours(found)
            often = [line for line in found if line.told > 1]
            once = [line for line in found if line.told == 1]
            drawn = [timeline.picture(self.index, part, palette, f"{name} in time") if part else None for part in (often, once)]
            table = [(line.label, one) for line in often + once for one in line.dated]
            lines[name] = {"palette": palette, "often": often, "once": once, "pictures": drawn, "rows": table[:ROWS], "all": len(table)}
        return self._page(
            "index.html.j2", "", "overview", tallies=told, lines=lines, pictures=self._pictures[:PICTURES], meanings=tallies.MEANINGS,
            cited=tallies.cited(told) if any(one.claims for one in told) else None,
            covered=tallies.covered(told) if any(one.document.figures for one in told) else None,
            contradictions=self._contradictions(), unrun=list(unfinished(self.run)),
        )  # fmt: skip

    def _contradictions(self) -> list[list[Shown]]:
        """Contradictions, most severe first, those between documents before others; many of one check and level are together."""
        found: dict[tuple[str, ...], list[Shown]] = defaultdict(list)
        for shown in self.index.findings:
            if shown.contradiction:
                found[shown.finding.level, shown.finding.code].append(shown)
        cards = [part for alike in found.values() for part in ([alike] if len(alike) > TOGETHER else [[one] for one in alike])]
        return sorted(cards, key=lambda card: (LEVELS.index(card[0].finding.level), len(card), -len(card[0].documents)))

    def _list(self) -> str:
        grouped: dict[tuple[str, str], list[Shown]] = defaultdict(list)
        for shown in self.index.findings:
            grouped[shown.finding.level, shown.finding.code].append(shown)
        titles = {check.code: check.title for check in self.run.checks}
        documents = {key: document for key, document in self.index.documents.items() if self.index.by_document.get(key)}
        states = [state for state in ("open", "new", "accepted") if any(shown.state == state for shown in self.index.findings)]
        levels = [level for level in LEVELS if any(shown.finding.level == level for shown in self.index.findings)]
        return self._page(
            "findings.html.j2", "", "findings", groups=grouped, titles=titles, documents=documents, states=states, levels=levels
        )

    def _details(self) -> Iterable[tuple[str, str]]:
        from checks.reports.site.detail import detail

        pictures = {shown.url: svg for group, svg in reversed(self._pictures) for shown in group.findings}
        parts: dict[str, list[Shown]] = defaultdict(list)
        for shown in self.index.findings:
            parts[shown.page].append(shown)
        for page, found in parts.items():
            code = found[0].finding.code
            siblings = [other for other, first in parts.items() if first[0].finding.code == code]
            check = next((check for check in self.run.checks if check.code == code), None)
            details = [detail(self.index, shown, pictures.get(shown.url)) for shown in found]
            yield page, self._page("details.html.j2", "../", "findings", details=details, check=check, siblings=siblings, page=page)

    def _documents(self) -> Iterable[tuple[str, str]]:
        from checks.reports.site import document, tallies

        for key, shown in self.index.documents.items():
            counts = Counter(claim.standing for claim in self.index.claims_of.get(key, ()))
            facts = {
                "document": shown, "key": key, "counts": counts, "rows": document.rows(self.index, key),
                "unplaced": document.unplaced(self.index, key), "meanings": tallies.MEANINGS,
                "found": self.index.by_document.get(key, ()),
            }  # fmt: skip
            yield self.index.pages[key], self._page("document.html.j2", "../", "documents", **facts)

    def _outcomes(self) -> dict[str, list[Outcome]]:
        found: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.run.outcomes:
            found[outcome.code].append(outcome)
        return found

    def _checks(self) -> Iterable[tuple[str, str]]:
        outcomes = self._outcomes()
        found: dict[str, list[Shown]] = defaultdict(list)
        for shown in self.index.findings:
            found[shown.finding.code].append(shown)
        known = {check.code: check for check in self.run.checks}
        for code, page in self.index.checks.items():
            facts = {"code": code, "check": known.get(code), "outcomes": outcomes.get(code, ()), "found": found.get(code, ())}
            yield page, self._page("check.html.j2", "../", "checks", **facts)


def _environment() -> Environment:
    """Templates with everything escaped; style and script stand in the page and are named in its policy by their hashes."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    from checks.reports.site import intervals, plots, visible

    def finalize(value: Any) -> Any:
        return visible.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("checks.reports.site"), autoescape=True, undefined=StrictUndefined, finalize=finalize,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    for name in ("style.css", "app.js"):
        source = resources.files("checks.reports.site").joinpath("static", name).read_text(encoding="utf-8")
        key = name.partition(".")[0]
        environment.globals[key] = Markup(source)  # noqa: S704 - our own file
        environment.globals[f"{key}_hash"] = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    environment.filters |= {
        "link": visible.link, "short": visible.short, "rooted": plots.rooted, "number": intervals.number, "plural": plural,
    }  # fmt: skip
    environment.globals["span"] = intervals.span
    return environment
