"""A dataset in memory: typed tables, the text of its documents, and its configuration."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checks.config import FILE, Config, read_config
from checks.errors import InputError, UsageError
from checks.files import present, read_whole
from checks.lazy import pl
from checks.load import LINE, READERS, decode, find, read_table
from checks.recounts import read_recounts
from checks.tables import EMPTY_WHEN_MISSING, OBLIGATORY, TABLES, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from polars import DataFrame, DataType

MAX_DOCUMENT = 64_000_000
EXPECTATIONS = "expectations.json"
TEXTS = ("document_id", "text", "sha256", "sha256_lf")


@dataclass(frozen=True)
class Dataset:
    """One dataset.

    `raw`: tables as read (text, plus `_line`). `tables`: the same, typed, with every known column present and `_line`; a cell that
    cannot be typed is null there. `texts`: `document_id`, `text`, `sha256` (of the bytes), `sha256_lf` (of the bytes with line
    ends as LF), one row a document whose file is there. `files`: paths of the table files, and of the suite of expectations.
    `later`: the tables of checks.ledger, once they are known. `bare`: made of documents alone, so that there is no row to edit.
    `originals`: `document_id`, `found` (sha256 of the bytes) of every original that is there of a text that was captured from it.
    `recounts`: the rows of every recount (see checks.recounts), `uncounted` why others have none. `unread`: why bare documents that were
    given are not among its documents, by path.
    """

    name: str
    folder: Path
    config: Config
    raw: dict[str, DataFrame]
    tables: dict[str, DataFrame]
    texts: DataFrame
    files: dict[str, Path] = field(default_factory=dict)
    later: dict[str, DataFrame] = field(default_factory=dict)
    bare: bool = False
    originals: DataFrame = field(default_factory=lambda: _originals([]))
    recounts: DataFrame | None = None
    uncounted: dict[str, str] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    def document_path(self, document_id: str) -> Path | None:
        """Where a document's file lies, or None when it has no path."""
        path = self._paths.get(document_id)
        return self.folder / self.config.documents / path if path else None

    @cached_property
    def _paths(self) -> dict[str, str]:
        return dict(self.tables["documents"].select("document_id", "path").drop_nulls().iter_rows())


def read_dataset(folder: Path) -> Dataset:
    """Read a dataset folder. Raises InputError for whatever cannot be read, UsageError when it is no dataset."""
    config, raw, files = read_tables(folder)
    if present(folder / EXPECTATIONS):
        files["expectations"] = folder / EXPECTATIONS
    name = os.fsencode(folder.resolve().name).decode("utf-8", "replace")
    return build(name, folder, config, raw, files)


def read_tables(folder: Path, known: Mapping[str, DataFrame] | None = None) -> tuple[Config, dict[str, DataFrame], dict[str, Path]]:
    """dataset.toml, the raw tables and their files; tables that are `known` are not read again. Raises as read_dataset does."""
    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: no such dataset; give a folder that holds claims and documents")
    config = read_config(folder / FILE)
    files = {name: path for name in TABLES if (path := find(folder, name)) is not None}
    for name in OBLIGATORY:
        if name not in files:
            formats = ", ".join(suffix.lstrip(".") for suffix in READERS)
            raise InputError(
                folder, f"table {name} is missing", f"add {name}.csv ({formats}), or name documents to check them by themselves"
            )
    held = known or {}
    return config, {name: held[name] if name in held else read_table(path) for name, path in files.items()}, files


def owns(folder: Path, target: Path) -> bool:
    """Whether a path is, or would be, a file of the dataset: dataset.toml, a table, the expectations or a document."""
    extra = [facts["table"] for facts in read_config(folder / FILE).recounts.values()]
    names = [FILE, EXPECTATIONS, *(f"{table}{suffix}" for table in (*TABLES, *extra) for suffix in READERS)]
    own = [folder / name for name in names]
    documents = find(folder, "documents")
    if documents:
        frame = read_table(documents)
        root = folder / read_config(folder / FILE).documents
        named = [frame[name] for name in ("path", "original") if name in frame.columns]
        own += [root / path for column in named for path in column.cast(pl.String).drop_nulls() if "\0" not in path]
    return any(os.path.realpath(path) == os.path.realpath(target) for path in own)


def build(
    name: str, folder: Path, config: Config, raw: dict[str, DataFrame], files: dict[str, Path],
    texts_of: Callable[[DataFrame], DataFrame] | None = None,
) -> Dataset:  # fmt: skip
    """Type raw tables and read the documents they name; `texts_of`: another way to read them, given the typed table."""
    missing = [table for table in EMPTY_WHEN_MISSING if table not in raw]
    tables = {table: typed(table, frame) for table, frame in raw.items()}
    tables |= {table: typed(table, pl.DataFrame(schema={LINE: pl.UInt32})) for table in missing}
    documents = tables["documents"]
    texts = texts_of(documents) if texts_of else read_texts(folder / config.documents, documents, files.get("documents", folder))
    recounts, uncounted = read_recounts(folder, config.recounts, tables) if config.recounts else (None, {})
    originals = _originals([]) if texts_of else read_originals(folder / config.documents, documents, files.get("documents", folder))
    return Dataset(name, folder, config, raw, tables, texts, files, recounts=recounts, uncounted=uncounted, originals=originals)


def typed(table: str, frame: DataFrame) -> DataFrame:
    """All columns of the table in the types of the data model; unknown columns are left out."""
    return frame.select(*(_typed(frame, name, column) for name, column in TABLES[table].items()), pl.col(LINE))


def _typed(frame: DataFrame, name: str, column: Column) -> pl.Expr:
    kinds: dict[str, DataType | type[DataType]] = {"decimal": pl.Float64, "integer": pl.Int64, "boolean": pl.Boolean}
    dtype = kinds.get(column.kind, pl.String)
    if name not in frame.columns:
        return pl.lit(None, dtype=dtype).alias(name)
    if dtype == pl.Boolean and frame.schema[name] == pl.String:
        return pl.col(name).replace_strict({"true": True, "false": False}, default=None, return_dtype=pl.Boolean)
    value = pl.col(name) if frame.schema[name] == dtype else pl.col(name).cast(dtype, strict=False)
    return pl.when(value.is_finite()).then(value).alias(name) if dtype == pl.Float64 else value


def read_texts(root: Path, documents: DataFrame, table: Path) -> DataFrame:
    """The text of every document whose file exists under `root`."""
    rows = [(document_id, *_read_text(file)) for document_id, file in _files(root, documents, "path", table)]
    return pl.DataFrame(rows, schema=dict.fromkeys(TEXTS, pl.String), orient="row")


def read_originals(root: Path, documents: DataFrame, table: Path) -> DataFrame:
    """The hash of every original whose file exists under `root`."""
    found = _files(root, documents, "original", table) if documents["original"].is_not_null().any() else ()
    return _originals([(document_id, hashlib.sha256(_read(file)).hexdigest()) for document_id, file in found])


def _originals(rows: list[tuple[str, str]]) -> DataFrame:
    return pl.DataFrame(rows, schema={"document_id": pl.String, "found": pl.String}, orient="row")


def _files(root: Path, documents: DataFrame, column: str, table: Path) -> Iterator[tuple[str, Path]]:
    """The files that a column names and that are there, under the root when all links are followed."""
    inside: dict[Path, bool] = {}
    for document_id, path, line in documents.select("document_id", column, LINE).iter_rows():
        if document_id is None or path is None:
            continue
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path:
            raise InputError(table, f"{column} {path!r} leaves the dataset", "give a path inside the documents folder", line)
        file = root / path
        if not present(file, f"name the file in {table.name}:{line}"):
            continue
        where = file if file.is_symlink() else file.parent
        if where not in inside:  # looked up once for the files of a folder
            inside[where] = where.resolve().is_relative_to(root.resolve())
        if not inside[where]:
            raise InputError(file, "is a link that leaves the dataset", "put a copy of the document in its place")
        yield document_id, file


def _read(file: Path) -> bytes:
    return read_whole(file, MAX_DOCUMENT, "split the document")


def _read_text(file: Path) -> tuple[str, str, str]:
    data = _read(file)
    text = decode(file, data)
    own = hashlib.sha256(data).hexdigest()
    return text, own, hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest() if b"\r\n" in data else own
