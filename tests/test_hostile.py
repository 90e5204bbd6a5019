"""Hostile input and surroundings: no hang, no traceback, nothing destroyed, and never the exit code of findings by accident."""

import json
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from checks.cli import check as cli_check
from checks.errors import InputError
from checks.sheet import read_sheet
from tests.conftest import TEXT, Answer
from tests.test_input import overwrite

Validate = Callable[..., Answer]
VALIDATE = [sys.executable, "-c", "from checks.cli import main; main()"]
ROOT = os.geteuid() == 0


def refused(answer: Answer, expected: str) -> None:
    assert (answer.code, answer.out) == (2, ""), answer
    assert expected in answer.err
    assert answer.err.count("\n") == 1
    assert answer.err.rstrip("\n").isprintable()


# Reports


@pytest.mark.parametrize(
    "name", ["claims.csv", "claims.ndjson", "dataset.toml", "expectations.json", "texts/d1.txt", "texts/../claims.csv"]
)
def test_a_report_never_takes_the_place_of_a_file_of_the_dataset(name: str, dataset: Path, validate: Validate) -> None:
    before = {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()}
    refused(validate(dataset, "--report", f"json={dataset / name}"), "is a file of a dataset that is checked; name another")
    assert {path: path.read_bytes() for path in dataset.rglob("*") if path.is_file()} == before


def test_a_report_replaces_an_older_one_and_keeps_its_permissions(dataset: Path, validate: Validate) -> None:
    report = dataset / "report.json"
    report.touch(0o600)
    for _ in range(2):
        assert validate(dataset, "--report", f"json={report}").code == 0
    assert json.loads(report.read_text(encoding="utf-8"))["exit_code"] == 0
    assert report.stat().st_mode & 0o777 == 0o600


def pipe(path: Path) -> str:
    os.mkfifo(path)
    return "is a pipe, not a file"


def link(path: Path) -> str:
    path.symlink_to(path.parent / "other.json")
    return "is a link, not a file"


def folder(path: Path) -> str:
    path.mkdir()
    return "is a directory, not a file"


def listening(path: Path) -> str:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
    return "is a socket, not a file"


@pytest.mark.parametrize("make", [pipe, link, folder, listening])
def test_a_report_goes_to_plain_files_only(make: Callable[[Path], str], dataset: Path, validate: Validate, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("kept", encoding="utf-8")
    target = tmp_path / "t"
    expected = make(target)
    before = target.lstat()
    refused(validate(dataset, "--report", f"json={target}"), expected)
    assert target.lstat().st_ino == before.st_ino
    assert (tmp_path / "other.json").read_text(encoding="utf-8") == "kept"


def test_a_report_does_not_replace_a_device(dataset: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_check, "write_whole", lambda *_: pytest.fail("must not come so far"))
    refused(validate(dataset, "--report", "json=/dev/null"), "/dev/null: is a device, not a file")


# What stands where a file should


def loop(path: Path) -> str:
    path.symlink_to(path)
    return "cannot be read ("


def dangling(path: Path) -> str:
    path.symlink_to(path.parent / "nowhere")
    return "is a link to nothing"


def device(path: Path) -> str:
    path.symlink_to("/dev/zero")
    return "is a device, not a file"


@pytest.mark.parametrize("make", [pipe, listening, device, folder, dangling, loop])
@pytest.mark.parametrize("name", ["dataset.toml", "citations.csv", "claims.csv", "relations.parquet", "texts/d1.txt"])
def test_only_files_are_read(
    make: Callable[[Path], str], name: str, dataset: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dataset)  # the path of a socket is short
    path = Path(name)
    path.unlink(missing_ok=True)
    expected = make(path.absolute() if make is not listening else path)
    refused(validate("."), f"{path.name}: {expected}")


def test_extract_reads_only_files(validate: Validate, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "d.txt")
    refused(validate("extract", tmp_path / "d.txt"), "d.txt: is a pipe, not a file")


@pytest.mark.parametrize(("path", "expected"), [("x" * 5000, "cannot be read (File name too long)"), ("a\0b", "NUL")])
def test_paths_that_cannot_be(path: str, expected: str, dataset: Path, validate: Validate) -> None:
    frame = pl.read_csv(dataset / "documents.csv", infer_schema=False).with_columns(path=pl.lit(path))
    (dataset / "documents.csv").unlink()
    for suffix, write in (("parquet", frame.write_parquet), ("ndjson", frame.write_ndjson)):
        write(dataset / f"documents.{suffix}")
        refused(validate(dataset), expected)
        refused(validate(dataset, "--report", f"json={dataset}/report.json"), expected)
        (dataset / f"documents.{suffix}").unlink()


def test_a_documents_folder_that_links_to_itself(dataset: Path, validate: Validate) -> None:
    (dataset / "texts" / "d1.txt").unlink()
    (dataset / "texts").rmdir()
    (dataset / "texts").symlink_to("texts")
    refused(validate(dataset), "d1.txt: cannot be read (")


@pytest.mark.skipif(ROOT, reason="root reads everything")
@pytest.mark.parametrize(("name", "mode"), [("", 0o000), ("", 0o444), ("texts", 0o000), ("claims.csv", 0o000), ("dataset.toml", 0o000)])
def test_unreadable_folders_and_files(name: str, mode: int, dataset: Path, validate: Validate) -> None:
    (dataset / name).chmod(mode)
    try:
        refused(validate(dataset), "cannot be read (Permission denied)")
    finally:
        (dataset / name).chmod(0o755)


# Tables


def ndjson(dataset: Path, text: str) -> None:
    (dataset / "sources.csv").unlink()
    (dataset / "sources.ndjson").write_text(text, encoding="utf-8", newline="")


def test_ndjson_lines_end_with_a_line_feed_only(dataset: Path, validate: Validate) -> None:
    ndjson(dataset, '{"source_id": "ministry", "name": "The\u2028\u0085ministry", "type": "government"}\r\n')
    answer = validate(dataset, "--select", "SCH001,SCH004,SCH006")
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}\n", "is empty"),
        ('{"source_id": "\\ud800"}\n', "sources.ndjson:1: holds half a character"),
        ('{"source_id": "a"}\n{"\\udfff": "a"}\n', "sources.ndjson:2: holds half a character"),
        ('{"source_id": "a\\u0000"}\n', "sources.ndjson:1: holds a NUL byte"),
        ('{"source_id": "a", "_line": "7"}\n', "the column name '_line' is reserved; rename the column"),
    ],
)
def test_bad_ndjson(text: str, expected: str, dataset: Path, validate: Validate) -> None:
    ndjson(dataset, text)
    refused(validate(dataset), expected)


def test_an_empty_object_among_rows_is_a_row_without_cells(dataset: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # a long path must not be wrapped
    ndjson(dataset, '{"source_id": "ministry", "name": "The ministry", "type": "government"}\n{}\n')
    answer = validate(dataset, "--select", "SCH")
    assert (answer.code, answer.err) == (1, "")
    assert "sources.ndjson:2" in answer.out


def test_a_column_called_line_is_refused(dataset: Path, validate: Validate) -> None:
    overwrite(dataset / "sources.csv", "source_id,name,type\nministry,", "source_id,_line,name,type\nministry,1,")
    refused(validate(dataset), "sources.csv: the column name '_line' is reserved")


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("note", timedelta(1), "broken Parquet"),
        ("note", b"\xff\xfe", "broken Parquet"),
        ("note", "a\0b", "holds a NUL byte"),
        ("_line", "1", "'_line' is reserved"),
    ],
)
def test_bad_parquet(column: str, value: object, expected: str, dataset: Path, validate: Validate) -> None:
    frame = pl.read_csv(dataset / "sources.csv", infer_schema=False).with_columns(pl.Series(column, [value]))
    (dataset / "sources.csv").unlink()
    frame.write_parquet(dataset / "sources.parquet")
    refused(validate(dataset), expected)


def test_flipped_bits_in_parquet(dataset: Path, validate: Validate) -> None:
    pl.read_csv(dataset / "sources.csv", infer_schema=False).write_parquet(dataset / "sources.parquet")
    (dataset / "sources.csv").unlink()
    sound = (dataset / "sources.parquet").read_bytes()
    for at in range(0, len(sound), 29):
        (dataset / "sources.parquet").write_bytes(sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :])
        answer = validate(dataset, "--select", "SCH001")
        assert answer.code in (0, 1, 2), answer.err
        assert "internal error" not in answer.err


# dataset.toml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title = " + "[" * 5000 + "]" * 5000, "malformed TOML"),
        ("today = " + "9" * 5000, "malformed TOML"),
        ('title = "' + "x" * 1_000_000 + '"', "is larger than 1,000,000 bytes"),
        ('documents = "a\\u0000b"', "'documents' holds a NUL character"),
        ("[hedges.some]\nnear_low = 'x'", "[hedges.some] near_low is 'x', not a number"),
        ("[hedges.some]\nfar_high = true", "[hedges.some] far_high is True, not a number"),
        ("[hedges.some]\nfar_high = nan", "[hedges.some] far_high is nan, not a number"),
        ("[hedges.foo]\nnear_low = 2\nnear_high = 1", "[hedges.foo] near_low is larger than near_high"),
        ("[hedges.foo]\nfar_low = 2\nnear_low = 1", "[hedges.foo] far_low is larger than near_low"),
        ("[hedges.foo]\nkind = 'zz'", "[hedges.foo] kind is 'zz', not one of factor, value"),
        ("[measures.wells]\nkind = 'zz'", "[measures.wells] kind is 'zz', not one of number, date, category"),
        ("[measures.wells]\nkind = []", "[measures.wells] kind is [], not one of number, date, category"),
        ("[measures.wells]\ncountable = 'yes'", "[measures.wells] countable is 'yes', not true or false"),
        ("[measures.wells]\nunits = {a = 1}", "[measures.wells] units is {'a': 1}, not a text or a list of texts"),
        ("[measures.killed]\norigins = '2'", "[measures.killed] origins is '2', not a whole number from 0 to 9"),
        ("[measures.killed]\norigins = true", "[measures.killed] origins is True, not a whole number from 0 to 9"),
        ("[measures.'']\nkind = 'number'", "[measures.] has no name"),
        ("[recounts.x]\ntable = 3", "[recounts.x] table is 3, not a text"),
        ("[settings.NUM4]\nlargest = 1", "[settings.NUM4] is no check; did you mean NUM004?"),
        ("[settings.num004]\nlargest = 1", "[settings.num004] is no check; did you mean NUM004?"),
        ("[settings]\nNUM004 = 3", "[settings.NUM004] is not a table"),
        ("[settings.NUM004]\nlargest = 'x'", "[settings.NUM004] largest has the wrong type (str); its default is 1000"),
        ("[settings.NUM004]\nlargest = true", "[settings.NUM004] largest has the wrong type (bool)"),
        ("[settings.NUM004]\nlargest = nan", "[settings.NUM004] largest has the wrong type (float)"),
        ("[settings.NUM004]\nlargest = -1", "[settings.NUM004] largest must lie between 0 and 1,000,000,000"),
        ("[settings.NUM004]\nlargest = 1" + "0" * 4000, "[settings.NUM004] largest must lie between"),
        ("[settings.TMP011]\nlate = nan", "[settings.TMP011] late must lie between"),
        ("[settings.TMP011]\nlate = [1]", "[settings.TMP011] late has the wrong type (list)"),
        ("[settings.SCH001]\nx = 1", "[settings.SCH001] has no setting 'x'; known: none"),
    ],
    ids=lambda value: value[:40],
)
def test_a_bad_configuration_is_one_line(text: str, expected: str, dataset: Path, validate: Validate) -> None:
    (dataset / "dataset.toml").write_text(text, encoding="utf-8")
    if "documents" not in text:
        overwrite(dataset / "documents.csv", "d1.txt", "texts/d1.txt")
    refused(validate(dataset), expected)


def test_a_good_configuration_is_read(dataset: Path, validate: Validate) -> None:
    own = (
        "[settings.TMP011]\nlate = 1\n[measures.wells]\nkind = 'number'\ncountable = true\nunits = ['well']\nterms = 'well'\n"
        "[hedges.'some odd']\nkind = 'factor'\nfar_low = 0.5\nnear_low = 1\nnear_high = 1\nfar_high = 2.5\n"
    )
    with (dataset / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(own)
    assert validate(dataset).code == 0


# Datasets


def test_a_dataset_given_twice_is_checked_once(dataset: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dataset.parent)
    answer = validate("small", dataset, "small/../small", "small/claims.csv", "--report", "json")
    assert json.loads(answer.out)["summary"]["claims"] == 1


def test_two_datasets_of_one_name_are_refused(dataset: Path, validate: Validate) -> None:
    twin = dataset.parent / "other" / "small"
    twin.mkdir(parents=True)
    (twin / "claims.csv").write_text("claim_id\n", encoding="utf-8")
    refused(validate(dataset, twin), "two datasets are called small: ")


# What is printed


@pytest.mark.parametrize("name", ["a\x1b[31mb", "a\x9b31mb", "a\u202eb", os.fsdecode(b"a\xff")], ids=ascii)
def test_names_cannot_steer_the_terminal(name: str, dataset: Path, validate: Validate) -> None:
    moved = dataset.rename(dataset.parent / name)
    overwrite(moved / "claims.csv", "eq,3", "eq,9")
    (moved / "texts" / "d\x1b]0;pwned\x071.txt").write_text(TEXT, encoding="utf-8", newline="")
    overwrite(moved / "documents.csv", "d1.txt", "d\x1b]0;pwned\x071.txt")
    (moved / "expectations.json").write_text('{"expectations": []}', encoding="utf-8")
    for arguments in ((), ("--verbose",), ("--report", "json")):
        answer = validate(moved, *arguments)
        assert answer.code == 1, answer.err
        assert all(char.isprintable() or char == "\n" for char in answer.out + answer.err), ascii(answer.out)
    assert validate(moved, "--report", f"json={moved.parent}/report.json").code == 1


def run(command: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    quoted = " ".join(f"'{part}'" for part in VALIDATE)
    script = f"set -o pipefail; {command.replace('validate', quoted)}"
    given = os.environ | (environment or {})
    return subprocess.run(["bash", "-c", script], check=False, capture_output=True, text=True, env=given, timeout=120)


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_any_encoding_of_the_output_will_do(encoding: str, dataset: Path) -> None:
    overwrite(dataset / "claims.csv", "eq,3", "eq,9")
    environment = {"PYTHONIOENCODING": encoding}
    plain = run(f"validate {dataset}", environment)
    assert (plain.returncode, plain.stderr) == (1, "")
    report = run(f"validate {dataset} --report json", environment)
    assert json.loads(report.stdout)["exit_code"] == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["validate {}", "validate rules", "validate explain NUM001", "validate --help"])
def test_a_full_disk_is_one_line(command: str, dataset: Path) -> None:
    answer = run(command.format(dataset) + " >/dev/full")
    assert answer.returncode == 2
    assert "(No space left on device)" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_closed_output_is_no_pass(dataset: Path) -> None:
    answer = run(f"validate {dataset} >&-")
    assert answer.returncode == 2
    assert answer.stderr.startswith("validate: standard output is closed")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(("command", "code"), [("validate {}", 1), ("validate {} --report json", 1), ("validate rules", 0)])
def test_a_reader_that_goes_away_changes_nothing(command: str, code: int, dataset: Path) -> None:
    overwrite(dataset / "claims.csv", "eq,3", "eq,9")
    answer = run(f"{command.format(dataset)} | true")
    assert (answer.returncode, answer.stderr) == (code, "")


@pytest.mark.parametrize(
    "error", [TypeError("a bug\nof two lines \x1b[31m"), RecursionError("deep"), pl.exceptions.PanicException("index")]
)
def test_an_unexpected_error_is_one_line_and_never_the_exit_code_of_findings(
    error: BaseException, dataset: Path, validate: Validate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli_check, "run_check", fail)
    answer = validate(dataset)
    assert answer.code == 4
    assert answer.err.startswith(f"validate: internal error: {type(error).__name__}: ")
    assert "please report" in answer.err
    assert answer.err.count("\n") == 1
    monkeypatch.setenv("CLAIM_CHECKS_TRACEBACK", "1")
    assert "Traceback (most recent call last)" in validate(dataset).err


# Several at once, and odd surroundings of extract


def test_two_runs_into_one_dataset_lose_nothing(dataset: Path) -> None:
    for name in "ab":
        (dataset / "texts" / f"{name}.txt").write_text("".join(f"On 3 May 2016, {at} men died.\n" for at in range(40)), encoding="utf-8")
    runs = [
        subprocess.Popen([*VALIDATE, "extract", dataset / "texts" / f"{name}.txt", "--into", dataset], stderr=subprocess.PIPE)
        for name in "ab"
    ]
    told = [run.communicate()[1].decode() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    ids = pl.read_csv(dataset / "claims.csv", infer_schema=False)["document_id"]
    assert set(ids) == {"d1", "a", "b"}
    assert set(pl.read_csv(dataset / "documents.csv", infer_schema=False)["document_id"]) == {"d1", "a", "b"}


def test_a_table_that_somebody_edits_meanwhile_is_not_overwritten(dataset: Path) -> None:
    sheet = read_sheet(dataset, "claims")
    overwrite(dataset / "claims.csv", "three soldiers", "3 soldiers")
    edited = (dataset / "claims.csv").read_bytes()
    with pytest.raises(InputError, match="was changed by somebody else since it was read"):
        sheet.write()
    assert (dataset / "claims.csv").read_bytes() == edited


def test_a_folder_that_is_no_dataset_does_not_become_one(tmp_path: Path, validate: Validate) -> None:
    (tmp_path / "d1.txt").write_text(TEXT, encoding="utf-8")
    refused(validate("extract", tmp_path / "d1.txt", "--into", tmp_path), "is no dataset, for it has no dataset.toml")
    assert [path.name for path in tmp_path.iterdir()] == ["d1.txt"]


def test_a_document_that_the_dataset_does_not_list_is_not_passed_over(dataset: Path, validate: Validate) -> None:
    (dataset / "texts" / "new.txt").write_text(TEXT, encoding="utf-8")
    assert validate(dataset / "texts" / "d1.txt").code == 0
    refused(validate(dataset / "texts" / "new.txt"), "new.txt: is in no row of documents; add it with: validate extract ")


def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path, validate: Validate) -> None:
    path = tmp_path / "bad\udcff.txt"
    path.write_text(TEXT, encoding="utf-8")
    refused(validate("extract", path), "has a name that is not UTF-8; rename it")
    refused(validate(path), "has a name that is not UTF-8; rename it")


def test_a_folder_given_as_a_document(tmp_path: Path, validate: Validate) -> None:
    refused(validate("extract", tmp_path), f"is a directory, not a file; name the documents in it: {tmp_path}/*")


@pytest.mark.parametrize(("closed", "code"), [("<&- 2>&-", 0), (">&-", 2)])
def test_extract_with_a_closed_stream(tmp_path: Path, closed: str, code: int) -> None:
    (tmp_path / "d1.txt").write_text(TEXT, encoding="utf-8")
    command = " ".join(["exec", shlex.quote(sys.executable), "-c", shlex.quote(VALIDATE[2]), "extract", "d1.txt", closed])
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.count(b"\n")) == (code, 2 if code == 0 else 0), done
    assert b"internal error" not in done.stderr
