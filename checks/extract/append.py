"""Drafts into a dataset: new rows beside the old ones, files written whole, no row of anybody's touched."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from checks.capture import CAPTURE, Captured, is_original
from checks.config import FILE, read_config
from checks.dataset import MAX_DOCUMENT
from checks.errors import InputError, UsageError
from checks.extract.about import about
from checks.extract.cells import Names
from checks.files import present, read_whole, write_whole
from checks.load import decode, find
from checks.sheet import read_sheet
from checks.tables import OBLIGATORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.extract.draft import Draft
    from checks.sheet import Cells

_ORDER = ("documents", "sources", "claims", "citations", "relations")


class Target:
    """A dataset folder that drafts are added to. Nothing is written before `write`."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such dataset; give its folder, or begin one with: validate init FOLDER")
        if not present(folder / FILE) and not any(find(folder, name) for name in OBLIGATORY):
            raise UsageError(f"{folder}: is no dataset, for it has no {FILE}; begin one with: validate init FOLDER")
        self.folder, self.config = folder, read_config(folder / FILE)
        self.root = (folder / self.config.documents).resolve()
        self.tables = {name: _Table(folder, name) for name in _ORDER}
        self.captures: dict[Path, str] = {}
        listed = [(row[name], row) for row in self.tables["documents"].rows for name in ("path", "original") if row.get(name)]
        self.known = {(self.root / path).resolve(): row for path, row in reversed(listed)}
        self.names = Names(self.tables["documents"].ids)
        self.sources = {_bare(row.get("name", "")): row["source_id"] for row in self.tables["sources"].rows}
        terms = self.config.vocabulary("population")
        self.populations = set(terms) if terms is not None else None

    def document(self, path: Path, captured: Captured) -> tuple[str, str]:
        """The id and the date of publication of a document; it is added to the table when it is not there yet.

        Raises InputError for one outside the documents folder, and for a capture that would take the place of other words.
        """
        place = path.resolve()
        if row := self.known.get(place):
            self._keep(path, captured)
            return row["document_id"], row.get("date_published", "")
        if not place.is_relative_to(self.root):
            raise InputError(path, "lies outside the documents folder of the dataset", f"put it under {self.root}")
        self._keep(path, captured)
        name = self.names.document(path)
        where, facts = place.relative_to(self.root).as_posix(), about(captured.text)
        day = captured.published or facts.published
        row = {"document_id": name, "path": where, "title": facts.title or name, "sha256": captured.sha256, "held": "full"}
        if is_original(path):
            digest = hashlib.sha256(captured.text.encode()).hexdigest()
            row |= {"path": f"{where}{CAPTURE}", "sha256": digest, "original": where, "original_sha256": captured.sha256}
        row["date_published"] = day.isoformat() if day else ""
        self.tables["documents"].add([row])
        self.known |= {(self.root / row[column]).resolve(): row for column in ("path", "original") if row.get(column)}
        return name, row["date_published"]

    def _keep(self, path: Path, captured: Captured) -> None:
        """Mark the capture of an original to be written beside it."""
        if not is_original(path):
            return
        beside = path.with_name(f"{path.name}{CAPTURE}")
        if present(beside) and decode(beside, read_whole(beside, MAX_DOCUMENT, "move it away")) != captured.text:
            raise InputError(beside, f"holds other words than {path.name}", "move it away with its claims, or keep the old original")
        self.captures[beside] = captured.text

    def add(self, drafts: Draft) -> None:
        """Take in the drafts of one document; a row whose id is there already is left as it stands."""
        for claim in drafts.claims:
            if self.populations is not None and claim.get("population") not in self.populations:
                claim["population"] = ""
        known = {row["source_id"]: self.sources.setdefault(_bare(row["name"]), row["source_id"]) for row in drafts.sources}
        for row in (*drafts.claims, *drafts.citations):
            for column in ("asserted_by", "source_id"):
                if row.get(column):
                    row[column] = known.get(row[column], row[column])
        self.tables["sources"].add(row for row in drafts.sources if known[row["source_id"]] == row["source_id"])
        self.tables["claims"].add(drafts.claims)
        self.tables["citations"].add(drafts.citations)
        self.tables["relations"].add(drafts.relations)

    def write(self) -> dict[str, int]:
        """Write the tables that have new rows; how many ids each."""
        for path, text in self.captures.items():
            if not present(path):
                write_whole(path, text)
        changed = {name: table for name, table in self.tables.items() if table.added}
        for table in changed.values():
            table.write()
        return {name: table.added for name, table in changed.items()}


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


class _Table:
    """One CSV table, and how many ids are new."""

    def __init__(self, folder: Path, name: str) -> None:
        self.sheet, self.added = read_sheet(folder, name), 0
        self._news: list[Cells] = []
        self.ids = {row.get(self.sheet.key, "") for row in self.sheet.rows}

    @property
    def rows(self) -> list[Cells]:
        return self.sheet.rows

    def add(self, rows: Iterable[Cells]) -> None:
        """Take in the rows whose id is new; a relation is the rows that share its id."""
        news = [row for row in rows if row[self.sheet.key] not in self.ids]
        self.ids |= {row[self.sheet.key] for row in news}
        self._news += news
        self.added += len({row[self.sheet.key] for row in news})

    def write(self) -> None:
        """Put the new rows among the old ones, all at once, and write the file."""
        self.sheet.put(self._news)
        self.sheet.write()
