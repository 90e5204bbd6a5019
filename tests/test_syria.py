"""The bundled dataset: every finding on it is known, and each was looked at."""

import json
from pathlib import Path

import pytest

from checks.engine.check import check
from checks.reports import json as report
from checks.reports.terminal import render
from checks.run import Run
from tests import golden

DATASET = Path(__file__).resolve().parents[1] / "datasets" / "syria"


@pytest.fixture(scope="module")
def run() -> Run:
    return check([DATASET])


def test_findings(run: Run) -> None:
    lines = [f"{f.code} {f.level} {f.certainty} {f.side} [{', '.join(f.claims)}] {f.fingerprint} {f.message}" for f in run.findings]
    golden.check("syria_findings.txt", "\n".join(lines) + "\n")


def test_what_a_person_sees(run: Run) -> None:
    golden.check("syria_terminal.txt", render(run, width=100))


def test_every_check_ran(run: Run) -> None:
    unrun = {outcome.code for outcome in run.outcomes if outcome.status != "ran"}
    assert unrun == {"COV004", "COV005"}  # known with --base only
    assert run.exit_code == 1


def test_no_row_of_ours_is_wrong(run: Run) -> None:
    assert [f.message for f in run.findings if f.side == "data" and f.level == "error"] == []


def test_the_run_repeats_to_the_byte(run: Run) -> None:
    assert report.render(run) == report.render(check([DATASET]))


def test_fingerprints_are_unique(run: Run) -> None:
    assert len({finding.fingerprint for finding in run.findings}) == len(run.findings)


def test_every_finding_points_at_a_row_and_at_the_words_of_its_claims(run: Run) -> None:
    root = DATASET.parents[1]
    for finding in run.findings:
        first, *rest = finding.locations
        assert first.primary
        assert first.kind == "table"
        line = (root / first.path).read_text(encoding="utf-8").splitlines()[(first.line or 0) - 1]
        assert first.claim_id is None or line.startswith(f"{first.claim_id},")
        quoted = {at.claim_id for at in rest if at.kind == "text"}
        assert set(finding.claims) <= quoted | {None} or finding.code.startswith("CIT011")
        for at in rest:
            if at.kind == "text":
                raw = (root / at.path).read_text(encoding="utf-8")
                assert raw[at.start : at.end] == at.quote
                assert raw.splitlines()[(at.line or 0) - 1][(at.column or 0) - 1 :].startswith((at.quote or "").split("\n")[0])


def test_the_report_is_json_of_version_1(run: Run) -> None:
    data = json.loads(report.render(run))
    assert list(data) == ["version", "tool", "datasets", "checks", "findings", "base", "resolved", "summary", "fail_on", "exit_code"]
    assert data["version"] == 1
    keys = {
        "dataset",
        "code",
        "name",
        "level",
        "certainty",
        "side",
        "message",
        "help",
        "claims",
        "fingerprint",
        "accepted",
        "new",
        "locations",
    }
    assert set(data["findings"][0]) == keys
    places = {"kind", "path", "line", "column", "end_line", "end_column", "start", "end", "quote", "claim_id", "note", "primary"}
    assert set(data["findings"][0]["locations"][0]) == places
    assert set(data["checks"][0]) == {"code", "name", "dataset", "status", "reason", "compared"}
