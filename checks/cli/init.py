"""The command `init`: a new dataset, its tables empty or with one document coded as an example."""

from __future__ import annotations

import csv
import hashlib
import io
import shlex
from pathlib import Path

import click

from checks.cli import printable
from checks.config import FILE
from checks.errors import UsageError
from checks.files import write_whole
from checks.tables import OBLIGATORY, TABLES

_TOML = 'title = ""\nlicence = ""\ndocuments = "texts" # where the documents lie, relative to this file\n'
_TEXT = "On 4 May 2017, at least three soldiers were killed near the bridge, the ministry said.\n"
_QUOTE = _TEXT.partition(", the ministry")[0]
_EXAMPLE: dict[str, list[dict[str, str]]] = {
    "documents": [
        {"document_id": "report", "path": "report.txt", "title": "A report", "date_published": "2017-05-06", "language": "en",
         "genre": "news", "sha256": hashlib.sha256(_TEXT.encode()).hexdigest(), "held": "full"},
    ],
    "sources": [{"source_id": "ministry", "name": "The ministry", "type": "government"}],
    "entities": [{"entity_id": "bridge", "kind": "place", "name": "The bridge"}],
    "events": [{"event_id": "bridge-strike", "label": "Strike near the bridge", "type": "attack", "date": "2017-05-04", "place": "bridge"}],
    "claims": [
        {"claim_id": "report.killed", "document_id": "report", "quote": _QUOTE, "event_id": "bridge-strike", "event_basis": "stated",
         "measure": "killed", "value_text": "at least three", "comparator": "ge", "low": "3", "population": "soldiers", "place": "bridge",
         "date": "2017-05-04", "date_basis": "stated", "asserted_by": "ministry", "modality": "reported"},
    ],
    "citations": [
        {"citation_id": "report.c-ministry", "claim_id": "report.killed", "kind": "attribution", "quote": "the ministry said",
         "source_id": "ministry", "role": "supports"},
    ],
}  # fmt: skip


def run_init(path: str, example: bool) -> int:
    """Write the files of a new dataset. Raises UsageError when the folder holds anything already."""
    folder = Path(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: is there already and not empty; name a new folder")
    rows = _EXAMPLE if example else {}
    for name in rows or OBLIGATORY:
        write_whole(folder / f"{name}.csv", _table(name, rows.get(name, [])))
    if example:
        write_whole(folder / "texts" / "report.txt", _TEXT)
    else:
        (folder / "texts").mkdir(parents=True, exist_ok=True)
    write_whole(folder / FILE, _TOML)
    name = shlex.quote(str(folder))
    told = f"a new dataset; put documents into texts/, then: validate extract {name}/texts/* --into {name}, or code them by hand"
    click.echo(printable(f"{folder}: {told}"), err=True)
    return 0


def _table(name: str, rows: list[dict[str, str]]) -> str:
    """A table with all its columns, as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(TABLES[name]), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
