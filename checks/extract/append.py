"""Drafts into a dataset: new rows beside the old ones, files written whole, no row of anybody's touched."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from checks.config import FILE, read_config
from checks.errors import InputError, UsageError
from checks.extract.draft import slug
from checks.load import decode
from checks.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from checks.extract.draft import Draft
    from checks.sheet import Cells

_ORDER = ("documents", "sources", "claims", "citations", "relations")


class Target:
    """A dataset folder that drafts are added to. Nothing is written before `write`."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such dataset; give a folder, or make one with documents.csv and claims.csv")
        self.folder, self.config = folder, read_config(folder / FILE)
        self.root = (folder / self.config.documents).resolve()
        self.tables = {name: _Table(folder, name) for name in _ORDER}
        terms = self.config.vocabulary("population")
        self.populations = set(terms) if terms is not None else None

    def document(self, path: Path) -> tuple[str, str]:
        """The id and the date of publication of a document; it is added to the table when it is not there yet."""
        documents = self.tables["documents"]
        for row in documents.rows:
            if row.get("path") and (self.root / row["path"]).resolve() == path.resolve():
                return row["document_id"], row.get("date_published", "")
        if not path.resolve().is_relative_to(self.root):
            raise InputError(path, "lies outside the documents folder of the dataset", f"put it under {self.root}")
        name = base = slug(path.stem, 40) or "document"
        number = 1
        while name in documents.ids:
            number += 1
            name = f"{base}-{number}"
        data = path.read_bytes()
        title = next((line.strip("# *\t") for line in decode(path, data).splitlines() if line.strip("# *\t")), name)
        where = path.resolve().relative_to(self.root).as_posix()
        digest = hashlib.sha256(data).hexdigest()
        documents.add([{"document_id": name, "path": where, "title": title[:200], "sha256": digest, "held": "full"}])
        return name, ""

    def add(self, drafts: Draft) -> None:
        """Take in the drafts of one document; a row whose id is there already is left as it stands."""
        for claim in drafts.claims:
            if self.populations is not None and claim.get("population") not in self.populations:
                claim["population"] = ""
        names = {_bare(row.get("name", "")): row["source_id"] for row in self.tables["sources"].rows}
        known = {row["source_id"]: names.get(_bare(row["name"]), row["source_id"]) for row in drafts.sources}
        for row in (*drafts.claims, *drafts.citations):
            for column in ("asserted_by", "source_id"):
                if row.get(column):
                    row[column] = known.get(row[column], row[column])
        self.tables["sources"].add(row for row in drafts.sources if known[row["source_id"]] == row["source_id"])
        self.tables["claims"].add(drafts.claims)
        self.tables["citations"].add(drafts.citations)
        self.tables["relations"].add(drafts.relations)

    def write(self) -> dict[str, int]:
        """Write the tables that have new rows; how many each."""
        changed = {name: table for name, table in self.tables.items() if table.added}
        for table in changed.values():
            table.sheet.write()
        return {name: table.added for name, table in changed.items()}


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")


class _Table:
    """One CSV table, and how many rows are new."""

    def __init__(self, folder: Path, name: str) -> None:
        self.sheet, self.added = read_sheet(folder, name), 0
        self.ids = {row.get(self.sheet.key, "") for row in self.sheet.rows}

    @property
    def rows(self) -> list[Cells]:
        return self.sheet.rows

    def add(self, rows: Iterable[Cells]) -> None:
        """Take in the rows whose id is new; a relation is the rows that share its id."""
        news = [row for row in rows if row[self.sheet.key] not in self.ids]
        self.ids |= {row[self.sheet.key] for row in news}
        self.sheet.put(news)
        self.added += len(news)
