"""Repairs: what has one right answer is mended, what has not is left alone, and nothing is written unasked."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TEXT, Answer
from tests.test_base import edit

Validate = Callable[..., Answer]


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def once(validate: Validate, dataset: Path, *options: str) -> Answer:
    """Show, write, and see that nothing is left."""
    before = state(dataset)
    shown = validate("fix", dataset, *options)
    assert shown.code == 0
    assert state(dataset) == before
    assert "nothing written; --write does it" in shown.err
    written = validate("fix", dataset, "--write", *options)
    assert (written.code, written.out) == (0, shown.out)
    after = state(dataset)
    again = validate("fix", dataset, "--write", *options)
    assert (again.code, again.out) == (0, "")
    assert "nothing to mend" in again.err
    assert state(dataset) == after
    return shown


def test_a_sound_dataset_is_left_alone(dataset: Path, validate: Validate) -> None:
    before = state(dataset)
    answer = validate("fix", dataset, "--write")
    assert (answer.code, answer.out) == (0, "")
    assert state(dataset) == before


def test_a_hash_is_mended_when_only_line_ends_changed(dataset: Path, validate: Validate) -> None:
    data = TEXT.replace("\n", "\r\n").encode()
    (dataset / "texts" / "d1.txt").write_bytes(data)
    shown = once(validate, dataset)
    assert "sha256 of d1 (line ends differ)" in shown.err
    assert hashlib.sha256(data).hexdigest() in (dataset / "documents.csv").read_text()


def test_a_document_of_other_words_is_not_blessed_unless_told_to(dataset: Path, validate: Validate) -> None:
    edit(dataset / "texts" / "d1.txt", "three soldiers", "four soldiers")
    before = state(dataset)
    answer = validate("fix", dataset, "--write")
    assert (answer.code, answer.out) == (0, "")
    assert "left alone  documents.csv: document d1 is not the file that was read" in answer.err
    assert state(dataset) == before
    assert "sha256 of d1 (taken as it is now)" in once(validate, dataset, "--hashes").err


@pytest.mark.parametrize("ours", ["Three Soldiers were killed near the bridge", "three soldiers were killed near the Bridge"])
def test_a_quote_in_other_letters_gets_the_words_of_the_document(ours: str, dataset: Path, validate: Validate) -> None:
    sound = (dataset / "claims.csv").read_text()
    edit(dataset / "claims.csv", "three soldiers were killed near the bridge", ours)
    shown = once(validate, dataset)
    assert "quote of d1.killed in the words of its document" in shown.err
    assert [line[0] for line in shown.out.splitlines()] == ["-", "+", "@", "-", "+"]
    assert (dataset / "claims.csv").read_text().replace('"', "") == sound.replace('"', "")


def test_a_quote_of_other_words_is_left_alone(dataset: Path, validate: Validate) -> None:
    edit(dataset / "claims.csv", "three soldiers were killed near the bridge", "three soldiers were wounded near the bridge")
    before = state(dataset)
    assert validate("fix", dataset, "--write").out == ""
    assert state(dataset) == before


def test_an_occurrence_that_is_not_needed_is_cleared(dataset: Path, validate: Validate) -> None:
    edit(dataset / "claims.csv", "event_id\n", "event_id,occurrence\n")
    edit(dataset / "claims.csv", "bridge,strike", "bridge,strike,3")
    assert "occurrence of d1.killed cleared" in once(validate, dataset).err


def test_a_stale_acceptance_is_removed_and_others_stay(dataset: Path, validate: Validate) -> None:
    edit(dataset / "claims.csv", "killed,three,eq,3", "killed,three,eq,4")
    assert validate("accept", "--code", "ANC007", dataset, "--reason", "as printed there", "--by", "me").code == 0
    rows = (dataset / "accepted.csv").read_text()
    (dataset / "accepted.csv").write_text(rows + "ffffffffffffffff,NUM001,,pending,the author was asked,me,2026-01-01,,\n")
    assert "acceptance of NUM001 ffffffffffffffff removed, it names no finding" in once(validate, dataset).err
    assert (dataset / "accepted.csv").read_text() == rows


def test_rows_are_sorted(dataset: Path, validate: Validate) -> None:
    edit(dataset / "sources.csv", "ministry,The ministry", "zeta,Another,media\nministry,The ministry")
    assert "sources.csv: rows sorted by source_id" in once(validate, dataset).err
    assert (dataset / "sources.csv").read_text().splitlines()[1].startswith("ministry")
