"""A CSV table as its file has it, to be edited: every column in its place, every cell as it stands."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checks.errors import InputError, UsageError
from checks.files import write_whole
from checks.load import MAX_CELL, decode, find
from checks.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cells = dict[str, str]


@dataclass
class Sheet:
    """The header and the rows of one table of a dataset; a table without a file has the header of the data model and no rows."""

    path: Path
    table: str
    header: list[str]
    rows: list[Cells]
    before: bytes | None = None
    """The file as it was read; None when there was none."""

    @property
    def key(self) -> str:
        """The column that names its rows."""
        return next(iter(TABLES[self.table]))

    def text(self) -> str:
        """The whole table as CSV, with LF."""
        return table_text(self.header, self.rows)

    def put(self, rows: Sequence[Cells]) -> None:
        """Add rows, and the columns that they need; rows that were in order of their key stay in order."""
        ordered = self.in_order()
        self.header += [name for name in TABLES[self.table] if name not in self.header and any(row.get(name) for row in rows)]
        self.rows += rows
        if ordered:
            self.sort()

    def in_order(self) -> bool:
        """Whether the rows are in order of their key."""
        keys = [row.get(self.key, "") for row in self.rows]
        return keys == sorted(keys)

    def sort(self) -> None:
        """Bring the rows in order of their key; rows that share one keep theirs."""
        self.rows.sort(key=lambda row: row.get(self.key, ""))

    def write(self) -> None:
        """Write the file whole. Raises InputError when it cannot be, or is not as it was read."""
        if (self.path.read_bytes() if self.path.exists() else None) != self.before:
            raise InputError(self.path, "was changed by somebody else since it was read", "run the command again")
        write_whole(self.path, self.text())
        self.before = self.path.read_bytes()


def read_sheet(folder: Path, table: str) -> Sheet:
    """Read the CSV file of a table. Raises UsageError for a table in another format, InputError for what is no plain CSV."""
    path = find(folder, table) or folder / f"{table}.csv"
    if path.suffix != ".csv":
        raise UsageError(f"{path}: rows can be written to CSV tables only; save the table as {table}.csv")
    if not path.exists():
        return Sheet(path, table, list(TABLES[table]), [])
    csv.field_size_limit(MAX_CELL)
    try:
        before = path.read_bytes()
        header, *rows = csv.reader(io.StringIO(decode(path, before), newline=""), strict=True)
    except (csv.Error, ValueError, OSError) as error:
        raise InputError(path, f"cannot be read as CSV ({error})", "mend the file first") from None
    if bad := next((at for at, row in enumerate(rows, 2) if row and len(row) != len(header)), None):
        raise InputError(path, "a row has not as many cells as the header", "mend the file first", bad)
    return Sheet(path, table, header, [dict(zip(header, row, strict=True)) for row in rows if row], before)


def table_text(header: Sequence[str], rows: Iterable[Cells]) -> str:
    """Rows as CSV, with LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return out.getvalue()
