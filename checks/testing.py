"""The test kit for rules, ours and third parties': run a rule on its own examples, or on any small tables.

`problems(rule, family)` is all that a test of a rule needs: it lists what is wrong with its examples, nothing when all is well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checks.config import Config
from checks.dataset import TEXTS, Dataset, typed
from checks.engine.evaluate import evaluate
from checks.engine.locate import Locator
from checks.lazy import pl
from checks.ledger import LATER
from checks.load import LINE
from checks.numbers import parse
from checks.recounts import read_recounts
from checks.run import Result
from checks.tables import EMPTY_WHEN_MISSING, TABLES

if TYPE_CHECKING:
    from checks.example import Example, Row
    from checks.rule import Rule

_DEFAULTS: dict[str, Row] = {
    "documents": {"title": "A report", "date_published": "2030-01-01", "held": "full", "genre": "news", "language": "en"},
    "sources": {"name": "A source", "type": "monitor"},
    "entities": {"kind": "actor", "name": "A name"},
    "events": {"label": "An event", "type": "other"},
    "claims": {"document_id": "d1", "measure": "killed"},
    "citations": {"kind": "attribution"},
    "relations": {"relation_id": "r1"},
    "accepted": {},
}
_REQUIRED = {"population": "people", "unit": "thing", "place": "p1", "actor": "a1"}
_PLACES = ("place",)


@cache
def _measures() -> dict[str, dict[str, object]]:
    return {row["measure"]: row for row in Config().measure_table().iter_rows(named=True)}


def complete(tables: Mapping[str, Sequence[Row]], config: Config | None = None) -> Dataset:
    """A dataset in memory from small tables: missing obligatory cells, referenced rows, texts and hashes are filled in.

    `value_text` alone is enough to give a claim its comparator and bounds. A table `texts` (document_id, text) gives
    documents their words; without it a document consists of the quotes of its claims. Tables `measures` and `recounts` stand for those
    of dataset.toml, a table of another name for a file that a recount reads.
    """
    config = config or _config(tables)
    rows = {name: [_DEFAULTS[name] | row for row in tables.get(name, ())] for name in TABLES}
    rows["claims"] = [_claim(row) for row in rows["claims"]]
    for number, row in enumerate(rows["citations"], 1):
        row.setdefault("citation_id", f"c{number}")
    texts = {row["document_id"]: row["text"] for row in tables.get("texts", ())}
    _refer(rows, texts)
    for row in rows["documents"]:
        quotes = (claim["quote"] for claim in rows["claims"] if claim["document_id"] == row["document_id"])
        text = texts.setdefault(row["document_id"], "\n\n".join(quotes)) if row["held"] != "none" else ""
        row.setdefault("path", f"{row['document_id']}.txt" if row["held"] != "none" else "")
        row.setdefault("sha256", hashlib.sha256(text.encode()).hexdigest() if row["held"] != "none" else "")
    missing = {row["document_id"] for row in rows["documents"] if row["held"] == "none" or row["path"] == "missing"}
    present = {key: text for key, text in texts.items() if key not in missing}
    later = {name: _texts(columns, tables.get(name, ())) for name, columns in {**LATER, "originals": ("document_id", "found")}.items()}
    extra = {facts["table"]: tables.get(facts["table"], ()) for facts in config.recounts.values() if facts["table"] not in TABLES}
    others = {name: _numbered(_texts(dict.fromkeys(key for row in found for key in row), found)) for name, found in extra.items()}
    dataset = _dataset(rows, present, config)
    recounts, uncounted = read_recounts(dataset.folder, config.recounts, dataset.tables | others)
    return replace(dataset, later=later, recounts=recounts, uncounted=uncounted)


def _config(tables: Mapping[str, Sequence[Row]]) -> Config:
    declared = {name: tables.get(name, ()) for name in ("measures", "recounts")}
    recounts = {row["name"]: {key: cell for key, cell in row.items() if key != "name"} for row in declared["recounts"]}
    return Config(measures={row["measure"]: dict(row) for row in declared["measures"]}, recounts=recounts)


def _claim(row: Row) -> Row:
    row = dict(row)
    needs = str(_measures().get(row["measure"], {}).get("requires") or "").split(";")
    for column in needs:
        if column:
            row.setdefault(column, _REQUIRED[column])
    if (text := row.get("value_text")) and "comparator" not in row and (reading := parse(text)) and reading.kind != "year":
        bounds = {"low": reading.low, "best": reading.best, "high": reading.high}
        row |= {"comparator": reading.comparator} | {k: f"{v:g}" if v < 1e5 else f"{v:.0f}" for k, v in bounds.items() if v is not None}
    row.setdefault("quote", f"It was {row.get('value_text', 'so')} in statement {row['claim_id']}.")
    return row


def _refer(rows: dict[str, list[Row]], texts: Mapping[str, str]) -> None:
    """Add a row for every id that a cell refers to, until none is missing."""
    rows["documents"] += [_DEFAULTS["documents"] | {"document_id": key} for key in texts if key not in _ids(rows, "documents")]
    for _ in range(len(TABLES)):
        for table, columns in TABLES.items():
            for name, column in columns.items():
                if column.kind in ("ref", "refs") and column.of not in ("claims",):
                    wanted = {cell for row in rows[table] for cell in row.get(name, "").split(";") if cell}
                    key = next(iter(TABLES[column.of]))
                    for missing in sorted(wanted - _ids(rows, column.of)):
                        extra = {"kind": "place"} if name in _PLACES else {}
                        rows[column.of].append(_DEFAULTS[column.of] | {key: missing} | extra)


def _ids(rows: Mapping[str, list[Row]], table: str) -> set[str]:
    key = next(iter(TABLES[table]))
    return {row[key] for row in rows[table] if key in row}


def _texts(columns: Iterable[str], rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame({column: pl.Series([row.get(column) or None for row in rows], dtype=pl.String) for column in columns})


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.int_range(2, pl.len() + 2, dtype=pl.UInt32).alias(LINE))


def _dataset(rows: Mapping[str, list[Row]], texts: Mapping[str, str], config: Config) -> Dataset:
    raw = {}
    for name, records in rows.items():
        if records or name not in EMPTY_WHEN_MISSING:
            raw[name] = _numbered(_texts(TABLES[name], records))
    tables = {name: typed(name, raw.get(name, pl.DataFrame(schema={LINE: pl.UInt32}))) for name in TABLES}
    hashes = {key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts.items()}
    documents = [(key, text, hashes[key], hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()) for key, text in texts.items()]
    frame = pl.DataFrame(documents, schema=dict.fromkeys(TEXTS, pl.String), orient="row")
    folder = Path("example")
    return Dataset("example", folder, config, raw, tables, frame, {name: folder / f"{name}.csv" for name in raw})


def fired(result: Result) -> set[tuple[str, str]]:
    """Which rows the findings of a result are about: (table, key) of every claim and of every primary row."""
    if result.violations is None:
        raise AssertionError(f"{result.outcome.code} {result.outcome.status}: {result.outcome.reason}")
    rows: set[tuple[str, str]] = set()
    for row in result.violations.iter_rows(named=True):
        rows |= {("claims", claim) for claim in row["claims"] or ()}
        if row.get("table"):
            rows.add((row["table"], str(row["row"])))
    return rows


def run(rule: Rule, dataset: Dataset) -> set[tuple[str, str]]:
    """The rows that one rule fires on."""
    return fired(evaluate(dataset, [rule])[0])


def _firing(rules: Sequence[Rule], dataset: Dataset) -> dict[str, set[tuple[str, str]]]:
    """The rows that each of several rules fires on, by code, in one evaluation: views are then computed once."""
    return {rule.code: fired(result) for rule, result in zip(rules, evaluate(dataset, list(rules)), strict=True)}


def problems(rule: Rule, family: Sequence[Rule] = ()) -> list[str]:
    """What is wrong with a rule's examples; `family`: rules that must stay quiet on them."""
    kinds = {example.kind for example in rule.examples}
    found = [f"{rule.code} has no {kind} example" for kind in ("Fires", "Quiet") if kind not in kinds]
    for number, example in enumerate(rule.examples, 1):
        where = f"{rule.code} example {number} ({example.kind}{': ' + example.why if example.why else ''})"
        found += [f"{where}: {problem}" for problem in _problems(rule, family, example)]
    empty = complete(dict.fromkeys(TABLES, ()))
    if run(rule, empty):
        found.append(f"{rule.code} fires on empty tables")
    return found


def _problems(rule: Rule, family: Sequence[Rule], example: Example) -> list[str]:
    dataset = complete(example.tables)
    result = evaluate(dataset, [rule])
    before = fired(result[0])
    Locator(dataset).findings(result)  # a message or a place that cannot be made fails here
    got, wanted = seen(example, before), marked(example)
    found = []
    if example.kind == "Fires" and (not example.marked or not before):
        found.append("marks no row" if not example.marked else "nothing fires")
    if got != wanted:
        found.append(f"fires on {sorted(got)}, marked are {sorted(wanted)}")
    if run(rule, complete({name: rows[::-1] for name, rows in example.tables.items()})) != before:
        found.append("the order of rows changes the result")
    if run(rule, complete(_with_bystanders(example.tables))) != before:
        found.append("unrelated rows change the result")
    others = [other for other in family if other.code != rule.code] if example.kind == "Fires" else []
    found += [f"{code} fires too, on {sorted(extra)}" for code, extra in _firing(others, dataset).items() if extra]
    return found


def seen(example: Example, rows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of the rows that a rule fires on those that an example answers for: a Fires one for the tables that it shows, a Quiet one for all."""
    return {pair for pair in rows if pair[0] in example.tables or example.kind == "Quiet"}


def marked(example: Example) -> set[tuple[str, str]]:
    """The rows that an example marks, as findings name them."""
    return {_named(table, example.tables[table][row]) for table, row in example.marked}


def _named(table: str, row: Row) -> tuple[str, str]:
    """A row of an example as findings name it; a row of a table that the dataset has not is a row of the table whose key it has."""
    if table in TABLES:
        return table, row[next(iter(TABLES[table]))]
    key = LATER[table][0]
    return next(name for name, columns in TABLES.items() if next(iter(columns)) == key), row[key]


def _with_bystanders(tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """The same tables with rows about something else altogether."""
    extra: Row = {
        "claim_id": "bystander", "document_id": "elsewhere", "event_id": "other-event", "measure": "countries",
        "value_text": "seven countries", "comparator": "eq", "best": "7", "asserted_by": "bystander-source",
        "quote": "The pact of seven countries, signed on 1 May 1999, was praised by a bystander.", "date": "1999-05-01",
    }  # fmt: skip
    cited: Row = {"citation_id": "bystander-cited", "claim_id": "bystander", "kind": "hyperlink", "target": "https://elsewhere.int/1"}
    added = {"claims": [extra], "citations": [cited], "looked_at": [{"claim_id": "bystander"}]}
    return {name: [*tables.get(name, ()), *added.get(name, ())] for name in {**tables, **added}}
