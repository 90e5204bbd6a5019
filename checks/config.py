"""dataset.toml: what a dataset is called, where its documents lie, and what it adds to the package's own tables."""

from __future__ import annotations

import csv
import difflib
import io
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.errors import InputError
from checks.files import present, read_whole
from checks.lazy import pl
from checks.tables import CATEGORIES, EXCLUSIVE, VOCABULARIES

if TYPE_CHECKING:
    from polars import DataFrame

FILE = "dataset.toml"
_MOST, _ENDLESS = 1_000_000, 1e300
_KEYS: dict[str, type | tuple[type, ...]] = {
    "title": str, "licence": str, "documents": str, "select": list, "ignore": list, "today": (str, date), "vocabularies": dict,
    "exclusive": dict, "settings": dict, "measures": dict, "hedges": dict, "recounts": dict,
}  # fmt: skip
_MEASURE_KEYS = ("kind", "units", "countable", "additive", "requires", "cited", "origins", "terms")
_FLAGS = ("countable", "additive", "cited")
_BANDS = ("near_low", "near_high", "far_low", "far_high")
_HEDGE_KEYS = ("kind", *_BANDS)
_KINDS = {"measures": ("number", "date", "category"), "hedges": ("factor", "value")}
_RECOUNT_KEYS = ("table", "where", "sum", "count", "date", "place")


@dataclass(frozen=True)
class Config:
    """A dataset's own declarations, checked for shape; absent keys have their defaults."""

    title: str = ""
    licence: str = ""
    documents: str = "."
    select: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    today: date | None = None
    vocabularies: dict[str, list[str]] = field(default_factory=dict)
    exclusive: dict[str, list[str]] = field(default_factory=dict)
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    measures: dict[str, dict[str, Any]] = field(default_factory=dict)
    hedges: dict[str, dict[str, Any]] = field(default_factory=dict)
    recounts: dict[str, dict[str, str]] = field(default_factory=dict)

    def measure_table(self) -> DataFrame:
        """Measures of the package and of the dataset: `measure`, `kind`, `units`, `requires`, `terms` (String),
        `countable`, `additive`, `cited` (Boolean), `origins` (Int64, how many independent ones it asks for, null for none),
        `unit` (String, the measure's own)."""
        rows = {row["measure"]: row for row in packaged("measures.csv")}
        for name, facts in self.measures.items():
            blank = dict.fromkeys(_MEASURE_KEYS, "") | {"kind": "number"}
            rows[name] = {"measure": name} | rows.get(name, blank) | {key: _cell(value) for key, value in facts.items()}
        flags = [(pl.col(flag) == "true").alias(flag) for flag in _FLAGS]
        own = pl.col("units").str.split(";").list.first().replace("*", "")
        origins = pl.col("origins").cast(pl.Int64, strict=False)
        schema = dict.fromkeys(("measure", *_MEASURE_KEYS), pl.String)
        return pl.DataFrame(list(rows.values()), schema=schema).with_columns(*flags, origins, unit=own)

    def hedge_table(self) -> DataFrame:
        """The hedge lexicon: `hedge`, `kind` (String), `near_low`, `near_high`, `far_low`, `far_high` (Float64)."""
        rows = {row["hedge"]: row for row in packaged("hedges.csv")}
        for name, bands in self.hedges.items():
            rows[name] = rows.get(name, {"hedge": name}) | {key: _cell(value) for key, value in bands.items()}
        schema = dict.fromkeys(("hedge", *_HEDGE_KEYS), pl.String)
        return pl.DataFrame(list(rows.values()), schema=schema).with_columns(pl.col(_BANDS).cast(pl.Float64))

    def exclusive_table(self) -> DataFrame:
        """Sets of categories and populations of which only one can be true: `set`, `category` (String)."""
        rows = [(name, term) for name, terms in (EXCLUSIVE | self.exclusive).items() for term in terms]
        return pl.DataFrame(rows, schema={"set": pl.String, "category": pl.String}, orient="row")

    def clock_table(self) -> DataFrame:
        """The day that expiry is judged by: `today` (Date), of dataset.toml or of the system's clock."""
        return pl.DataFrame({"today": [self.today or date.today()]}, schema={"today": pl.Date})

    def vocabulary(self, name: str) -> list[str] | None:
        """The allowed terms, or None when anything goes (a population list nobody has declared)."""
        if name == "measure":
            return [*(row["measure"] for row in packaged("measures.csv")), *self.measures]
        own = self.vocabularies.get(name, [])
        if name == "population":
            return own or None
        packaged_terms = [t for terms in CATEGORIES.values() for t in terms] if name == "category" else VOCABULARIES[name]
        return [*packaged_terms, *own]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def packaged(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file of the package's data folder."""
    text = resources.files("checks").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def read_config(path: Path) -> Config:
    """Read and check dataset.toml; a missing file is an empty one.

    Raises InputError for broken TOML, unknown keys and values of the wrong type.
    """
    if not present(path):
        return Config()
    try:
        data = tomllib.loads(read_whole(path, _MOST, "keep tables out of it").decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(path, f"not UTF-8 at byte {error.start}", "save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:  # not TOML; a number of thousands of digits; brackets nested as deep
        raise InputError(path, f"malformed TOML: {error}", "mend the line it names") from None
    _check_keys(path, data, tuple(_KEYS), "")
    for key, value in data.items():
        _check_type(path, key, value)
    for section, allowed in (("measures", _MEASURE_KEYS), ("hedges", _HEDGE_KEYS), ("recounts", _RECOUNT_KEYS)):
        for name, entry in data.get(section, {}).items():
            if not isinstance(entry, dict):
                raise InputError(path, f"[{section}] {name} is not a table", f"write it as [{section}.{name}]")
            _check_keys(path, entry, allowed, f"{section}.{name}.")
            if problem := _problem(section, name, entry):
                raise InputError(path, f"[{section}.{name}] {problem}", "mend it there")
    _check_keys(path, data.get("vocabularies", {}), (*VOCABULARIES, "measure"), "vocabularies.")
    if "\0" in data.get("documents", ""):
        raise InputError(path, "'documents' holds a NUL character", "name a folder")
    data["today"] = _today(path, data.get("today"))
    return Config(**data)


def _check_keys(path: Path, data: dict[str, Any], allowed: tuple[str, ...], prefix: str) -> None:
    for key in data:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(allowed)}"
            raise InputError(path, f"unknown key {prefix}{key!r}", hint)


def _check_type(path: Path, key: str, value: object) -> None:
    wanted = _KEYS[key]
    lists = value.values() if key in ("vocabularies", "exclusive") and isinstance(value, dict) else [value] * (wanted is list)
    if not isinstance(value, wanted) or any(not _is_terms(entry) for entry in lists):
        raise InputError(path, f"{key!r} has the wrong type ({type(value).__name__})", "see the README's page on dataset.toml")


def _problem(section: str, name: str, entry: dict[str, Any]) -> str | None:
    """What is wrong with a measure, hedge or recount that a dataset declares."""
    if not name.strip():
        return "has no name"
    if section == "recounts" and ("table" not in entry or {"sum", "count"} <= entry.keys()):
        return "needs a table" if "table" not in entry else "has both sum and count: keep one"
    kinds = _KINDS.get(section, ())
    for key, value in entry.items():
        wanted, right = "a text", isinstance(value, str)
        if key == "kind" and kinds:
            wanted, right = f"one of {', '.join(kinds)}", value in kinds
        elif key in _FLAGS:
            wanted, right = "true or false", isinstance(value, bool)
        elif key in _BANDS:
            wanted, right = "a number", type(value) in (int, float) and abs(value) < _ENDLESS
        elif key == "origins":
            wanted, right = "a whole number from 0 to 9", type(value) is int and 0 <= value <= 9
        elif section == "measures":
            wanted, right = "a text or a list of texts", right or _is_terms(value)
        if not right:
            return f"{key} is {_brief(value)}, not {wanted}"
    bands = [(key, entry[key]) for key in ("far_low", "near_low", "near_high", "far_high") if key in entry]
    reversed_ = next(((low, high) for (low, a), (high, b) in pairwise(bands) if a > b), None)
    return f"{reversed_[0]} is larger than {reversed_[1]}" if reversed_ else None


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _is_terms(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(term, str) for term in value)


def _today(path: Path, value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError(path, f"'today' is no date: {value!r}", "write it as 2026-01-31") from None
