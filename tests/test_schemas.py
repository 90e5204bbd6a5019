"""Every schema's examples are its tests; and what pandera must do for them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.config import Config
from checks.dataset import Dataset, read_dataset, typed
from checks.engine.locate import Locator
from checks.example import Example, Row
from checks.load import LINE
from checks.paged import Paged
from checks.run import Result
from checks.schemas import words
from checks.schemas.catalogue import SCHEMAS
from checks.schemas.validate import GUARDS, failure_cases, validate
from checks.tables import TABLES
from checks.testing import complete, fired

BARE = ("SCH001", "SCH002", "SCH013")
"""Schemas whose examples must not be completed: they are about what is missing, or not known."""
HEADER = ("SCH001", "SCH002")
BY_CODE = {schema.code: schema for schema in SCHEMAS}


def exactly(example: Example, code: str, *, backwards: bool = False) -> Dataset:
    """A dataset whose tables hold the rows that the example shows, and no other; tables that it does not show are completed."""
    rows = {name: records[::-1] if backwards else records for name, records in example.tables.items()}
    dataset = complete(rows)
    raw = dict(dataset.raw)
    for name, records in rows.items():
        raw[name] = bare(records) if code in BARE else raw[name].head(len(records))
    return rebuilt(dataset, raw)


def bare(records: Sequence[Row]) -> pl.DataFrame:
    names = list(dict.fromkeys(name for record in records for name in record))
    columns = {name: pl.Series([record.get(name) for record in records], dtype=pl.String) for name in names}
    return pl.DataFrame(columns).with_columns(pl.int_range(2, pl.len() + 2, dtype=pl.UInt32).alias(LINE))


def rebuilt(dataset: Dataset, raw: dict[str, pl.DataFrame]) -> Dataset:
    absent = {name: typed(name, pl.DataFrame(schema={LINE: pl.UInt32})) for name in TABLES if name not in raw}
    return replace(dataset, raw=raw, tables=absent | {name: typed(name, frame) for name, frame in raw.items() if name in TABLES})


def dataset_of(config: Config | None = None, **tables: Sequence[Mapping[str, str]]) -> Dataset:
    return complete({name: [dict(row) for row in rows] for name, rows in tables.items()}, config)


def run(code: str, dataset: Dataset) -> Result:
    return validate(dataset, [BY_CODE[code]])[0]


def found(code: str, dataset: Dataset) -> list[dict[str, object]]:
    result = run(code, dataset)
    assert result.violations is not None, result.outcome
    return result.violations.to_dicts()


def messages(code: str, dataset: Dataset) -> list[str]:
    return [finding.message for finding in Locator(dataset).findings([run(code, dataset)])]


CASES = [(schema, number) for schema in SCHEMAS for number in range(len(schema.examples))]


@pytest.mark.parametrize(("schema", "number"), CASES, ids=lambda value: getattr(value, "code", value))
def test_examples(schema: Paged, number: int) -> None:
    example = schema.examples[number]
    dataset = exactly(example, schema.code)
    results = {result.rule.code: fired(result) for result in validate(dataset, SCHEMAS)}
    if schema.code in HEADER:
        assert bool(results.pop(schema.code)) == (example.kind == "Fires")
    else:
        shown = {pair for pair in results.pop(schema.code) if pair[0] in example.tables}
        assert shown == {(table, example.tables[table][row].get(next(iter(TABLES[table])))) for table, row in example.marked}
        assert bool(example.marked) == (example.kind == "Fires")
    if schema.code not in HEADER:
        turned = exactly(example, schema.code, backwards=True)
        assert fired(run(schema.code, turned)) == fired(run(schema.code, dataset))
    results.pop("SCH007", None)
    assert {code: rows for code, rows in results.items() if rows} == {}


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.code)
def test_pages_are_whole(schema: Paged) -> None:
    assert schema.title.endswith(".")
    assert len(schema.prose.splitlines()) > 2
    assert {example.kind for example in schema.examples} == {"Fires", "Quiet"}
    assert (schema.side, schema.by, schema.family) == ("data", "row", "SCH")


def test_codes_run_from_1_to_19_and_every_one_is_guarded() -> None:
    assert [schema.code for schema in SCHEMAS] == [f"SCH{number:03}" for number in range(1, 20)]
    assert set(GUARDS) | set(HEADER) == set(BY_CODE)
    assert len({schema.name for schema in SCHEMAS}) == 19


def test_the_catalogue_needs_neither_polars_nor_pandera() -> None:
    code = (
        "import sys; from checks.schemas.catalogue import SCHEMAS; [s.examples for s in SCHEMAS]; "
        "sys.exit(bool({'polars', 'pandera', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_pandera_looks_at_the_data_of_a_lazy_frame() -> None:
    schema = pa.DataFrameSchema(
        {"a": pa.Column(pl.Int64, pa.Check(lambda data: data.lazyframe.select(pl.col(data.key) > 0), name="SCH000"))}
    )
    bad = pl.DataFrame({"a": [1, -1, 2, -2]})
    for found_cases in (failure_cases(schema, bad), failure_cases(schema, bad.lazy())):
        assert found_cases.select("column", "check", "index").rows() == [("a", "SCH000", 1), ("a", "SCH000", 3)]


def test_pandera_needs_no_pandas_which_stays_at_hand_for_others() -> None:
    code = (
        "import sys, polars as pl; from checks.schemas.validate import failure_cases, pa\n"
        "check = pa.Check(lambda data: data.lazyframe.select(pl.col(data.key) > 0), name='SCH000')\n"
        "found = failure_cases(pa.DataFrameSchema({'a': pa.Column(pl.Int64, check)}), pl.DataFrame({'a': [1, -1]}))\n"
        "assert found.rows() == [('a', 'SCH000', 1, '-1')], found\n"
        "assert not {'pandas', 'numpy', 'hypothesis'} & set(sys.modules), 'imported'\n"
        "import pandas\n"
        "assert len(pl.DataFrame({'a': [1, None]}).to_numpy()) == 2"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True).stderr == ""


def test_good_data_has_no_failure_cases() -> None:
    schema = pa.DataFrameSchema({"a": pa.Column(pl.Int64, pa.Check.gt(0))})
    assert failure_cases(schema, pl.DataFrame({"a": [1]})).is_empty()


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text('document_id,path,title,sha256\nd1,d1.txt,"A title\nof two lines",00\n', "utf-8")
    (tmp_path / "claims.csv").write_text(
        'claim_id,document_id,quote,measure,note\nc1,d1,"two\nlines here",attacks,"and\nthree\nmore"\nc2,d9,another quote,atacks,\n',
        "utf-8",
    )
    dataset = read_dataset(tmp_path)
    lines = {code: [(row["row"], row["line"], row["column"]) for row in found(code, dataset)] for code in ("SCH003", "SCH006", "SCH016")}
    assert lines == {"SCH003": [("c2", 6, "measure")], "SCH006": [("c2", 6, "document_id")], "SCH016": []}
    finding = Locator(dataset).findings([run("SCH006", dataset)])[0]
    assert (finding.locations[0].line, finding.claims) == (6, ("c2",))


def test_missing_obligatory_columns_do_not_crash(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("title\nA report\n", "utf-8")
    (tmp_path / "claims.csv").write_text("note\nnothing\n", "utf-8")
    dataset = read_dataset(tmp_path)
    results = {result.rule.code: result for result in validate(dataset, SCHEMAS)}
    assert all(result.outcome.status != "crashed" for result in results.values())
    missing = results["SCH001"].violations
    assert missing is not None
    names = {(row["table"], row["column"], row["line"]) for row in missing.to_dicts()}
    wanted = [
        ("documents", "document_id"),
        ("documents", "path"),
        ("documents", "sha256"),
        ("claims", "claim_id"),
        ("claims", "document_id"),
    ]
    assert names == {(table, name, 1) for table, name in [*wanted, ("claims", "quote"), ("claims", "measure")]}
    assert results["SCH004"].outcome.status == "skipped"
    assert Locator(dataset).findings(list(results.values()))


def test_every_unknown_column_is_named_with_its_neighbour() -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1"}])
    raw = dataset.raw | {"claims": dataset.raw["claims"].with_columns(plase=pl.lit("x"), zzzz=pl.lit("y"), **{"\x1b[2J" * 99: pl.lit("")})}
    said = messages("SCH002", rebuilt(dataset, raw))
    assert len(said) == 3
    assert any("did you mean 'place'" in message for message in said)
    assert all(len(message) < 500 and "\x1b" not in message for message in said)


def test_terms_of_dataset_toml_are_known() -> None:
    claims = [{"claim_id": "c1", "measure": "looted", "population": "us-soldiers"}, {"claim_id": "c2", "population": "us-soldier"}]
    config = Config(measures={"looted": {"units": ["shop"]}}, vocabularies={"population": ["us-soldiers"]})
    assert messages("SCH003", dataset_of(config, claims=claims)) == [
        "population 'us-soldier' is no known term; did you mean 'us-soldiers'?"
    ]


def test_a_category_is_one_of_its_measure() -> None:
    claims = [{"claim_id": "c1", "measure": "intent", "category": "forced"}, {"claim_id": "c2", "category": "fourced"}]
    assert messages("SCH003", dataset_of(claims=claims)) == [
        "category 'forced' is no known term of measure intent, which takes deliberate, accident",
        "category 'fourced' is no known term; did you mean 'forced'?",
    ]


def test_a_boolean_is_true_or_false() -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1", "derived": "yes"}, {"claim_id": "c2", "derived": "true"}])
    assert messages("SCH003", dataset) == ["derived 'yes' is no known term; known: true, false"]


def test_categories_that_must_be_entities() -> None:
    claims = [{"claim_id": "c1", "measure": "link", "actor": "wing", "category": "wang"}, {"claim_id": "c2", "category": "wing"}]
    dataset = dataset_of(claims=claims)
    assert messages("SCH006", dataset) == ["category: 'wang' is in no row of entities; did you mean 'wing'?"]
    assert found("SCH003", dataset) == []
    without = rebuilt(dataset, {name: frame for name, frame in dataset.raw.items() if name != "entities"})
    assert found("SCH006", without) == []


def test_references_to_a_table_that_is_absent_are_named_as_unchecked() -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1", "actor": "a1"}])
    raw = {name: frame for name, frame in dataset.raw.items() if name not in ("entities", "events", "sources")}
    result = run("SCH006", rebuilt(dataset, raw))
    assert result.outcome.status == "ran"
    assert result.outcome.reason.startswith("not checked, for there is no table entities, events, sources: documents.publisher")
    assert "claims.actor" in result.outcome.reason
    assert run("SCH007", rebuilt(dataset, raw)).outcome.status == "skipped"


def test_every_lost_part_of_a_list_is_printed() -> None:
    cited = {"citation_id": "f1", "claim_id": "c1;c-22;;c3"}
    dataset = dataset_of(claims=[{"claim_id": "c1"}, {"claim_id": "c-2"}], citations=[cited])
    assert messages("SCH006", dataset) == ["claim_id: 'c-22', 'c3' is in no row of claims; did you mean 'c-2'?"]


def test_an_entity_that_only_refers_to_itself_is_an_orphan() -> None:
    entities = [{"entity_id": "e1", "part_of": "e1"}, {"entity_id": "e2"}, {"entity_id": "e3"}]
    dataset = dataset_of(entities=entities, claims=[{"claim_id": "c1", "place": "e2;e3"}])
    assert [row["row"] for row in found("SCH007", dataset)] == ["e1"]


def test_a_source_that_only_a_citation_names_is_no_orphan() -> None:
    cited = {"citation_id": "f1", "claim_id": "c1", "source_id": "s1"}
    dataset = dataset_of(claims=[{"claim_id": "c1"}], citations=[cited], sources=[{"source_id": "s1", "origin": "s2"}])
    assert found("SCH007", dataset) == []


def test_empty_ids_are_bad_and_no_duplicates() -> None:
    dataset = dataset_of(claims=[{"claim_id": name} for name in ("c1", "c2", "c3")])
    raw = dataset.raw["claims"].with_columns(claim_id=pl.Series(["c1", None, None]))
    emptied = rebuilt(dataset, dataset.raw | {"claims": raw})
    assert [(row["row"], row["line"], row["claims"]) for row in found("SCH004", emptied)] == [(None, 3, []), (None, 4, [])]
    assert found("SCH005", emptied) == []
    assert messages("SCH004", emptied) == ["claim_id is empty"] * 2
    assert found("SCH018", emptied) == []


def test_a_duplicate_names_the_first_line() -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1"}, {"claim_id": "c2"}, {"claim_id": "c1"}])
    assert messages("SCH005", dataset) == ["claim_id 'c1' stands already in line 2"]


def test_obligatory_cells() -> None:
    documents = [{"document_id": "d1", "held": "none"}, {"document_id": "d2"}]
    dataset = dataset_of(documents=documents)
    raw = dataset.raw["documents"].with_columns(title=pl.lit(None, pl.String), path=pl.lit(None, pl.String))
    rows = found("SCH013", rebuilt(dataset, dataset.raw | {"documents": raw}))
    assert {(row["row"], row["column"], row["level"]) for row in rows} == {
        ("d1", "title", "error"), ("d2", "title", "error"), ("d2", "path", "error"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "value", ["1.6E+04", "16,000", "16 000", "5+", "?", "unkn", "N/A", "16-Sep", "#REF!", "3-May", "1e5", "12,5", "inf"]
)
def test_damaged_numbers_are_reported_once(value: str) -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1", "comparator": "eq", "best": value}])
    results = {result.rule.code: result.violations for result in validate(dataset, SCHEMAS)}
    assert [code for code, rows in results.items() if rows is not None and len(rows)] == ["SCH017"]


@pytest.mark.parametrize(
    "value", ["16-Sep", "3-May", "May-16", "3/5/2016", "03.05.2016", "42507", "2016-05-03 00:00:00", "?", "unkn", "-1", "999"]
)
def test_damaged_dates_are_reported_once(value: str) -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1", "date": value}])
    results = {result.rule.code: result.violations for result in validate(dataset, SCHEMAS)}
    assert [code for code, rows in results.items() if rows is not None and len(rows)] == ["SCH017"]


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00a0", "\u200d", "\x07", "\u00ad", "\ufffd", "Ã©", "â€™"])
def test_hidden_characters_in_a_term_are_reported_once(character: str) -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1", "measure": f"kil{character}led", "population": "people"}])
    results = {result.rule.code: result for result in validate(dataset, SCHEMAS)}
    assert [code for code, result in results.items() if result.violations is not None and len(result.violations)] == ["SCH016"]
    message = Locator(dataset).findings([results["SCH016"]])[0].message
    assert message.isprintable()
    assert "U+" in message or "another encoding" in message


@pytest.mark.parametrize("column", ["claim_id", "event_id", "series", "unit", "date", "best"])
def test_blanks_at_the_edge(column: str) -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1", "measure": "count", "unit": "zone", "comparator": "eq", "best": "5"} | {column: " 5"}])
    assert [row["column"] for row in found("SCH016", dataset) if row["table"] == "claims"] == [column]
    assert messages("SCH016", dataset)[0].endswith("begins or ends with a blank")


def test_joiners_and_breaks_are_at_home_in_texts() -> None:
    entities = [{"entity_id": "a1", "name": "می\u200cخواهم"}]
    claims = [{"claim_id": "c1", "actor": "a1", "note": "one\ttab\nand a break", "quote": "\u202ewords\u202c as printed"}]
    assert found("SCH016", dataset_of(entities=entities, claims=claims)) == []
    assert messages("SCH016", dataset_of(claims=[{"claim_id": "c1", "note": "a\nb\u200bc"}]))[0].endswith("holds zero width space (U+200B)")


def test_numbers_of_a_parquet_file_have_no_spelling() -> None:
    dataset = dataset_of(
        claims=[{"claim_id": name, "comparator": "eq", "measure": "money", "unit": "dollar"} for name in ("c1", "c2", "c3")]
    )
    raw = dataset.raw["claims"].with_columns(best=pl.Series([1e20, float("nan"), 5.0]))
    assert [row["row"] for row in found("SCH017", rebuilt(dataset, dataset.raw | {"claims": raw}))] == ["c2"]


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        ({"comparator": "ge", "low": "25", "high": "30"}, "comparator ge: only low is wanted (low 25, high 30)"),
        ({"comparator": "le", "low": "25"}, "comparator le: high is empty (low 25)"),
        ({"comparator": "approx", "low": "25"}, "comparator approx: best is empty (low 25)"),
        ({"comparator": "between", "low": "25"}, "comparator between: low and high are both wanted (low 25)"),
        ({"comparator": "vague", "best": "25"}, "comparator vague: no figure is wanted (best 25)"),
        ({"best": "25"}, "there are figures, but no comparator (best 25)"),
        ({"comparator": "eq", "best": "25", "value_text": "up to 25"}, "comparator eq: the words are 'up to 25' (best 25)"),
        ({"comparator": "eq"}, "comparator eq: best is empty"),
    ],
)
def test_comparators(claim: dict[str, str], problem: str) -> None:
    assert messages("SCH011", dataset_of(claims=[{"claim_id": "c1"} | claim])) == [f"comparator and figures do not fit: {problem}"]


def test_hostile_cells_are_cut_and_escaped() -> None:
    monster = "\x1b[31m{value}{0}" + "x" * 100_000
    claims = [
        {"claim_id": "c1", "measure": monster, "population": "p", "unit": monster, "date": monster, "best": monster, "event_id": monster}
    ]
    dataset = dataset_of(claims=claims)
    findings = Locator(dataset).findings(validate(dataset, SCHEMAS))
    assert findings
    assert all(len(finding.message) < 700 and "\x1b" not in finding.message for finding in findings)


def test_a_schema_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bool:
        raise RuntimeError("broken")

    monkeypatch.setitem(GUARDS, "SCH008", replace(GUARDS["SCH008"], right=fail))
    dataset = dataset_of(claims=[{"claim_id": "c1"}])
    results = {result.rule.code: result.outcome for result in validate(dataset, SCHEMAS)}
    assert (results["SCH008"].status, "broken" in results["SCH008"].reason) == ("crashed", True)
    assert {outcome.status for code, outcome in results.items() if code != "SCH008"} <= {"ran", "skipped"}


def test_only_what_is_asked_for_runs_and_counts() -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1", "date": "2016"}, {"claim_id": "c2"}])
    results = validate(dataset, [BY_CODE["SCH014"], BY_CODE["SCH008"]])
    assert [(result.rule.code, result.outcome.compared) for result in results] == [("SCH014", 2), ("SCH008", 0)]


def test_fingerprints_do_not_depend_on_lines() -> None:
    claims = [{"claim_id": "c1"}, {"claim_id": "c2", "measure": "kiled", "population": "p"}]
    before, after = (found("SCH003", dataset_of(claims=rows))[0] for rows in (claims, claims[::-1]))
    assert (before["key"], before["line"], after["line"]) == (after["key"], 3, 2)


CELL = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(["1", "-1", "2016-05-03", "2016/2015", "c1", "c1;c2", "killed", "true", "eq"])
)
ROW = st.fixed_dictionaries(dict.fromkeys(TABLES["claims"], CELL))


@settings(max_examples=15, deadline=None)
@given(st.lists(ROW, max_size=4))
def test_no_text_whatever_crashes_a_schema(rows: list[dict[str, str | None]]) -> None:
    dataset = dataset_of(claims=[{"claim_id": "c1"}])
    schema = dict.fromkeys(TABLES["claims"], pl.String)
    frame = pl.DataFrame(rows, schema=schema).with_columns(pl.int_range(2, pl.len() + 2, dtype=pl.UInt32).alias(LINE))
    hostile = rebuilt(dataset, dataset.raw | {"claims": frame})
    results = validate(hostile, SCHEMAS)
    assert [result.outcome for result in results if result.outcome.status == "crashed"] == []
    for row in (row for result in results if result.violations is not None for row in result.violations.to_dicts()):
        assert row["verdict"] == "definite"
        assert row["table"] in TABLES
        assert row["line"]


def test_nearest_looks_only_around_in_long_lists() -> None:
    terms = [f"place-{number}" for number in range(5_000)]
    assert "place-47x" in words.nearest(["place-47x"], terms)
    assert words.nearest([f"v{number}" for number in range(10_000)], terms) == {}
    assert words.nearest(["anything"], []) == {}


@pytest.mark.parametrize(
    ("table", "cells", "code", "level"),
    [
        ("claims", {"document_id": "d1 "}, "SCH016", "error"),
        ("claims", {"measure": "killed\u200b"}, "SCH016", "error"),
        ("documents", {"held": "full "}, "SCH016", "error"),
        ("claims", {"note": "a note\u200b"}, "SCH016", None),
        ("claims", {"comparator": "eq", "best": "3,000"}, "SCH017", "error"),
        ("claims", {"comparator": "eq", "best": "9" * 400}, "SCH017", "error"),
        ("claims", {"comparator": "eq", "best": "\u0663"}, "SCH017", "error"),
        ("claims", {"date": "2017-05-04T00:00"}, "SCH017", "error"),
        ("claims", {"value_text": "umpteen"}, "SCH011", None),
    ],
)
def test_what_drops_out_of_comparisons_is_an_error(table: str, cells: dict[str, str], code: str, level: str | None) -> None:
    rows: dict[str, list[dict[str, str]]] = {"claims": [{"claim_id": "c1", "document_id": "d1"}], "documents": [{"document_id": "d1"}]}
    rows[table][0] |= cells
    (result,) = (result for result in validate(dataset_of(**rows), SCHEMAS) if result.rule.code == code)
    assert result.violations is not None
    assert set(result.violations["level"].to_list()) == {level}


def test_empty_ids_and_wrong_acceptances_are_findings() -> None:
    found = {result.rule.code: result.violations for result in validate(dataset_of(relations=[{"relation_id": ""}]), SCHEMAS)}
    assert "relations" in found["SCH004"]["table"].to_list()
    row = {"fingerprint": "f", "code": "NUM001", "claims": "c1", "resolution": "zz", "reason": "", "accepted_by": "me"}
    found = {result.rule.code: result.violations for result in validate(dataset_of(accepted=[row]), SCHEMAS)}
    assert len(found["SCH003"]) == 1
