"""Table files to text frames: CSV, Parquet and NDJSON, every cell as text, every row with its line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checks.errors import InputError
from checks.files import present, why
from checks.lazy import pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from polars import DataFrame

MAX_CELL = 1_000_000
LINE = "_line"
_BIG = f"a cell is longer than {MAX_CELL:,} characters"
_NUL, _EXPORT = "holds a NUL byte", "save it again as text"
_SHORTEN = "put long texts into documents and quote them"


def find(folder: Path, table: str) -> Path | None:
    """The file of a table, whatever its format. Raises InputError when there are two, or when it is no file."""
    found = [path for suffix in READERS if present(path := folder / f"{table}{suffix}")]
    if len(found) > 1:
        names = " and ".join(path.name for path in found)
        raise InputError(folder, f"table {table} exists twice, as {names}", "keep one of them")
    return found[0] if found else None


def read_table(path: Path) -> DataFrame:
    """Read one table file.

    Returns its columns as String (typed Parquet columns keep their type), empty cells as null, and `_line` (UInt32, 1-based line
    of the file; for Parquet the row number). Raises InputError with the line for anything that is not a plain table.
    """
    try:
        frame, lines = READERS[path.suffix](path)
    except OSError as error:
        raise InputError(path, f"cannot be read ({why(error)})", "check the file and its permissions") from None
    if LINE in frame.columns:
        raise InputError(path, f"the column name {LINE!r} is reserved", "rename the column")
    texts = frame.select(pl.col(pl.String))
    blank = [column.name for column in texts.select((pl.all() == "").any()) if column.any()]
    cells = frame.with_columns(pl.when(pl.col(blank) != "").then(pl.col(blank)).name.keep() if blank else [])
    return cells.with_row_index(LINE, 1) if lines is None else cells.with_columns(pl.Series(LINE, lines, pl.UInt32))


def decode(path: Path, data: bytes) -> str:
    """UTF-8 text of a file, without its byte order mark. Raises InputError for other encodings and NUL bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(path, "is UTF-16", "save the file as UTF-8", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"not UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start})"
        raise InputError(path, problem, "save the file as UTF-8", line) from None
    if (nul := text.find("\0")) >= 0:
        raise InputError(path, _NUL, _EXPORT, text.count("\n", 0, nul) + 1)
    return text


def _read_csv(path: Path) -> Table:
    text = decode(path, path.read_bytes())
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header)
        lines: list[int] = []
        rows: list[list[str]] = []
        start = reader.line_num + 1
        for row in reader:
            if row:
                if len(row) != len(header):
                    problem = f"{len(row)} cells where the header has {len(header)}"
                    raise InputError(path, problem, "quote cells that hold commas or line breaks", start)
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise InputError(path, _BIG, _SHORTEN, start) from None
        remedy = "close the quotation mark that opens there" if "unexpected end" in str(error) else "mend the quoting"
        raise InputError(path, f"broken CSV ({error})", remedy, start) from None
    return pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row"), lines


def _check_header(path: Path, header: list[str]) -> None:
    if not header or not any(name.strip() for name in header):
        raise InputError(path, "is empty", "write at least a header row", 1)
    if len(header) == 1 and (mark := next((mark for mark in ";\t|" if mark in header[0]), "")):
        raise InputError(path, f"cells are separated by {mark!r}, not by commas", "save the table as CSV with commas", 1)
    if twice := sorted({name for name in header if header.count(name) > 1}):
        raise InputError(path, f"column {twice[0]!r} stands twice in the header", "rename or remove one", 1)


def _read_ndjson(path: Path) -> Table:
    rows: list[dict[str, str | None]] = []
    lines: list[int] = []
    for number, line in enumerate(decode(path, path.read_bytes()).split("\n"), 1):
        if line.strip():
            rows.append(_json_row(path, number, line))
            lines.append(number)
    names = dict.fromkeys(name for row in rows for name in row)
    if not names:
        raise InputError(path, "is empty", "write one JSON object a line", 1)
    return pl.DataFrame({name: pl.Series([row.get(name) for row in rows], dtype=pl.String) for name in names}), lines


def _json_row(path: Path, number: int, line: str) -> dict[str, str | None]:
    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        if len({key for key, _ in items}) < len(items):
            raise InputError(path, "a key stands twice in one object", "remove one", number)
        return dict(items)

    try:
        row = json.loads(line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=pairs)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(path, f"broken JSON ({str(error).partition(': line')[0]})", "write one JSON object a line", number) from None
    if not isinstance(row, dict) or any(isinstance(value, dict | list) for value in row.values()):
        raise InputError(path, "is not a flat JSON object", "write one object of plain values a line", number)
    cells = {key: str(value).lower() if isinstance(value, bool) else value for key, value in row.items()}
    if any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in cells.values()):
        raise InputError(path, _BIG, _SHORTEN, number)
    text = "".join(part for pair in cells.items() for part in pair if part)
    if "\0" in text:
        raise InputError(path, _NUL, _EXPORT, number)
    if not text.isascii() and re.search("[\ud800-\udfff]", text):
        raise InputError(path, "holds half a character (a lone surrogate)", _EXPORT, number)
    return cells


def _read_parquet(path: Path) -> Table:
    try:
        frame = pl.read_parquet(path).rechunk()  # columns in unlike chunks are copied again by whatever reads them together
        texts = [name for name, dtype in frame.schema.items() if not dtype.is_numeric() and dtype != pl.Boolean and not dtype.is_nested()]
        frame = frame.with_columns(pl.col(texts).cast(pl.String))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:  # damaged bytes can make Polars panic
        raise InputError(path, f"broken Parquet ({str(error).splitlines()[0]})", "write the file again, plain values only") from None
    if nested := [name for name, dtype in frame.schema.items() if dtype.is_nested()]:
        raise InputError(path, f"column {nested[0]!r} is nested", "write plain values only")
    if max(frame.select(pl.col(texts).str.len_bytes().max().fill_null(0)).row(0), default=0) > 4 * MAX_CELL:
        raise InputError(path, _BIG, _SHORTEN)
    if any(frame.select(pl.col(texts).cast(pl.Binary).bin.contains(b"\0").any()).row(0)):
        raise InputError(path, _NUL, _EXPORT)
    return frame, None


Table = tuple["DataFrame", Sequence[int] | None]
"""Cells as they stand, and the line of each row; None when a row's number is its line."""

READERS: dict[str, Callable[[Path], Table]] = {".csv": _read_csv, ".parquet": _read_parquet, ".ndjson": _read_ndjson}
