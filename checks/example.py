"""The examples in a rule's docstring: small tables that are its page and its tests at once.

A section `Fires:` or `Quiet:` holds one or more tables. A table is its name on a line, then rows between `|`; the first
row names the columns. In `Fires`, a row that begins with `!` must be part of a finding, and no other may. A second `Fires:` or
`Quiet:` begins another example.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from typing import Literal

Row = dict[str, str]
_HEADING = re.compile(r"^(Fires|Quiet)(?: \((?P<why>[^)]*)\))?:\s*$")
_NAME = re.compile(r"^\s+([a-z_]+)\s*$")
_ROW = re.compile(r"^\s*(!?)\s*\|(.*)\|\s*$")


@dataclass(frozen=True, slots=True)
class Example:
    """Tables by name (cells as text, empty cells left out) and the (table, row number) pairs that must fire."""

    kind: Literal["Fires", "Quiet"]
    why: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    marked: set[tuple[str, int]] = field(default_factory=set)


def parse(docstring: str) -> tuple[str, list[Example]]:
    """Split a docstring into its prose and its examples."""
    prose: list[str] = []
    examples: list[Example] = []
    table: list[Row] = []
    header: list[str] | None = None
    name = ""
    for line in inspect.cleandoc(docstring).splitlines():
        if heading := _HEADING.match(line):
            kind: Literal["Fires", "Quiet"] = "Fires" if heading[1] == "Fires" else "Quiet"
            examples.append(Example(kind, heading["why"] or ""))
            header = None
        elif not examples:
            prose.append(line)
        elif row := _ROW.match(line):
            cells = [cell.strip().replace("\\n", "\n") for cell in re.split(r"(?<!\\)\|", row[2])]
            cells = [cell.replace("\\|", "|") for cell in cells]
            if header is None:
                header = cells
                table = examples[-1].tables.setdefault(name, [])
                continue
            if row[1]:
                examples[-1].marked.add((name, len(table)))
            table.append({column: cell for column, cell in zip(header, cells, strict=True) if cell})
        elif named := _NAME.match(line):
            name, header = named[1], None
    return "\n".join(prose).strip(), examples
