"""One run, looked up as pages need it: which claims and documents a finding is about, and where everything is shown."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from checks.finding import Finding, Location
from checks.material import Material, ShownClaim, ShownDocument
from checks.reports.site.names import unique
from checks.reports.words import by_severity, words_of
from checks.run import Run, contradicts

PER_PAGE = 100
Key = tuple[str, str]
"""Dataset and id."""


class Shown(NamedTuple):
    """A finding with its page, its anchor there, and the documents that it is about."""

    finding: Finding
    page: str
    anchor: str
    documents: tuple[Key, ...]

    @property
    def url(self) -> str:
        return f"{self.page}#{self.anchor}"

    @property
    def state(self) -> str:
        return "accepted" if self.finding.accepted else "new" if self.finding.new else "open"

    @property
    def contradiction(self) -> bool:
        """As the summary of a run counts them."""
        return contradicts(self.finding) and self.finding.level != "note" and not self.finding.accepted


class Index:
    """Lookups over one run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.material: dict[str, Material] = {shown.dataset: shown for shown in run.material}
        self.documents: dict[Key, ShownDocument] = {(m.dataset, d.document_id): d for m in run.material for d in m.documents}
        self.claims: dict[Key, ShownClaim] = {(m.dataset, c.claim_id): c for m in run.material for c in m.claims}
        several = len(run.material) > 1
        self.names: dict[Key, str] = unique((key, f"{key[0]}.{key[1]}" if several else key[1]) for key in self.documents)
        self.pages: dict[Key, str] = {key: f"documents/{name}.html" for key, name in self.names.items()}
        self.anchors: dict[Key, str] = {key: f"c-{name}" for key, name in unique((key, key[1]) for key in self.claims).items()}

    @cached_property
    def checks(self) -> dict[str, str]:
        """The page of every check that the catalogue or the run names, by code."""
        codes = {check.code for check in self.run.checks} | {o.code for o in self.run.outcomes} | {f.code for f in self.run.findings}
        return {code: f"checks/{name.upper()}.html" for code, name in unique((code, code) for code in sorted(codes)).items()}

    @cached_property
    def findings(self) -> list[Shown]:
        """Every finding, most severe first."""
        ordered = by_severity(self.run.findings)
        anchors = unique((number, finding.fingerprint) for number, finding in enumerate(ordered))
        seen: dict[str, int] = defaultdict(int)
        found = []
        for number, finding in enumerate(ordered):
            part = seen[finding.code] // PER_PAGE + 1
            seen[finding.code] += 1
            stem = self.checks[finding.code].removeprefix("checks/").removesuffix(".html")
            page = f"findings/{stem}{f'-{part}' if part > 1 else ''}.html"
            found.append(Shown(finding, page, f"f-{anchors[number]}", tuple(self._about(finding))))
        return found

    @cached_property
    def by_document(self) -> dict[Key, list[Shown]]:
        """The findings about every document."""
        found: dict[Key, list[Shown]] = defaultdict(list)
        for shown in self.findings:
            for key in shown.documents:
                found[key].append(shown)
        return found

    @cached_property
    def claims_of(self) -> dict[Key, list[ShownClaim]]:
        """The claims of every document, by their place in it."""
        found: dict[Key, list[ShownClaim]] = defaultdict(list)
        for (dataset, _), claim in self.claims.items():
            found[dataset, claim.document_id].append(claim)
        for claims in found.values():
            claims.sort(key=lambda claim: (claim.start or 0, -(claim.end or 0), claim.claim_id))
        return found

    def document_of(self, finding: Finding, at: Location) -> Key | None:
        """The document that a place lies in."""
        return self._paths.get((finding.dataset, at.path)) if at.kind == "text" else None

    def claim_url(self, key: Key) -> str | None:
        """Where the words of a claim are shown; None when they are not."""
        claim = self.claims.get(key)
        page = self.pages.get((key[0], claim.document_id)) if claim else None
        return f"{page}#{self.anchors[key]}" if page and claim and claim.start is not None else page

    @cached_property
    def _paths(self) -> dict[Key, Key]:
        return {(key[0], document.path): key for key, document in self.documents.items() if document.path}

    @cached_property
    def _rows(self) -> dict[Key, Key]:
        return {(key[0], document.row): key for key, document in self.documents.items()}

    def _about(self, finding: Finding) -> dict[Key, None]:
        """Documents of a finding: of its words, of its claims, or whose row it is about; in that order, each once."""
        words = [key for at in words_of(finding) if (key := self.document_of(finding, at))]
        told = [self.claims[finding.dataset, claim] for claim in finding.claims if (finding.dataset, claim) in self.claims]
        rows = [key for at in finding.locations if at.kind == "table" and (key := self._rows.get((finding.dataset, str(at))))]
        known = [(finding.dataset, claim.document_id) for claim in told]
        return dict.fromkeys([*words, *(key for key in known if key in self.documents), *rows])
