"""Web pages and PDFs as text, kept beside the original with both hashes."""

import builtins
import csv
import hashlib
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.capture import capture
from checks.errors import InputError
from tests.conftest import Answer

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Flood | The Daily</title>
<meta property="article:published_time" content="2022-09-03T10:00:00Z"><style>.x{color:red} /* 999 */</style>
<script>var deaths = 777; document.write("888 more");</script></head><body><nav><a href="/w">World (12 new)</a></nav>
<h1>Flood kills 24</h1><article><p>Floods have killed <a href="https://rescue.gov/7">at least 24 people</a> and forced 6,500 from
their homes.<sup>1</sup> Fifteen are <a href="#">missing</a>.<sup><a href="#n2">[2]</a></sup></p>
<p>On Saturday, 3 September 2022, the ministry said that 1,200 tourists were evacuated, caf\u00e9s closed and bridges lost.</p>
<script>alert(666)</script><ol><li>Rescue 1122, daily report, 2 September 2022.</li><li id="n2">Tourism office, 3 September 2022.</li></ol>
</article><footer>\u00a9 2022 The Daily. Call 555-0199.</footer></body></html>"""
LEFT = ["In May 2017, aircraft carried out three at-", "tacks. At least 25 people were killed, the", "ministry said."]
RIGHT = ["On Sunday, 8 June 2021, two soldiers died", "near al-Tanf, a well-", "known base."]


def pdf(pages: list[list[tuple[int, int, str]]], trailer: bytes = b"", small: tuple[str, ...] = ()) -> bytes:
    """A PDF of pages of text at places; the texts that are `small` in smaller letters."""
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj\n" % (6 if text in small else 10, x, y, text.encode("cp1252")) for x, y, text in lines
        )
        stream = b"BT\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        fonts = b"<< /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>" % (len(objects), fonts))
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(places)
    size = len(objects) + 1
    return out + table + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(out))


COLUMNS = [(x, 760 - 12 * at, text) for x, lines in ((50, LEFT), (310, RIGHT)) for at, text in enumerate(lines)]
REPORT = pdf([[(50, 800, "A report")], COLUMNS, [(50, 760, "Another 41 were wounded."), (280, 30, "- 3 -")]])
LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >> /ID [<41><41>] "


def test_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "flood.html"
    path.write_text(PAGE, encoding="utf-8")
    text, published, digest = capture(path)
    assert published == date(2022, 9, 3)
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert text.startswith("# Flood kills 24\n")
    assert "[at least 24 people](https://rescue.gov/7)" in text
    assert "homes.[1] Fifteen are [missing](#).[2]" in text
    assert "1. Rescue 1122" in text
    assert "cafés" in text
    for noise in ("999", "777", "888", "666", "alert", "12 new", "555-0199", "<"):
        assert noise not in text
    assert capture(path).text == text, "the same bytes give the same text"


def test_a_pdf_column_by_column(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    title, columns, last = capture(path).text.split("\f")
    assert title == "A report\n"
    assert columns == "\n".join([*LEFT, *RIGHT]) + "\n"
    assert last.startswith("Another 41 were wounded.\n- 3 -")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"%PDF-1.4 nothing", "broken PDF"),
        ("a.pdf", REPORT[:400], "broken PDF"),
        ("a.pdf", b"", "broken PDF"),
        ("a.pdf", pdf([COLUMNS], LOCKED), "is encrypted"),
        ("a.pdf", pdf([[], []]), "holds no text"),
        ("a.html", b"", "is empty"),
        ("a.html", b"<p></p>", "holds no text"),
        ("a.html", PAGE.encode("cp1252"), "says that it is utf-8, and is not (byte 0xe9"),
        ("a.html", b"caf\xe9 <p>text", "says no encoding, and is not utf-8"),
        ("a.html", PAGE.replace("utf-8", "klingon-1").encode(), "no known encoding"),
        ("a.html", PAGE.replace("utf-8", "undefined").encode(), "no known encoding"),
        ("a.html", b"<p>" + b"word " * 4_100_000, "is larger than 20,000,000 bytes"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_clear_line(validate: Callable[..., Answer], tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"^"):
        capture(path)
    answer = validate(path)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert told in answer.err


def test_latin_pages_are_read_as_browsers_do(tmp_path: Path) -> None:
    path = tmp_path / "old.htm"
    path.write_bytes(PAGE.replace("utf-8", "iso-8859-1").encode("cp1252"))
    assert "cafés" in capture(path).text


RAISED = [
    (50, 700, "Killed were 340"), (116, 704, "2"), (125, 700, "near the town."), (185, 704, "3,4"),
    (50, 680, "They took 40 km"), (119, 684, "3"), (125, 680, "and 25"), (153, 676, "7"),
]  # fmt: skip


def test_raised_figures_of_a_pdf_are_no_part_of_others(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf([RAISED], small=("2", "3,4", "3", "7")))
    assert capture(path).text == "Killed were 340[2] near the town.[3,4]\nThey took 40 km³ and 257\n"


@pytest.mark.parametrize(("name", "module", "extra"), [("a.pdf", "pypdfium2", "pdf"), ("a.html", "trafilatura", "html")])
def test_without_its_extra(
    validate: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    real = builtins.__import__

    def absent(wanted: str, *rest: Any, **named: Any) -> Any:
        if wanted.partition(".")[0] == module:
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)
        return real(wanted, *rest, **named)

    for gone in ("checks.pdf", "checks.webpage"):
        monkeypatch.delitem(sys.modules, gone, raising=False)
    monkeypatch.setattr(builtins, "__import__", absent)
    path = tmp_path / name
    path.write_bytes(REPORT)
    answer = validate("extract", path)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert f"pip install 'claim-checks[{extra}]'" in answer.err


def test_an_extra_that_is_there_and_does_not_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, validate: Callable[..., Answer]) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.delitem(sys.modules, "checks.webpage", raising=False)
    real = builtins.__import__

    def broken(wanted: str, *rest: Any, **named: Any) -> Any:
        if wanted == "trafilatura":
            raise ImportError("lxml.html.clean is now a project of its own.\nInstall it.")
        return real(wanted, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", broken)
    answer = validate("extract", tmp_path / "page.html")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "reading HTML fails (lxml.html.clean is now a project of its own.); install what it needs" in answer.err


def page(tmp_path: Path, body: str, head: str = '<meta charset="utf-8">', codec: str = "utf-8") -> str:
    """The capture of a page with this body."""
    path = tmp_path / "page.html"
    told = "<h1>Tolls</h1><p>The army counted its dead on 3 May 2016, and sent the table out later.</p>"
    path.write_bytes(f"<html><head>{head}</head><body><article>{told}{body}</article></body></html>".encode(codec))
    return capture(path).text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>The 21<sup>st</sup> brigade took 40 km<sup>2</sup> and H<sub>2</sub>O.</p>", "The 21st brigade took 40 km² and H2O."),
        ("<p>They walked 40 km<sup><a href='#n2'>2</a></sup> in 2016<sup>3</sup>.</p>", "They walked 40 km[2] in 2016[3]."),
        (
            "<p>Many<sup>1,2</sup> fell, some<sup>3–5</sup> fled, few<sup>[a]</sup> stayed.</p>",
            "Many[1,2] fell, some[3–5] fled, few[a] stayed.",
        ),
        ("<p>Some<sup><a href='#n3'><sup>3</sup></a></sup> fled.</p>", "Some[3] fled."),
        ("<p>He said <q>we saw 21 tanks</q> there.</p>", "He said “we saw 21 tanks” there."),
        ("<ol start=10><li>The tenth note.</li><li value=12>The twelfth.</li></ol>", "10. The tenth note.\n\n12. The twelfth."),
        ("<figure><img src=a.jpg><figcaption>The 66 graves.</figcaption></figure>", "The 66 graves."),
        ("<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>The 66 graves.</p></div>", "The 66 graves."),
        (
            "<figure><table><caption>Table 1</caption><tr><th>Town<th>Killed<tr><td>Homs<td>31</table>"
            "<figcaption>In all 31</figcaption></figure>",
            "Table 1\n\n| Town | Killed |\n|---|---|\n| Homs | 31 |\n\nIn all 31",
        ),
    ],
)
def test_what_a_page_shows_is_kept_as_it_is_read(tmp_path: Path, body: str, words: str) -> None:
    assert words in page(tmp_path, body).replace("| \n", "|\n")


@pytest.mark.parametrize(("said", "codec"), [("iso-8859-1", "utf-8"), ("us-ascii", "cp1252"), ("gb2312", "gbk"), ("Shift_JIS", "cp932")])
def test_a_page_in_an_encoding_that_browsers_read_otherwise(tmp_path: Path, said: str, codec: str) -> None:
    words = "“40 men” – so he said" if codec in ("utf-8", "cp1252") else "\u9592\u7e41 40" if codec == "gbk" else "\u2460 40"
    assert words in page(tmp_path, f"<p>{words}</p>", f'<meta charset="{said}">', codec)


def documents(dataset: Path) -> dict[str, dict[str, str]]:
    with (dataset / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["document_id"]: row for row in csv.DictReader(file)}


def test_into_a_dataset_with_both_hashes(validate: Callable[..., Answer], dataset: Path) -> None:
    original = dataset / "texts" / "report.pdf"
    original.write_bytes(REPORT)
    page = dataset / "texts" / "flood.html"
    page.write_text(PAGE, encoding="utf-8")
    answer = validate("extract", original, page, "--into", dataset)
    assert (answer.code, answer.out) == (0, "")
    beside = dataset / "texts" / "report.pdf.txt"
    row = documents(dataset)["report"]
    assert (row["path"], row["original"]) == ("report.pdf.txt", "report.pdf")
    assert row["sha256"] == hashlib.sha256(beside.read_bytes()).hexdigest()
    assert row["original_sha256"] == hashlib.sha256(REPORT).hexdigest()
    assert documents(dataset)["flood"]["date_published"] == "2022-09-03"
    checked = json.loads(validate(dataset, "--report", "json").out)
    assert not [one["message"] for one in checked["findings"] if one["code"].startswith(("SCH", "ANC")) and one["level"] == "error"]
    assert "nothing new" in validate("extract", original, page, beside, "--into", dataset).err
    original.write_bytes(REPORT + b"\n")
    found = [one for one in json.loads(validate(dataset, "--report", "json").out)["findings"] if one["code"] == "ANC002"]
    assert ["its original is another file" in one["message"] for one in found] == [True]


def test_a_capture_never_takes_the_place_of_other_words(validate: Callable[..., Answer], dataset: Path) -> None:
    original = dataset / "texts" / "report.pdf"
    original.write_bytes(REPORT)
    beside = dataset / "texts" / "report.pdf.txt"
    beside.write_text("My notes on it.\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in dataset.rglob("*.*")}
    answer = validate("extract", original, "--into", dataset)
    assert answer.code == 2
    assert "holds other words than report.pdf" in answer.err
    assert before == {path: path.read_bytes() for path in dataset.rglob("*.*")}


def test_a_bare_pdf_is_checked(validate: Callable[..., Answer], tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(REPORT)
    answer = validate(path, "--report", "json")
    found = {one["code"]: one for one in json.loads(answer.out)["findings"]}
    assert "2021-06-08 is a Tuesday" in found["TMP005"]["message"]
    assert found["TMP005"]["locations"][0]["path"] == path.as_posix()


def test_many_documents_and_a_bad_one(validate: Callable[..., Answer], tmp_path: Path) -> None:
    good, bad, other = (tmp_path / name for name in ("good.txt", "bad.pdf", "other.html"))
    good.write_text("On 4 May 2017, three men died.\n", encoding="utf-8")
    bad.write_bytes(b"%PDF nothing")
    other.write_text(PAGE, encoding="utf-8")
    answer = validate("extract", good, bad, other)
    assert answer.code == 2
    assert {json.loads(line)["document_id"] for line in answer.out.splitlines()} == {str(good), str(other)}
    assert answer.err.count("\n") == 1
    assert "bad.pdf" in answer.err


def test_rows_on_a_terminal_cannot_steer_it(validate: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("On 4 May 2017, three \x1b[31mmen\x9b0m died.\n", encoding="utf-8")
    assert "\x9b" in validate("extract", path, "--format", "csv").out, "a file gets every character"
    monkeypatch.setattr("checks.cli.extract.sys.stdout.isatty", lambda: True)
    shown = validate("extract", path, "--format", "csv").out
    assert "4 May 2017" in shown
    assert not {"\x1b", "\x9b"} & set(shown)


def test_progress_stands_apart_from_rows(validate: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text("On 4 May 2017, three men died.\n", encoding="utf-8")
    bad.write_bytes(b"%PDF nothing")
    monkeypatch.setattr("checks.cli.extract.sys.stderr.isatty", lambda: True)
    answer = validate("extract", good, bad)
    assert "100%" in answer.err
    assert "\x1b[Kvalidate: " in answer.err, "what is wrong has a line of its own"
    monkeypatch.setattr("checks.cli.extract.sys.stdout.isatty", lambda: True)
    answer = validate("extract", good, bad)
    assert "%" not in answer.err.replace("%PDF", "")
