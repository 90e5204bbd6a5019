"""Expectations about a release: real Great Expectations, in its own process, asked once for all tests that can share the answers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.dataset import read_dataset
from checks.engine import release as engine
from checks.engine.check import Options, check
from checks.engine.release import Release, frames
from checks.example import Example
from checks.expectations.catalogue import UNMET
from checks.expectations.draft import draft
from checks.expectations.release import Job, Worker, WorkerError
from checks.expectations.suite import FILE, Expectation, read_suite
from checks.expectations.tables import keys
from checks.run import DESELECTED, Run
from checks.testing import complete
from tests.conftest import Answer

SYRIA = Path(__file__).resolve().parents[1] / "datasets" / "syria"
COUNT = "expect_table_row_count_to_be_between"


def suite(*entries: dict[str, object]) -> str:
    return json.dumps({"name": "small", "expectations": entries}, indent=1)


def entry(kind: str = COUNT, table: str = "claims", severity: str = "critical", **kwargs: object) -> dict[str, object]:
    return {"type": kind, "kwargs": kwargs, "severity": severity, "meta": {"table": table}}


def example_job(example: Example) -> Job:
    tables = {name: rows for name, rows in example.tables.items() if name != "expectations"}
    dataset = complete(tables)
    rows = example.tables["expectations"]
    expectations = [Expectation(row["table"], row["type"], json.loads(row["kwargs"])) for row in rows]
    return Job(expectations, frames(dataset), keys())


@pytest.fixture(scope="module")
def answered() -> dict[str, list[dict[str, object]]]:
    """Several jobs answered by one process: the page's examples, and a draft of the bundled dataset."""
    dataset = read_dataset(SYRIA)
    tables = frames(dataset)
    drafted = [Expectation(e["meta"]["table"], e["type"], e["kwargs"], e["severity"]) for e in draft("syria", tables)["expectations"]]
    awkward = [
        Expectation("claims", COUNT, {"min_value": 10_000}),
        Expectation("claims", "expect_nothing_at_all", {}),
        Expectation("claims", "expect_column_values_to_be_between", {"column": "measure", "min_value": 5, "nonsense": 1}),
        Expectation("claims", "expect_column_kl_divergence_to_be_less_than",
                    {"column": "measure", "partition_object": {"values": ["a"], "weights": [0.3]}, "threshold": 0.1}),
        Expectation("per_document", "expect_column_values_to_be_between", {"column": "followable", "min_value": 1.5, "mostly": 0.9}),
    ]  # fmt: skip
    jobs = {f"example {n}": example_job(example) for n, example in enumerate(UNMET.examples)}
    jobs |= {"draft": Job(drafted, tables, keys()), "awkward": Job(awkward, tables, keys())}
    with Worker() as worker:
        return dict(zip(jobs, worker.answers(list(jobs.values())), strict=True))


def test_the_page_says_what_happens(answered: dict[str, list[dict[str, object]]]) -> None:
    assert {example.kind for example in UNMET.examples} == {"Fires", "Quiet"}
    for number, example in enumerate(UNMET.examples):
        unmet = {("expectations", n) for n, answer in enumerate(answered[f"example {number}"]) if not answer["success"]}
        assert unmet == example.marked
        assert not any(answer["raised"] for answer in answered[f"example {number}"])


def test_a_draft_is_met_by_the_data_it_was_drafted_from(answered: dict[str, list[dict[str, object]]]) -> None:
    assert len(answered["draft"]) > 15
    assert [answer for answer in answered["draft"] if not answer["success"]] == []


def test_every_expectation_is_answered_and_the_broken_ones_named(answered: dict[str, list[dict[str, object]]]) -> None:
    count, unknown, nonsense, crashing, shares = answered["awkward"]
    assert (count["success"], count["observed"], count["raised"]) == (False, len(read_dataset(SYRIA).tables["claims"]), None)
    assert unknown["invalid"]
    assert nonsense["invalid"]
    assert crashing["raised"]
    assert not crashing["invalid"]
    assert not shares["success"]
    assert shares["examples"]


def test_the_bundled_suite_is_one_that_great_expectations_reads_and_its_data_meets() -> None:
    """Also: nothing is sent anywhere, for the process has no sockets."""
    expectations = read_suite(SYRIA / FILE)
    assert {e.table for e in expectations} >= {"claims", "documents", "per_document"}
    assert {e.severity for e in expectations} == {"critical", "warning", "info"}
    code = (
        "import socket, sys, json\n"
        "def refuse(*_, **__): raise AssertionError('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "import great_expectations as gx\n"
        "suite = gx.ExpectationSuite(**json.load(open(sys.argv[1], encoding='utf-8')))\n"
        "print(len(suite.expectations))\n"
    )
    told = subprocess.run([sys.executable, "-c", code, str(SYRIA / FILE)], check=True, capture_output=True, text=True)
    assert int(told.stdout) == len(expectations)


def test_the_process_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse = "import socket\ndef refuse(*_, **__): raise AssertionError('network')\nsocket.socket.connect = socket.getaddrinfo = refuse\n"
    command = [sys.executable, "-c", f"{refuse}from checks.expectations.worker import main; main()"]
    monkeypatch.setattr("checks.expectations.release.COMMAND", command)
    dataset = complete({"claims": [{"claim_id": "a", "document_id": "d1", "measure": "killed", "value_text": "3"}]})
    job = Job([Expectation("claims", COUNT, {"min_value": 1})], frames(dataset), keys())
    with Worker() as worker:
        assert worker.answers([job])[0][0]["success"]


def test_what_is_unmet_is_a_finding_and_is_asked_once(
    dataset: Path, validate: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # a long path must not be wrapped
    (dataset / FILE).write_text(suite(entry(min_value=1), entry(severity="warning", min_value=5)), encoding="utf-8")
    asked = validate(dataset, "--select", "EXP", "--fail-on", "warning")
    assert asked.code == 1
    assert "warning  EXP001" in asked.out
    assert f"{dataset.name}/{FILE}:15" in asked.out
    assert "it is 1" in asked.out
    with monkeypatch.context() as without:
        without.setattr(engine, "Worker", None)
        again = validate(dataset, "--select", "EXP", "--fail-on", "warning")
        assert again == asked
        assert validate(dataset, "--fast").code == 0
    (dataset / "texts" / "d1.txt").write_text("changed", encoding="utf-8")
    monkeypatch.setattr(engine, "Worker", broken_worker())
    crashed = validate(dataset, "--select", "EXP")
    assert crashed.code == 4
    assert "Great Expectations failed: out of memory" in crashed.out


def broken_worker() -> type[Worker]:
    class Broken(Worker):
        def answers(self, jobs: object) -> list[list[dict[str, object]]]:
            raise WorkerError("out of memory")

    return Broken


def test_findings_of_rules_come_first(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (dataset / FILE).write_text(suite(entry(min_value=7)), encoding="utf-8")
    monkeypatch.setattr(engine, "Worker", broken_worker())
    seen: list[Run] = []
    run = check([dataset], Options(), seen.append)
    assert [outcome.code for outcome in seen[0].outcomes if outcome.status != "ran" and outcome.reason != DESELECTED] == []
    assert not any(outcome.code == "EXP001" for outcome in seen[0].outcomes)
    assert [outcome.status for outcome in run.outcomes if outcome.code == "EXP001"] == ["crashed"]


def test_a_dataset_without_a_suite_starts_nothing(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "Worker", None)
    (outcome,) = [one for one in check([dataset]).outcomes if one.code == "EXP001"]
    assert (outcome.status, outcome.compared) == ("ran", 0)


def test_a_process_that_dies_is_a_crash() -> None:
    with Worker() as worker:
        worker._process.kill()
        with pytest.raises(WorkerError):
            worker.answers([])


BROKEN = {
    "{": "broken JSON",
    "[]": "holds no list of expectations",
    '{"expectations": 3}': "holds no list of expectations",
    "[" * 100_000: "nested too deeply",
    suite({"type": "expect_x"}): "names no table",
    suite({"type": 3, "meta": {"table": "claims"}}): "no object with type and kwargs",
    suite({"type": "expect_x", "kwargs": [], "meta": {"table": "claims"}}): "no object with type and kwargs",
    suite(entry() | {"threshold": 3}): "unknown key 'threshold'",
    suite(entry(severity="bad")): "severity 'bad' is unknown",
    suite(entry(table="nothing")): "table 'nothing' is unknown",
    suite(entry("expect_column_values_to_be_unique", column="nope")): "no column 'nope'",
    '{"expectations": [\xff]}': "not UTF-8",
}


@pytest.mark.parametrize("text", BROKEN, ids=list(BROKEN.values()))
def test_a_broken_suite_is_one_line(text: str, dataset: Path, validate: Callable[..., Answer]) -> None:
    (dataset / FILE).write_bytes(text.encode("latin-1"))
    answer = validate(dataset)
    assert (answer.code, answer.out) == (2, "")
    assert BROKEN[text] in answer.err
    assert len(answer.err.splitlines()) == 1
    assert f"{dataset.name}/{FILE}" in answer.err


def test_expect_writes_once(dataset: Path, validate: Callable[..., Answer]) -> None:
    printed = validate("expect", dataset)
    assert validate("expect", dataset, "--write").code == 0
    assert (dataset / FILE).read_text(encoding="utf-8") == printed.out
    assert len(read_suite(dataset / FILE)) == len(json.loads(printed.out)["expectations"])
    again = validate("expect", dataset, "--write")
    assert again.code == 2
    assert "is there already" in again.err


def test_data_docs_are_built_whole(dataset: Path, tmp_path: Path, validate: Callable[..., Answer]) -> None:
    target = tmp_path / "out" / "docs"
    assert "no dataset has an expectations.json" in validate("report", dataset, "--data-docs", "-o", target).err
    assert not target.exists()
    (dataset / FILE).write_text(suite(entry(min_value=1)), encoding="utf-8")
    told = validate("report", dataset, "--data-docs", "-o", target)
    assert told.code == 0, told.err
    page = (target / dataset.name / "index.html").read_text(encoding="utf-8")
    assert "Data Docs" in page
    assert [file.name for file in target.parent.iterdir()] == ["docs"]
    assert "is there already" in validate("report", dataset, "--data-docs", "-o", target).err


def test_release_of_nothing() -> None:
    with Release([], wanted=True) as release:
        assert not release.waiting
        assert release.results() == []
