"""Changes that mean nothing: no finding may come, go or change its fingerprint."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl


def shuffled(folder: Path) -> None:
    """Rows in another order."""
    for file in folder.glob("*.csv"):
        header, *rows = _read(file)
        Random(1).shuffle(rows)
        _write(file, [header, *rows])


def columns_turned(folder: Path) -> None:
    """Columns in another order."""
    for file in folder.glob("*.csv"):
        _write(file, [row[::-1] for row in _read(file)])


def crlf(folder: Path) -> None:
    """Line ends of another system, and a byte order mark."""
    for file in folder.glob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


def parquet(folder: Path) -> None:
    """Tables as Parquet."""
    for file in folder.glob("*.csv"):
        pl.read_csv(file, infer_schema=False).write_parquet(file.with_suffix(".parquet"))
        file.unlink()


def bystander(folder: Path) -> None:
    """A document and a claim about something else altogether."""
    text = "The pact of seven countries, signed on 1 May 1999, was praised.\n"
    (folder / "texts").mkdir(exist_ok=True)
    document = {"document_id": "elsewhere", "path": "elsewhere.txt", "title": "A report", "date_published": "1999-05-02", "held": "excerpt"}
    _add(folder / "documents.csv", **document, language="en", genre="news", sha256="0" * 64)
    claim = {"claim_id": "elsewhere.pact", "document_id": "elsewhere", "quote": text[:28], "measure": "countries", "value_text": "seven"}
    _add(folder / "claims.csv", **claim, comparator="eq", best="7", asserted_by="elsewhere-source")
    _add(folder / "sources.csv", source_id="elsewhere-source", name="The Daily", type="media")


HARMLESS: dict[str, Callable[[Path], None]] = {
    "row order": shuffled, "column order": columns_turned, "line ends": crlf, "CSV to Parquet": parquet, "unrelated rows": bystander,
}  # fmt: skip


def copied(dataset: Path, target: Path) -> Path:
    """A copy of a dataset, its documents within, under the same name."""
    folder = target / dataset.name
    shutil.copytree(dataset, folder)
    config = (folder / "dataset.toml").read_text(encoding="utf-8")
    shutil.copytree(dataset / "../../seeds", folder / "texts")
    (folder / "dataset.toml").write_text(config.replace('"../../seeds"', '"texts"'), encoding="utf-8")
    return folder


def _read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _write(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _add(file: Path, **cells: str) -> None:
    header, *rows = _read(file)
    _write(file, [header, *rows, [cells.get(name, "") for name in header]])
