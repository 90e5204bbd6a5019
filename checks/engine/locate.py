"""Violated rows to findings: message, level, fingerprint, and the places in tables and documents."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from checks.config import FILE
from checks.engine.certain import weigh
from checks.engine.hint import Account, accounts, beside, hint
from checks.finding import Acceptance, Finding, Location, Side, fingerprint
from checks.lazy import pl
from checks.ledger import expired
from checks.load import LINE
from checks.tables import TABLES
from checks.text import locate, position

if TYPE_CHECKING:
    from checks.dataset import Dataset
    from checks.run import Result


_CELLS = ("claim_id", "document_id", "quote", "occurrence", "status", "note", "measure", "population", "event_id", "event_basis")
"""What a finding tells of its claims, and is weighed by."""


def repository_root(folder: Path) -> Path:
    """The folder that paths in reports start from: the git work tree, else the current folder."""
    for parent in (folder.resolve(), *folder.resolve().parents):
        if (parent / ".git").exists():
            return parent
    return Path.cwd()


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[tuple[str, str | None, bool], ...]:
    """The words of a template, each with the column that is told behind them, and whether as `!r`; messages are many, templates few."""
    return tuple((words, name, conversion == "r") for words, name, _, conversion in Formatter().parse(template))


def _message(template: str, row: Mapping[str, Any]) -> str:
    """The words of a template with the cells of a row; a plain `{name}` or `{name!r}` each."""
    told = (words if name is None else words + (repr(row[name]) if raw else _told(row[name])) for words, name, raw in _parts(template))
    return "".join(told)


def _told(value: Any) -> str:
    """What frames hold, as people write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bool | date) or value is None:
        return "unknown" if value is None else str(value).lower()
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(map(_told, value)) if isinstance(value, Iterable) else str(value)


def _number(value: float) -> str:
    if math.isinf(value):
        return "no limit"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


class Locator:
    """Turns results on one dataset into findings."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._root = repository_root(dataset.folder)
        self._known: dict[Path, str] = {}
        self._documents: dict[str, str] = {}
        self._quotes: dict[str, Location | None] = {}
        self._lines: dict[tuple[str, str], int] = {}
        self._accounts: dict[Account, dict[str, float]] = {}

    def _find_lines(self, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Lines of the rows that findings name, by table and key."""
        wanted: dict[str, set[str]] = {}
        for table, key in rows:
            wanted.setdefault(table, set()).add(key)
        lines: dict[tuple[str, str], int] = {}
        for table in wanted.keys() & self.dataset.tables.keys():
            name = next(iter(TABLES[table]))
            known = self.dataset.tables[table].filter(pl.col(name).is_in(list(wanted[table]))).select(name, LINE)
            lines |= {(table, key): line for key, line in reversed(known.rows())}
        return lines

    def _claims(self, ids: set[str]) -> dict[str, dict[str, Any]]:
        rows = self.dataset.tables["claims"].filter(pl.col("claim_id").is_in(list(ids))).select(_CELLS)
        return {row["claim_id"]: row for row in rows.iter_rows(named=True)}

    def _texts(self, ids: set[str]) -> dict[str, str]:
        rows = self.dataset.texts.filter(pl.col("document_id").is_in(list(ids)))
        return dict(zip(rows["document_id"], rows["text"], strict=True))

    def findings(self, results: Sequence[Result]) -> list[Finding]:
        """Findings of all results, sorted by code, place and claims."""
        rows = [(r, row) for r in results if r.violations is not None for row in r.violations.iter_rows(named=True)]
        claims = self._claims({claim for _, row in rows for claim in row["claims"] or () if claim is not None})
        named = {(row["table"], row["row"]) for _, row in rows if row.get("table") and row.get("row")}
        self._lines = self._find_lines(named | {("claims", claim) for claim in claims})
        documents = {claim["document_id"] for claim in claims.values()} | {row.get("document_id") for _, row in rows}
        texts = self._texts({document for document in documents if document})
        slips = [claims.get(row["claims"][0], {}) for _, row in rows if row.get("given") is not None and row["claims"]]
        self._accounts = accounts(self.dataset.tables["claims"], ((one.get("document_id"), one.get("event_id")) for one in slips))
        told = [(self._facts(result, row, claims, texts), key_of(row)) for result, row in rows]
        told.sort(key=lambda one: _order(one[0]))
        return list(self._named(told, self._accepted()))

    def _named(self, told: Iterable[tuple[dict[str, Any], str]], accepted: Mapping[tuple[str, str], Acceptance]) -> Iterable[Finding]:
        """Findings from their facts and keys; those that would share a fingerprint are numbered."""
        seen: Counter[tuple[str, str]] = Counter()
        for facts, key in told:
            seen[facts["code"], key] += 1
            name = fingerprint(self.dataset.name, facts["code"], numbered(key, seen[facts["code"], key]))
            yield Finding(**facts, fingerprint=name, accepted=accepted.get((name, facts["code"])))

    def titles(self) -> dict[str, str]:
        """Title of every document, by the path that locations give it."""
        rows = self.dataset.tables["documents"].select("document_id", "title").drop_nulls().iter_rows()
        paths = ((self.dataset.document_path(document), title) for document, title in rows)
        return {self.path(path): title for path, title in paths if path is not None}

    def _accepted(self) -> dict[tuple[str, str], Acceptance]:
        """Acceptances that have not expired, by fingerprint and code."""
        rows = self.dataset.tables["accepted"].drop_nulls(["fingerprint", "code"]).lazy()
        valid = expired(rows, self.dataset.config.clock_table().lazy()).filter(~pl.col("expired")).collect(engine="in-memory")
        columns = ("fingerprint", "code", "resolution", "reason", "accepted_by", "date_accepted")
        return {(key, code): Acceptance(*(part or "" for part in rest)) for key, code, *rest in valid.select(columns).iter_rows()}

    def _facts(self, result: Result, row: dict[str, Any], claims: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
        """All fields of a finding but its name."""
        rule = result.rule
        ids = tuple(claim for claim in row["claims"] or () if claim is not None)
        rows = [claims[claim] for claim in ids if claim in claims]
        certainty, level = weigh(row["verdict"], row.get("level") or rule.level, rule.by, row, rows)
        side: Side = "source" if self.dataset.bare else row.get("side") or rule.side
        places = self._locations(row, ids, claims, texts)
        if self.dataset.bare:
            places = self._in_documents(row, places)
        slip = hint(row, beside(claims.get(ids[0]) if ids else None, self._accounts))
        return {
            "dataset": self.dataset.name, "code": rule.code, "name": rule.name, "certainty": certainty, "side": side, "level": level,
            "message": _message(row.get("text") or rule.message, row) + slip, "help": rule.help, "claims": ids,
            "locations": tuple(places),
        }  # fmt: skip

    def _locations(
        self, row: dict[str, Any], ids: Sequence[str], claims: Mapping[str, Any], texts: Mapping[str, str]
    ) -> Iterable[Location]:
        table = row.get("table") or ("claims" if ids else "")
        subject = row.get("row") or (ids[0] if ids and table == "claims" else None)
        line = row.get("line") or self._lines.get((table, str(subject)))
        path = self.dataset.files.get(table)
        claim = ids[0] if ids and table == "claims" else None
        yield Location("table", self.path(path or self.dataset.folder / FILE), line or 1, claim_id=claim, primary=True)
        for other in ids:
            if other in claims:
                if words := self.quote(claims[other], texts):
                    yield words
                if other != claim and (at := self._lines.get(("claims", other))):
                    yield Location("table", self.path(self.dataset.files.get("claims", self.dataset.folder)), at, claim_id=other)
        if row.get("start") is not None and (text := texts.get(row["document_id"])) is not None:
            yield self._words_at(row["document_id"], text, int(row["start"]), int(row["end"]))

    def _in_documents(self, row: dict[str, Any], found: Iterable[Location]) -> Iterable[Location]:
        """The places of a finding on bare documents, which has no row to edit: its words, the first of them primary."""
        words = list({(at.path, at.start, at.end): at for at in found if at.kind == "text"}.values())
        document = row.get("document_id") or (row.get("row") if row.get("table") == "documents" else None)
        path = self.dataset.document_path(document or "")
        first, *rest = words or [Location("text", self.path(path) if path else self.dataset.name, 1, 1)]
        yield dataclasses.replace(first, primary=True)
        yield from rest

    def quote(self, claim: Mapping[str, Any], texts: Mapping[str, str]) -> Location | None:
        """Where a claim's quote stands; found once for all the findings that it is part of."""
        key, text, quote = claim["claim_id"], texts.get(claim["document_id"]), claim["quote"]
        if key not in self._quotes:
            span = locate(text, quote, claim["occurrence"]) if text is not None and quote else None
            self._quotes[key] = self._words_at(claim["document_id"], text, *span, key) if text is not None and span else None
        return self._quotes[key]

    def _words_at(self, document: str, text: str, start: int, end: int, claim_id: str | None = None) -> Location:
        line, column = position(text, start)
        end_line, end_column = position(text, end)
        if document not in self._documents:
            self._documents[document] = self.path(self.dataset.document_path(document) or self.dataset.folder)
        return Location("text", self._documents[document], line, column, end_line, end_column, start, end, text[start:end], claim_id)

    def path(self, path: Path) -> str:
        """A path as findings give it: POSIX, from the root of the repository when it lies inside."""
        if path not in self._known:
            resolved = path.resolve()
            inside = resolved.is_relative_to(self._root)
            self._known[path] = resolved.relative_to(self._root).as_posix() if inside else path.as_posix()
        return self._known[path]


def key_of(row: Mapping[str, Any]) -> str:
    """What the finding of a violated row is about, of which its fingerprint is made."""
    ids = sorted(claim for claim in row["claims"] or () if claim is not None)
    return str(row.get("key") or ";".join(ids) or f"{row.get('table')}:{row.get('row')}")


def numbered(key: str, twin: int) -> str:
    """The key of the n-th of the findings that share one."""
    return key if twin == 1 else f"{key}#{twin}"


def _order(facts: Mapping[str, Any]) -> tuple[object, ...]:
    return facts["code"], [(at.path, at.line or 0) for at in facts["locations"][:1]], facts["claims"], facts["message"]


def located(locator: Locator, results: Sequence[Result]) -> tuple[list[Finding], Sequence[Result]]:
    """Findings of all results; a check whose rows cannot be told has crashed, and the others are told all the same."""
    try:
        return locator.findings(results), results
    except Exception:  # noqa: BLE001 - whichever check it was is named below
        told: list[Result] = []
        for result in results:
            try:
                locator.findings([result])
                told.append(result)
            except Exception as error:  # noqa: BLE001 - shown as the crash of this check
                outcome = replace(result.outcome, status="crashed", reason=f"{type(error).__name__}: {error}")
                told.append(replace(result, outcome=outcome, violations=None))
        return locator.findings(told), told
