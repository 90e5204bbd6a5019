"""Bad input: one clear line that says what, where and what to do; exit 2; nothing written."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import Answer

Validate = Callable[..., Answer]


def overwrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def missing(folder: Path) -> str:
    (folder / "claims.csv").unlink()
    return "table claims is missing; add claims.csv"


def empty(folder: Path) -> str:
    (folder / "claims.csv").write_bytes(b"")
    return "claims.csv:1: is empty; write at least a header row"


def latin(folder: Path) -> str:
    (folder / "claims.csv").write_bytes("claim_id,document_id\nx,é\n".encode("latin-1"))
    return "claims.csv:2: not UTF-8 (byte 0xe9 at offset 23); save the file as UTF-8"


def utf16(folder: Path) -> str:
    (folder / "claims.csv").write_bytes("claim_id\n".encode("utf-16"))
    return "claims.csv:1: is UTF-16; save the file as UTF-8"


def latin_document(folder: Path) -> str:
    (folder / "texts" / "d1.txt").write_bytes(b"caf\xe9")
    return "d1.txt:1: not UTF-8 (byte 0xe9 at offset 3); save the file as UTF-8"


def ragged(folder: Path) -> str:
    overwrite(folder / "sources.csv", "government", "government,extra")
    return "sources.csv:2: 4 cells where the header has 3; quote cells that hold commas or line breaks"


def short(folder: Path) -> str:
    overwrite(folder / "sources.csv", ",government", "")
    return "sources.csv:2: 2 cells where the header has 3"


def twice(folder: Path) -> str:
    overwrite(folder / "sources.csv", "source_id,name,type", "source_id,name,name")
    return "sources.csv:1: column 'name' stands twice in the header; rename or remove one"


def unclosed(folder: Path) -> str:
    overwrite(folder / "claims.csv", 'bridge"', "bridge")
    return "claims.csv:2: broken CSV (unexpected end of data); close the quotation mark that opens there"


def nul(folder: Path) -> str:
    overwrite(folder / "sources.csv", "The ministry", "The\0ministry")
    return "sources.csv:2: holds a NUL byte; save it again as text"


def huge(folder: Path) -> str:
    overwrite(folder / "sources.csv", "The ministry", "x" * 100_000_000)
    return "sources.csv:2: a cell is longer than 1,000,000 characters; put long texts into documents and quote them"


def leaving(folder: Path) -> str:
    overwrite(folder / "documents.csv", "d1.txt", "../../secret.txt")
    return "documents.csv:2: path '../../secret.txt' leaves the dataset; give a path inside the documents folder"


def absolute(folder: Path) -> str:
    overwrite(folder / "documents.csv", "d1.txt", "/etc/passwd")
    return "documents.csv:2: path '/etc/passwd' leaves the dataset"


def link(folder: Path) -> str:
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "texts" / "d1.txt").unlink()
    (folder / "texts" / "d1.txt").symlink_to(folder / "secret.txt")
    return "d1.txt: is a link that leaves the dataset; put a copy of the document in its place"


def directory(folder: Path) -> str:
    (folder / "texts" / "d1.txt").unlink()
    (folder / "texts" / "d1.txt").mkdir()
    return "d1.txt: is a directory, not a file; name the file in documents.csv:2"


def table_directory(folder: Path) -> str:
    (folder / "sources.csv").unlink()
    (folder / "sources.csv").mkdir()
    return "sources.csv: is a directory, not a file"


def toml(folder: Path) -> str:
    (folder / "dataset.toml").write_text('title = "unclosed\n', encoding="utf-8")
    return "dataset.toml: malformed TOML: "


def key(folder: Path) -> str:
    (folder / "dataset.toml").write_text('titel = "x"\n', encoding="utf-8")
    return "dataset.toml: unknown key 'titel'; did you mean 'title'?"


def kind(folder: Path) -> str:
    (folder / "dataset.toml").write_text("ignore = 3\n", encoding="utf-8")
    return "dataset.toml: 'ignore' has the wrong type (int)"


def setting(folder: Path) -> str:
    overwrite(folder / "dataset.toml", "documents", '[settings.NUM004]\nfoo = 1\n[vocabularies]\npopulation = ["x"]\n#')
    return "[settings.NUM004] has no setting 'foo'"


def check(folder: Path) -> str:
    overwrite(folder / "dataset.toml", "documents", 'ignore = ["NUM0X"]\ndocuments')
    return "no check is called 'NUM0X'"


def both(folder: Path) -> str:
    (folder / "claims.ndjson").write_text("{}\n", encoding="utf-8")
    return "table claims exists twice, as claims.csv and claims.ndjson; keep one of them"


def ndjson(folder: Path) -> str:
    (folder / "sources.csv").unlink()
    (folder / "sources.ndjson").write_text('{"source_id": "a"}\n{"source_id": \n', encoding="utf-8")
    return "sources.ndjson:2: broken JSON"


def nested(folder: Path) -> str:
    (folder / "sources.csv").unlink()
    (folder / "sources.ndjson").write_text('{"source_id": ["a"]}\n', encoding="utf-8")
    return "sources.ndjson:1: is not a flat JSON object"


def parquet(folder: Path) -> str:
    (folder / "sources.csv").unlink()
    (folder / "sources.parquet").write_bytes(b"PAR1 no parquet")
    return "sources.parquet: broken Parquet"


def semicolons(folder: Path) -> str:
    text = (folder / "sources.csv").read_text(encoding="utf-8")
    (folder / "sources.csv").write_text(text.replace(",", ";"), encoding="utf-8")
    return "sources.csv:1: cells are separated by ';', not by commas"


BAD = [
    semicolons, missing, empty, latin, utf16, latin_document, ragged, short, twice, unclosed, nul, huge, leaving, absolute, link, directory,
    table_directory, toml, key, kind, setting, check, both, ndjson, nested, parquet,
]  # fmt: skip


@pytest.mark.parametrize("damage", BAD, ids=lambda damage: damage.__name__)
def test_bad_input_is_one_line(damage: Callable[[Path], str], dataset: Path, validate: Validate, tmp_path: Path) -> None:
    expected = damage(dataset)
    before = sorted(tmp_path.rglob("*"))
    report = tmp_path / "report.json"
    answer = validate(dataset, "--report", f"json={report}")
    assert (answer.code, answer.out) == (2, "")
    assert expected in answer.err
    assert answer.err.count("\n") == 1
    assert answer.err.isprintable() or answer.err.rstrip("\n").isprintable()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["--select", "FOO"], "no check is called 'FOO'"),
        (["--report", "pdf"], "no report format is called 'pdf'"),
        (["--report", "json="], "names no file"),
        (["--select", ""], "--select names no check"),
        (["--select", " ,"], "--select names no check"),
        (["x" * 5000], "no such file or folder"),
        (["--report", "json", "--report", "terminal"], "cannot both go to standard output"),
        (["explain", "NUM00"], "no check is called 'NUM00'; did you mean"),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], expected: str, dataset: Path, validate: Validate) -> None:
    paths = [dataset] if arguments[0].startswith("--") else []
    answer = validate(*arguments, *paths)
    assert (answer.code, answer.out) == (2, "")
    assert expected in answer.err
    assert answer.err.count("\n") == 1


def test_an_unwritable_report_is_one_line(dataset: Path, validate: Validate, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = validate(dataset, "--report", f"json={tmp_path}/file/report.json")
    assert answer.code == 2
    assert "cannot be written" in answer.err


def test_the_sound_dataset_is_clean(dataset: Path, validate: Validate) -> None:
    answer = validate(dataset)
    assert answer.code == 0, answer.out


def test_bom_and_crlf_are_read_as_they_are_meant(dataset: Path, validate: Validate) -> None:
    for file in dataset.glob("*.csv"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert validate(dataset).code == 0


def test_an_unknown_column_is_a_finding(dataset: Path, validate: Validate) -> None:
    overwrite(dataset / "sources.csv", "name,type\nministry,", "name,type,colour\nministry,")
    overwrite(dataset / "sources.csv", "government", "government,red")
    answer = validate(dataset, "--report", "json")
    assert answer.code == 0
    assert "SCH002" in answer.out


@pytest.mark.parametrize("suffix", ["parquet", "ndjson"])
def test_every_format_says_the_same(suffix: str, dataset: Path, validate: Validate) -> None:
    before = validate(dataset, "--report", "json", "--ignore", "COV").out  # which name the documents' rows, whose lines differ
    for file in dataset.glob("*.csv"):
        frame = pl.read_csv(file, infer_schema=False)
        (frame.write_parquet if suffix == "parquet" else frame.write_ndjson)(file.with_suffix(f".{suffix}"))
        file.unlink()
    after = validate(dataset, "--report", "json", "--ignore", "COV").out
    assert before.replace(".csv", f".{suffix}") == after


def test_nothing_to_check_is_no_pass(dataset: Path, validate: Validate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overwrite(dataset / "claims.csv", (dataset / "claims.csv").read_text(encoding="utf-8").splitlines()[1] + "\n", "")
    (dataset / "citations.csv").unlink()
    answer = validate(dataset)
    assert answer.code == 3
    assert "Nothing to check: no claim is in the tables" in answer.out
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    answer = validate()
    assert answer.code == 3
    assert "Nothing to check: give a dataset as PATH" in answer.out


def test_a_rule_that_lacks_its_table_is_skipped_visibly(dataset: Path, validate: Validate) -> None:
    (dataset / "sources.csv").unlink()
    answer = validate(dataset)
    assert "skipped" in answer.out
    assert "the dataset has no table sources" in " ".join(answer.out.split())
    assert validate(dataset, "--strict").code == 1
