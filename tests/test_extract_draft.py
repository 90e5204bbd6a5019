"""Drafts: rows of the tables, and what `validate extract` writes."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.capture import Captured
from checks.extract.append import Target
from checks.extract.draft import Draft, draft
from checks.extract.rows import read
from checks.tables import TABLES
from tests.conftest import Answer
from tests.test_extract_rows import RAW, SCRAPS

ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
EIGHT = "On 4 May 2017, OIR launched eight airstrikes, a third of those near the bridge."
REPORT = (
    f"{EIGHT}\n\n{EIGHT} According to Reuters, two soldiers were killed.[1] About 40 villagers fled two weeks later.\n\n"
    "[1] Smith, A report, 2017, https://x.org/1\n"
)


def tables(text: str) -> dict[str, list[dict[str, str]]]:
    found = draft("d1", read("d1", text, date(2017, 6, 1)))
    return {"claims": found.claims, "citations": found.citations, "relations": found.relations, "sources": found.sources}


def test_claims() -> None:
    claims = {row["value_text"]: row for row in tables(REPORT)["claims"]}
    eight, two, forty, later, day = (claims[words] for words in ("eight", "two", "About 40", "two weeks later", "4 May 2017"))
    assert (eight["measure"], eight["unit"], eight["best"], eight["comparator"], eight["status"]) == (
        "attacks",
        "airstrike",
        "8",
        "eq",
        "draft",
    )
    assert eight["occurrence"] == "2"
    assert (two["measure"], two["unit"], two["population"], two["asserted_by"]) == ("killed", "", "soldiers", "src-reuters")
    assert (forty["comparator"], forty["best"], forty["population"]) == ("approx", "40", "villagers")
    assert (later["measure"], later["best"], later["unit"], later["date_basis"]) == ("duration", "2", "week", "relative")
    assert (day["measure"], day["date"], day["date_basis"], day["best"]) == ("date", "2017-05-04", "stated", "")
    assert all(row["value_text"] in row["quote"] for row in claims.values())


def test_citations_relations_and_sources() -> None:
    made = tables(REPORT)
    words = {row["claim_id"]: row["value_text"] for row in made["claims"]}
    cited = {(row["kind"], words[claim]) for row in made["citations"] for claim in row["claim_id"].split(";")}
    assert {("attribution", "two"), ("footnote", "two")} <= cited
    assert [row["source_id"] for row in made["sources"]] == ["src-reuters"]
    related = {(row["predicate"], words[row["subject_id"]], words[row["object_id"]], row["role"]) for row in made["relations"]}
    assert ("share-of", "a third", "eight", "whole") in related


@given(SCRAPS)
def test_drafts_have_the_columns_and_ids_of_the_tables(raw: str) -> None:
    made = tables(raw)
    for name, rows in made.items():
        columns = TABLES[name]
        key = next(iter(columns))
        assert all(row.keys() <= columns.keys() for row in rows)
        assert all(ID.fullmatch(row[key]) for row in rows), [row[key] for row in rows]
        if name != "relations":
            assert len({row[key] for row in rows}) == len(rows)


@given(SCRAPS, st.text(max_size=20))
def test_ids_do_not_depend_on_what_follows(raw: str, more: str) -> None:
    assert tables(raw)["claims"] == tables(raw)["claims"]
    ids = [row["claim_id"] for row in tables("At least 25 people died.\n\n" + raw)["claims"]]
    assert ids[:1] == [row["claim_id"] for row in tables("At least 25 people died.\n\n" + more)["claims"]][:1]


@pytest.fixture
def report(dataset: Path) -> Path:
    path = dataset / "texts" / "Report 2.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_jsonl(validate: Callable[..., Answer], report: Path) -> None:
    answer = validate("extract", report, "--published", "2017-06-01")
    rows = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 0
    assert answer.err == ""
    assert rows[0]["document_id"] == str(report)
    assert all(row["text"] == REPORT[row["start"] : row["end"]] for row in rows)


def test_csv(validate: Callable[..., Answer], report: Path, dataset: Path) -> None:
    answer = validate("extract", report, dataset / "texts" / "d1.txt", "--format", "csv")
    header, *rows = csv.reader(io.StringIO(answer.out))
    assert header == list(TABLES["claims"])
    assert {row[1] for row in rows} == {"report-2", "d1"}


def test_documents_of_one_name_keep_apart(validate: Callable[..., Answer], report: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    twin = tmp_path / "other" / report.name
    twin.write_bytes(report.read_bytes())
    rows = list(csv.DictReader(io.StringIO(validate("extract", report, twin, "--format", "csv").out)))
    assert {row["document_id"] for row in rows} == {"report-2", "report-2-2"}
    assert len({row["claim_id"] for row in rows}) == len(rows)


def test_into_a_dataset(validate: Callable[..., Answer], report: Path, dataset: Path) -> None:
    before = {path.name: path.read_text(encoding="utf-8") for path in dataset.glob("*.csv")}
    answer = validate("extract", report, dataset / "texts" / "d1.txt", "--into", dataset)
    assert answer.code == 0
    assert answer.out == ""
    assert "1 document, " in answer.err
    for name, text in before.items():
        after = (dataset / name).read_text(encoding="utf-8")
        kept = [dict(zip(text.splitlines()[0].split(","), row, strict=False)) for row in csv.reader(text.splitlines()[1:])]
        rows = list(csv.DictReader(io.StringIO(after)))
        assert all(any(old.items() <= row.items() for row in rows) for old in kept)
        assert after.splitlines()[0].startswith(text.splitlines()[0])
        ids = [next(iter(row.values())) for row in rows]
        assert ids == sorted(ids)
    claims = list(csv.DictReader(io.StringIO((dataset / "claims.csv").read_text(encoding="utf-8"))))
    assert {row["document_id"] for row in claims} == {"d1", "report-2"}
    assert {row["status"] for row in claims} == {"", "draft"}
    assert "src-ministry" not in (dataset / "sources.csv").read_text(encoding="utf-8")
    again = {path: path.read_bytes() for path in dataset.glob("*.csv")}
    assert "nothing new" in validate("extract", report, "--into", dataset).err
    assert again == {path: path.read_bytes() for path in dataset.glob("*.csv")}
    checked = json.loads(validate(dataset, "--report", "json").out)
    assert not [one["message"] for one in checked["findings"] if one["level"] == "error" and one["code"].startswith(("SCH", "ANC"))]


def test_the_time_for_many_documents_grows_with_their_number(dataset: Path) -> None:
    def spent(number: int) -> float:
        target = Target(dataset)
        start = process_time()
        for at in range(number):
            path = dataset / "texts" / f"n{at}.txt"
            name, _ = target.document(path, Captured("Forty men died.\n", None, ""))
            target.add(Draft([{"claim_id": f"{name}.{at}", "document_id": name}], [], [], []))
        return process_time() - start

    assert spent(4000) < 20 * spent(400)


def test_a_bad_document_is_named_and_passed_over(validate: Callable[..., Answer], report: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "out.txt").write_text(RAW, encoding="utf-8")
    answer = validate("extract", tmp_path / "bad.txt", tmp_path / "none.txt", report)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 2
    assert "bad.txt" in answer.err
    assert answer.out
    answer = validate("extract", tmp_path / "out.txt", report, "--into", report.parents[1])
    assert answer.code == 2
    assert "outside the documents folder" in answer.err


@pytest.mark.parametrize(
    "arguments", [("--published", "2017-13-01"), ("--published", "yesterday"), ("--into", "nowhere"), ("--format", "xml")]
)
def test_wrong_usage(validate: Callable[..., Answer], report: Path, arguments: tuple[str, ...]) -> None:
    answer = validate("extract", report, *arguments)
    assert answer.code == 2
    assert answer.out == ""


def test_only_csv_tables_are_added_to(validate: Callable[..., Answer], report: Path, dataset: Path) -> None:
    (dataset / "relations.ndjson").write_text('{"relation_id": "r"}\n', encoding="utf-8")
    assert "CSV tables only" in validate("extract", report, "--into", dataset).err
    (dataset / "relations.ndjson").unlink()
    (dataset / "citations.csv").write_text("citation_id,claim_id\na\n", encoding="utf-8")
    assert "citations.csv:2" in validate("extract", report, "--into", dataset).err
