"""The ledger: accepting findings, and what becomes of what was accepted."""

import csv
import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from checks.ledger import NO_REASON
from checks.tables import TABLES
from tests.conftest import Answer

Validate = Callable[..., Answer]
WHY = ("--resolution", "error-in-source", "--reason", "the ministry prints it so")
BY = ("--by", "An Analyst")


@pytest.fixture
def flawed(dataset: Path) -> Path:
    """The small dataset with two findings: a value that is not in the quote, and a claim that nothing is cited for."""
    claims = dataset / "claims.csv"
    claims.write_text(claims.read_text().replace("killed,three,eq,3", "killed,three,eq,4").replace(",ministry,reported", ",,reported"))
    (dataset / "citations.csv").unlink()
    return dataset


def findings(validate: Validate, *arguments: object) -> list[dict[str, object]]:
    return list(json.loads(validate(*arguments, "--report", "json").out)["findings"])


def by_code(validate: Validate, folder: Path) -> dict[str, dict[str, object]]:
    return {str(found["code"]): found for found in findings(validate, folder)}


def ledger(folder: Path) -> list[dict[str, str]]:
    with (folder / "accepted.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_finding_is_accepted_with_its_reason(flawed: Path, validate: Validate) -> None:
    before = by_code(validate, flawed)["ANC007"]
    answer = validate("accept", before["fingerprint"], flawed, *WHY, *BY)
    assert (answer.code, answer.err) == (0, "")
    assert f"accepted {before['fingerprint']} ANC007 value-not-in-quote: the row says 4, and its quote prints three" in answer.out
    assert answer.out.endswith("accepted.csv: 1 row written (error-in-source)\n")
    (row,) = ledger(flawed)
    assert list(row) == list(TABLES["accepted"])
    assert row | {"evidence": ""} == {
        "fingerprint": before["fingerprint"], "code": "ANC007", "claims": "d1.killed", "resolution": "error-in-source",
        "reason": "the ministry prints it so", "accepted_by": "An Analyst", "date_accepted": date.today().isoformat(), "expires": "",
        "evidence": "",
    }  # fmt: skip
    after = by_code(validate, flawed)
    assert after["ANC007"]["accepted"] == {
        "resolution": "error-in-source", "reason": "the ministry prints it so", "by": "An Analyst", "date": date.today().isoformat()
    }  # fmt: skip
    assert not any(code.startswith("ACC") for code in after)
    assert "1 accepted" in validate(flawed).out
    assert "the ministry prints it so" in validate(flawed, "--verbose").out


def test_the_beginning_of_a_fingerprint_is_enough_when_it_is_unambiguous(flawed: Path, validate: Validate) -> None:
    name = str(by_code(validate, flawed)["ANC007"]["fingerprint"])
    assert validate("accept", name[:6], flawed, *WHY, *BY).code == 0
    assert ledger(flawed)[0]["fingerprint"] == name


def test_a_row_is_written_whole_into_the_columns_that_are_there(flawed: Path, validate: Validate) -> None:
    header = "reason,fingerprint,code,accepted_by,resolution,date_accepted,mine\n"
    (flawed / "accepted.csv").write_text(header + "an older one,ffffffffffffffff,NUM001,me,pending,2026-01-01,7\n")
    name = by_code(validate, flawed)["ANC007"]["fingerprint"]
    assert validate("accept", name, flawed, *WHY, *BY).code == 0
    lines = (flawed / "accepted.csv").read_text().splitlines()
    assert lines[0] == header.strip() + ",claims,evidence"
    assert lines[1].startswith(f"the ministry prints it so,{name},ANC007,An Analyst,error-in-source,")
    assert lines[2] == "an older one,ffffffffffffffff,NUM001,me,pending,2026-01-01,7,,"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["0123456789abcdef", *WHY], "no finding has the fingerprint 0123456789abcdef"),
        (["claims.csv", *WHY], "'claims.csv' is no fingerprint"),
        (["0", *WHY], "'0' is no fingerprint"),
        (["{}", "--resolution", "fine", "--reason", "a good reason"], "no resolution is called 'fine'"),
        (["{}", "--resolution", "pending", "--reason", "  "], "the reason says nothing"),
        (["{}", "--resolution", "pending", "--reason", "TODO."], "the reason says nothing"),
        (["{}", "--reason", "a good reason"], "--resolution is missing"),
        (["{}", *WHY, "--expires", "31.12.2026"], "--expires 31.12.2026: no such day"),
        ([*WHY], "name the finding by its fingerprint"),
        (["--all", "--code", "CIT", "--reason", "first import"], "--all and --code exclude each other"),
        (["--code", "NUM", "--reason", "first import"], "no open finding of NUM"),
        (["--code", "FOO", "--reason", "first import"], "no check is called 'FOO'"),
    ],
)
def test_what_cannot_be_accepted_is_refused_in_one_line(arguments: list[str], problem: str, flawed: Path, validate: Validate) -> None:
    name = str(by_code(validate, flawed)["ANC007"]["fingerprint"])
    answer = validate("accept", *(name if word == "{}" else word for word in arguments), *(() if arguments == [*WHY] else [flawed]), *BY)
    assert (answer.code, answer.out) == (2, "")
    assert problem in answer.err
    assert answer.err.count("\n") == 1
    assert not (flawed / "accepted.csv").exists()


def test_an_ambiguous_beginning_is_refused(flawed: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.engine.locate.fingerprint", lambda dataset, code, key: "abcdef" + code[-1] * 10)
    answer = validate("accept", "abcde", flawed, *WHY, *BY)
    assert answer.code == 2
    assert "abcde is ambiguous: it begins abcdef" in answer.err


def test_a_finding_is_accepted_once(flawed: Path, validate: Validate) -> None:
    name = by_code(validate, flawed)["ANC007"]["fingerprint"]
    assert validate("accept", name, flawed, *WHY, *BY).code == 0
    before = (flawed / "accepted.csv").read_bytes()
    answer = validate("accept", name, flawed, *WHY, *BY)
    assert answer.code == 2
    assert "is accepted already, by An Analyst" in answer.err
    assert (flawed / "accepted.csv").read_bytes() == before


def test_who_accepts_is_asked_of_git_and_never_guessed(flawed: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    name = by_code(validate, flawed)["ANC007"]["fingerprint"]
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(flawed / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(flawed))
    answer = validate("accept", name, flawed, *WHY)
    assert answer.code == 2
    assert "who accepts it? give --by NAME" in answer.err
    subprocess.run(["git", "init", "-q", flawed], check=True)
    subprocess.run(["git", "-C", flawed, "config", "user.name", "Git User"], check=True)
    assert validate("accept", name, flawed, *WHY).code == 0
    assert ledger(flawed)[0]["accepted_by"] == "Git User"


def test_a_baseline_accepts_what_is_open(flawed: Path, validate: Validate) -> None:
    answer = validate("accept", "--all", flawed, "--reason", "found at the first import", *BY)
    assert answer.code == 0
    rows = ledger(flawed)
    assert {row["resolution"] for row in rows} == {"baseline"}
    assert {"ANC007", "CIT014"} <= {row["code"] for row in rows}
    assert [row["fingerprint"] for row in rows] == sorted(row["fingerprint"] for row in rows)
    assert all(found["accepted"] for found in findings(validate, flawed))
    assert validate(flawed, "--fail-on", "note").code == 0


def test_one_family_can_be_accepted(flawed: Path, validate: Validate) -> None:
    assert validate("accept", "--code", "CIT", flawed, "--reason", "found at the first import", *BY).code == 0
    assert {row["code"][:3] for row in ledger(flawed)} == {"CIT"}


def test_an_edit_of_the_quote_or_the_value_shows(flawed: Path, validate: Validate) -> None:
    name = by_code(validate, flawed)["ANC007"]["fingerprint"]
    validate("accept", name, flawed, *WHY, *BY)
    claims = flawed / "claims.csv"
    claims.write_text(claims.read_text().replace("three,eq,4", "three,eq,5"))
    found = by_code(validate, flawed)
    assert found["ANC007"]["accepted"]
    assert found["ACC004"]["level"] == "error"
    assert "the ministry prints it so" in str(found["ACC004"]["message"])
    assert validate(flawed).code == 1


def test_an_acceptance_of_what_was_mended_is_stale_unless_its_check_did_not_run(flawed: Path, validate: Validate) -> None:
    name = by_code(validate, flawed)["ANC007"]["fingerprint"]
    validate("accept", name, flawed, *WHY, *BY)
    claims = flawed / "claims.csv"
    claims.write_text(claims.read_text().replace("three,eq,4", "three,eq,3"))
    stale = by_code(validate, flawed)["ACC001"]
    assert stale["level"] == "warning"
    assert name in str(stale["message"])
    assert not [found for found in findings(validate, flawed, "--ignore", "ANC007") if found["code"] == "ACC001"]


def test_an_expired_acceptance_accepts_nothing_and_can_be_renewed(flawed: Path, validate: Validate) -> None:
    name = by_code(validate, flawed)["ANC007"]["fingerprint"]
    assert validate("accept", name, flawed, *WHY, *BY, "--expires", "2020-01-01").code == 0
    found = by_code(validate, flawed)
    assert found["ANC007"]["accepted"] is None
    assert "2020-01-01" in str(found["ACC002"]["message"])
    assert validate("accept", name, flawed, *WHY, *BY).code == 0
    assert len(ledger(flawed)) == 1
    assert "ACC002" not in by_code(validate, flawed)


@pytest.mark.parametrize("reason", ["", "  ", "-", "OK", "accepted.", "n/a", "TODO", "error-in-source", "None: see above", "..."])
def test_a_reason_that_says_nothing(reason: str) -> None:
    assert re.search(NO_REASON, reason)


@pytest.mark.parametrize("reason", ["author confirmed", "known since 2015", "OKAPI report, p. 3", "nonetheless printed", "нет"])
def test_a_reason_that_says_something(reason: str) -> None:
    assert not re.search(NO_REASON, reason)


def test_a_ledger_in_another_format_is_left_alone(flawed: Path, validate: Validate) -> None:
    name = by_code(validate, flawed)["ANC007"]["fingerprint"]
    row = {"fingerprint": "f" * 16, "code": "NUM001", "resolution": "pending", "reason": "asked the author", "accepted_by": "me"}
    (flawed / "accepted.ndjson").write_text(json.dumps(row | {"date_accepted": "2026-01-01"}) + "\n")
    answer = validate("accept", name, flawed, *WHY, *BY)
    assert answer.code == 2
    assert "rows can be written to CSV tables only; save the table as accepted.csv" in answer.err
