"""A new dataset is one that can be checked at once."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Answer


def test_the_example_is_sound(tmp_path: Path, validate: Callable[..., Answer]) -> None:
    folder = tmp_path / "new"
    assert validate("init", folder, "--example").code == 0
    told = validate(folder, "--fail-on", "warning")
    assert (told.code, told.err) == (0, ""), told.out
    assert "Checked 1 claim, 1 figure in 1 document" in told.out


def test_an_empty_one_takes_drafts(tmp_path: Path, validate: Callable[..., Answer]) -> None:
    folder = tmp_path / "new"
    told = validate("init", folder)
    assert (told.code, f"validate extract {folder}/texts/* --into {folder}" in told.err) == (0, True)
    assert validate(folder).code == 3
    (folder / "texts" / "r.txt").write_text("On 2 March 2017, 25 people were killed in three strikes.\n", encoding="utf-8")
    told = validate("extract", folder / "texts" / "r.txt", "--into", folder)
    assert (told.code, "added 1 document, 3 claims" in told.err) == (0, True), told.err
    assert "draft" in (folder / "claims.csv").read_text(encoding="utf-8")
    assert validate(folder).code in (0, 1)


def test_what_is_there_stays(tmp_path: Path, validate: Callable[..., Answer]) -> None:
    (tmp_path / "kept.txt").write_text("mine", encoding="utf-8")
    told = validate("init", tmp_path)
    assert told.code == 2
    assert "is there already" in told.err
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]


def test_a_document_without_figures_is_no_silent_success(tmp_path: Path, validate: Callable[..., Answer]) -> None:
    (tmp_path / "plain.txt").write_text("Nobody counted anything.\n", encoding="utf-8")
    told = validate("extract", tmp_path / "plain.txt")
    assert (told.code, told.out) == (0, "")
    assert "plain.txt: holds no figure and no date" in told.err
