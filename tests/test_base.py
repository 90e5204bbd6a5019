"""--base: only what is new since a git revision, told from a repository as people have them."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import TEXT, Answer

Validate = Callable[..., Answer]


def git(folder: Path, *arguments: object) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@b.int")
    subprocess.run(["git", "-C", folder, *names, *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture
def repository(dataset: Path) -> Path:
    """The small dataset, committed, its documents beside it."""
    (dataset / "texts").rename(dataset.parent / "texts")
    edit(dataset / "dataset.toml", '"texts"', '"../texts"')
    git(dataset.parent, "init", "-q")
    git(dataset.parent, "add", "-A")
    git(dataset.parent, "commit", "-qm", "one")
    return dataset


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def report(validate: Validate, *arguments: object) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(validate(*arguments, "--report", "json").out)
    return found


def codes(findings: list[dict[str, object]]) -> set[object]:
    return {finding["code"] for finding in findings}


def test_without_a_change_there_is_no_news(repository: Path, validate: Validate) -> None:
    edit(repository / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    git(repository, "commit", "-qam", "an old mistake")
    assert validate(repository).code == 1
    answer = validate(repository, "--base", "HEAD")
    assert answer.code == 0
    assert "New since HEAD: 0 contradictions" in answer.out
    assert report(validate, repository, "--base", "HEAD")["findings"] == []


def test_only_what_is_new_fails_and_what_is_resolved_is_told(repository: Path, validate: Validate) -> None:
    edit(repository / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    answer = validate(repository, "--base", "HEAD")
    assert answer.code == 1
    assert "the row says 4" in answer.out
    assert "ANC007" in codes(report(validate, repository, "--base", "HEAD")["findings"])
    git(repository, "commit", "-qam", "a mistake")
    edit(repository / "claims.csv", "killed,three,eq,4", "killed,three,eq,3")
    answer = validate(repository, "--base", "HEAD", "--verbose")
    assert answer.code == 0
    assert "resolved since HEAD" in answer.out
    assert "the row says 4" in answer.out
    found = report(validate, repository, "--base", "HEAD")
    assert (found["findings"], "ANC007" in codes(found["resolved"])) == ([], True)
    assert {finding["new"] for finding in found["resolved"]} == {False}
    assert {finding["new"] for finding in report(validate, repository, "--base", "HEAD~1")["findings"]} <= {True}


def test_without_a_base_nothing_is_new_or_old(repository: Path, validate: Validate) -> None:
    edit(repository / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    found = report(validate, repository)
    assert (found["base"], found["resolved"]) == (None, [])
    assert {finding["new"] for finding in found["findings"]} == {None}


def test_an_edited_document_is_news(repository: Path, validate: Validate) -> None:
    text = repository.parent / "texts" / "d1.txt"
    edit(text, "three soldiers", "four soldiers")
    assert {"ANC002", "ANC004"} <= codes(report(validate, repository, "--base", "HEAD")["findings"])
    edit(repository / "documents.csv", hashlib.sha256(TEXT.encode()).hexdigest(), hashlib.sha256(text.read_bytes()).hexdigest())
    git(repository, "commit", "-qam", "another text")
    text.write_bytes(TEXT.encode())
    found = report(validate, repository, "--base", "HEAD")
    assert "ANC002" in codes(found["findings"])
    assert "ANC004" in codes(found["resolved"])


def test_harmless_changes_are_no_news(repository: Path, validate: Validate) -> None:
    edit(repository / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    git(repository, "commit", "-qam", "an old mistake")
    rows = pl.read_csv(repository / "claims.csv", infer_schema=False)
    (repository / "claims.csv").unlink()
    rows.select(reversed(rows.columns)).write_parquet(repository / "claims.parquet")
    edit(repository / "sources.csv", "\n", "\r\n")
    found = report(validate, repository, "--base", "HEAD")
    assert (found["findings"], found["resolved"]) == ([], [])


def test_a_dataset_that_did_not_exist_is_all_new(repository: Path, validate: Validate) -> None:
    other = repository.parent / "other"
    shutil.copytree(repository, other)
    edit(other / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    answer = validate(other, "--base", "HEAD")
    assert answer.code == 1
    assert "the row says 4" in answer.out
    found = report(validate, other, "--base", "HEAD")
    assert {finding["new"] for finding in found["findings"]} == {True}
    assert found["resolved"] == []


def test_a_new_acceptance_of_an_old_finding_is_judged(repository: Path, validate: Validate) -> None:
    edit(repository / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    git(repository, "commit", "-qam", "an old mistake")
    name = next(f["fingerprint"] for f in report(validate, repository)["findings"] if f["code"] == "ANC007")
    assert validate("accept", name, repository, "--resolution", "pending", "--reason", "the author was asked", "--by", "me").code == 0
    assert report(validate, repository, "--base", "HEAD")["findings"] == []
    edit(repository / "accepted.csv", str(name), "0" * 16)
    assert codes(report(validate, repository, "--base", "HEAD")["findings"]) == {"ACC001"}


@pytest.mark.parametrize("code", ["COV003", "CIT001", "EXP001", "COV005"])
def test_an_acceptance_of_a_check_that_did_not_run_is_not_called_stale(code: str, repository: Path, validate: Validate) -> None:
    header = "fingerprint,code,claims,resolution,reason,accepted_by,date_accepted\n"
    (repository / "accepted.csv").write_text(f"{header}{'0' * 16},{code},,pending,the author was asked,me,2026-01-01\n")
    found = report(validate, repository, "--base", "HEAD", "--ignore", "CIT001")["findings"]
    assert "ACC001" not in codes(found)
    edit(repository / "accepted.csv", code, "NUM001")
    assert "ACC001" in codes(report(validate, repository, "--base", "HEAD", "--ignore", "CIT001")["findings"])


@pytest.mark.parametrize("name", ["nope", "--help", "HEAD:claims.csv", ""])
def test_an_unknown_revision_is_refused(name: str, repository: Path, validate: Validate) -> None:
    answer = validate(repository, "--base", name)
    if not name:
        assert answer.code in (0, 1)
        return
    assert (answer.code, answer.out) == (2, "")
    assert "has no such revision; fetch it, or name another" in answer.err
    assert answer.err.count("\n") == 1


def test_what_lies_in_no_repository_is_refused(dataset: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(dataset.parent))
    answer = validate(dataset, "--base", "HEAD")
    assert (answer.code, answer.out) == (2, "")
    assert "is in no git repository that can be read" in answer.err
    assert answer.err.count("\n") == 1
    answer = validate(dataset.parent / "small" / "texts" / "d1.txt", "--base", "HEAD")
    assert answer.code == 2


def test_bare_documents_have_no_base(repository: Path, validate: Validate) -> None:
    alone = repository.parent / "alone.txt"
    alone.write_text(TEXT, encoding="utf-8")
    answer = validate(alone, "--base", "HEAD")
    assert answer.code == 2
    assert "leave out the documents that lie in none" in answer.err


def test_a_base_that_cannot_be_read_is_named(repository: Path, validate: Validate) -> None:
    sound = (repository / "claims.csv").read_text()
    (repository / "claims.csv").write_text(sound + '"broken')
    git(repository, "commit", "-qam", "broken")
    (repository / "claims.csv").write_text(sound)
    answer = validate(repository, "--base", "HEAD")
    assert answer.code == 2
    assert "at HEAD: small/claims.csv:3: broken CSV" in answer.err
    assert answer.err.count("\n") == 1


def test_git_is_only_read(repository: Path, validate: Validate) -> None:
    def state() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in repository.parent.rglob("*") if path.is_file()}

    edit(repository / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    before = state()
    validate(repository, "--base", "HEAD")
    assert state() == before


def test_a_claim_that_vanished_is_an_error_unless_it_was_retracted(repository: Path, validate: Validate) -> None:
    claims = repository / "claims.csv"
    sound = claims.read_text()
    edit(claims, "d1.killed,d1", "d1.dead,d1")
    edit(repository / "citations.csv", "d1.killed", "d1.dead")
    found = report(validate, repository, "--base", "HEAD")["findings"]
    assert [finding["message"] for finding in found if finding["code"] == "COV005"] == ["claim d1.killed of the base is gone"]
    claims.write_text(sound.replace("event_id\n", "event_id,status\n").replace("bridge,strike", "bridge,strike,retracted"))
    edit(repository / "citations.csv", "d1.dead", "d1.killed")
    found = report(validate, repository, "--base", "HEAD")["findings"]
    assert "COV005" not in codes(found)
    assert "claims of d1: 0, and 1 at the base" in {finding["message"] for finding in found if finding["code"] == "COV004"}


def test_lost_coverage_is_told_by_document(repository: Path, validate: Validate) -> None:
    edit(repository / "citations.csv", "https://ministry.gov/7", "#")
    told = [finding["message"] for finding in report(validate, repository, "--base", "HEAD")["findings"] if finding["code"] == "COV004"]
    assert told == ["share of claims with a source to follow of d1: 0, and 1 at the base"]


def test_without_a_base_nothing_is_said_of_one(repository: Path, validate: Validate) -> None:
    checks = {entry["code"]: entry for entry in report(validate, repository)["checks"]}
    assert {checks[code]["reason"] for code in ("COV004", "COV005")} == {"not selected"}


def test_a_reprint_that_is_coded_stays_coded_when_its_original_loses_its_claim(repository: Path, validate: Validate) -> None:
    row = (repository / "documents.csv").read_text().splitlines()
    (repository / "documents.csv").write_text(
        "\n".join([f"{row[0]},derived_from", f"{row[1]},", f"{row[1].replace('d1', 'd2', 1)},d1", ""])
    )
    claim = (repository / "claims.csv").read_text().splitlines()
    both = [*claim, claim[1].replace("d1.killed,d1", "d2.killed,d2", 1), ""]
    (repository / "claims.csv").write_text("\n".join(both))
    git(repository, "commit", "-qam", "a reprint")
    (repository / "claims.csv").write_text("\n".join([both[0], *both[2:]]))
    found = report(validate, repository, "--base", "HEAD", "--select", "COV002")["findings"]
    assert [finding["message"] for finding in found] == ["d1 is in documents, but has no claim"]
