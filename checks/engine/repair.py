"""Repairs that have exactly one right answer, worked out but not yet written."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from checks.dataset import Dataset, read_dataset
from checks.engine.check import Options, check
from checks.fold import LAYOUT, fold
from checks.lazy import pl
from checks.load import decode, find
from checks.sheet import Sheet, read_sheet
from checks.tables import TABLES
from checks.text import anchors, locate

if TYPE_CHECKING:
    from polars import DataFrame

_STALE = "ACC001"


@dataclass
class Repairs:
    """What would be written, table by table, what was done, and what was left alone and why."""

    sheets: list[Sheet] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def diff(self) -> str:
        """The changes as a unified diff."""
        return "".join(_diff(sheet) for sheet in self.sheets)

    def write(self) -> None:
        """Write every table that changes, each whole."""
        for sheet in self.sheets:
            sheet.write()


def repairs(folder: Path, *, hashes: bool = False) -> Repairs:
    """Repairs of one dataset. `hashes`: take documents as they are now, also those whose words may have changed.

    Raises InputError and UsageError as a check does. Tables that are not CSV are left alone.
    """
    dataset = read_dataset(folder)
    found = Repairs()
    for table, mend in _MENDS.items():
        path = find(folder, table)
        if path is None or path.suffix != ".csv":
            continue
        sheet = read_sheet(folder, table)
        before = len(found.done)
        mend(dataset, sheet, found, hashes)
        if not sheet.in_order():
            sheet.sort()
            found.done.append(f"{path.name}: rows sorted by {sheet.key}")
        if len(found.done) > before:
            found.sheets.append(sheet)
    return found


def _nothing(dataset: Dataset, sheet: Sheet, found: Repairs, hashes: bool) -> None:
    """The order of its rows is all that can be mended in most tables."""


def _documents(dataset: Dataset, sheet: Sheet, found: Repairs, hashes: bool) -> None:
    """A hash that is missing, or of the same words with other line ends, is put right; one of other words only when asked to."""
    texts = {row["document_id"]: row for row in dataset.texts.drop("text").iter_rows(named=True)}
    for row in sheet.rows:
        text, old = texts.get(row.get("document_id", "")), row.get("sha256", "")
        if text is None or row.get("held") == "none" or old.lower() == text["sha256"]:
            continue
        if old and old.lower() != text["sha256_lf"] and not hashes:
            found.refused.append(
                f"{sheet.path.name}: document {row['document_id']} is not the file that was read; read its claims again, then --hashes"
            )
            continue
        why = "was missing" if not old else "line ends differ" if old.lower() == text["sha256_lf"] else "taken as it is now"
        row["sha256"] = text["sha256"]
        found.done.append(f"{sheet.path.name}: sha256 of {row['document_id']} ({why})")


def _claims(dataset: Dataset, sheet: Sheet, found: Repairs, hashes: bool) -> None:  # noqa: ARG001 - every table is mended alike
    """A quote that differs in letters only becomes the words of its document; a quote that stands once needs no occurrence."""
    texts = dict(dataset.texts.select("document_id", "text").iter_rows())
    graded = _graded(dataset, dataset.tables["claims"])
    for row in sheet.rows:
        grade, matches = graded.get(row.get("claim_id", ""), ("", 0))
        if grade == "letters":
            quote = _words(texts[row["document_id"]], row["quote"], row.get("occurrence", ""))
            if quote and quote != row["quote"]:
                row["quote"] = quote
                found.done.append(f"{sheet.path.name}: quote of {row['claim_id']} in the words of its document")
        if grade in ("exact", "letters") and matches == 1 and row.get("occurrence"):
            row["occurrence"] = ""
            found.done.append(f"{sheet.path.name}: occurrence of {row['claim_id']} cleared, its quote stands once")


def _graded(dataset: Dataset, claims: DataFrame) -> dict[str, tuple[str, int]]:
    found = anchors(claims.lazy(), dataset.texts.lazy()).select("claim_id", "grade", "matches").collect()
    once = found.filter(pl.len().over("claim_id") == 1)
    return {claim: (grade, matches) for claim, grade, matches in once.iter_rows()}


def _words(text: str, quote: str, occurrence: str) -> str:
    """The words of the text that a quote means, on one line; empty when they would not be found again as they are."""
    number = int(occurrence) if occurrence.isdigit() else None
    span = locate(text, quote, number)
    if span is None:
        return ""
    words = fold(text[slice(*span)], LAYOUT).text.replace("\n", " ").strip()
    return words if locate(text, words, number) == span else ""


def _accepted(dataset: Dataset, sheet: Sheet, found: Repairs, hashes: bool) -> None:  # noqa: ARG001 - every table is mended alike
    """Acceptances that name no finding are removed."""
    run = check([dataset.folder], Options(fast=True))
    stale = {finding.locations[0].line for finding in run.findings if finding.code == _STALE}
    names = dataset.tables["accepted"].filter(pl.col("_line").is_in(list(stale))).select("fingerprint", "code").rows()
    for name, code in names:
        sheet.rows = [row for row in sheet.rows if (row.get("fingerprint"), row.get("code")) != (name, code)]
        found.done.append(f"{sheet.path.name}: acceptance of {code} {name} removed, it names no finding")


_MENDS: Mapping[str, Callable[[Dataset, Sheet, Repairs, bool], None]] = dict.fromkeys(TABLES, _nothing) | {
    "documents": _documents, "claims": _claims, "accepted": _accepted,
}  # fmt: skip


def _diff(sheet: Sheet) -> str:
    old = decode(sheet.path, sheet.path.read_bytes()).splitlines(keepends=True)
    name = sheet.path.as_posix()
    lines = difflib.unified_diff(old, sheet.text().splitlines(keepends=True), name, name, n=0)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
