"""Bare documents: drafted in memory, checked, and told at their own words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks.engine.check import Options, check
from checks.engine.paths import targets
from tests.conftest import Answer

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
WRONG = """The council's report

Published: 10 June 2021

The attack came on Sunday, 8 June 2021. A total of 30 people were killed: 12 men, 9 women and 10 children.

The force took four towns: Alba, Brema, Corta, Dena and Elva. Of these, [two villages](#) were empty.

Experts say that 200 fighters crossed on 15 July 2021. The patrol saw 20 vehicles, of which 15 (60 percent) were tanks.

The siege lasted nine days, from 3 March 2021 to 20 March 2021. Of the 40 wounded, 45 were children.
"""
CLEAN = """Lake Constance has 3 neighbours

Lake Constance covers 536 square kilometres and is 63 kilometres long.[1] It lies in three countries: Germany, Switzerland and
Austria.[1] On Saturday, 4 March 2017, two boats sank, the police said.

[1] The Lake, Annual Report, 2017, https://lake.int/7
"""


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def findings(answer: Answer) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer.out)["findings"]
    return found


def test_what_is_wrong_in_a_text_that_nobody_has_coded(validate: Callable[..., Answer], wrong: Path) -> None:
    answer = validate(wrong, "--report", "json")
    found = {one["code"]: one for one in findings(answer)}
    assert {"NUM001", "NUM002", "NUM003", "TMP002", "TMP005", "NUM011", "TMP001", "CIT001", "CIT002", "CIT003"} <= set(found)
    assert answer.code == 0, "a draft alone never fails a run"
    assert "30 is given" in found["NUM001"]["message"]
    for one in found.values():
        assert one["level"] != "error"
        assert one["side"] == "source"
        first, *rest = one["locations"]
        assert first["primary"]
        assert not any(at["primary"] for at in rest)
        for at in one["locations"]:
            assert at["kind"] == "text"
            assert at["path"] == wrong.as_posix()
            assert at["start"] is None or WRONG[at["start"] : at["end"]] == at["quote"]


AROUND = """A report on the war

Published 1 February 2018

Aid groups say that the roads are closed and that little food reaches the towns.

{}

Residents told a reporter that they had heard planes through the night.
"""


@pytest.mark.parametrize(
    ("code", "sentence", "wrong", "right"),
    [
        ("NUM001", "The strike killed 14 people: eight men, three women and {} children.", "two", "three"),
        ("NUM001", "The attack left 30 dead: 10 soldiers, 12 rebels and {} civilians.", "five", "eight"),
        ("NUM001", "The report documents 150 attacks: 80 in Idlib, {} in Aleppo and 40 in Hama.", "40", "30"),
        ("NUM001", "Of the 40 prisoners, 25 were freed; the remaining {} were sent away.", "20", "15"),
        ("NUM001", "All but two of the 30 hostages, {} people, were freed.", "25", "28"),
        ("NUM001", "The death toll rose by 10 from 50 to {}.", "70", "60"),
        ("NUM002", "Five of the {} hostages were released.", "three", "nine"),
        ("NUM002", "Of the {} families, 250 have returned.", "200", "300"),
        ("NUM017", "The report lists 5,000 deaths, of which 3,200 were civilians and {} combatants.", "2,300", "1,800"),
        ("NUM017", "The raid left 12 people dead, including four children, three women and {} men.", "seven", "five"),
        ("NUM003", "Some 30 of the 60 houses ({} percent) were destroyed.", "65", "50"),
        ("NUM006", "The number of strikes doubled from 40 to {}.", "120", "80"),
        ("NUM006", "Exports fell by 84 percent, from 1,000 tonnes to {} tonnes.", "400", "160"),
        ("NUM006", "Casualties dropped from 120 in 2016 to {} in 2017.", "150", "90"),
        ("NUM006", "The population shrank by half, from 200,000 to {}.", "50,000", "100,000"),
        ("NUM011", "Three towns were captured: Rastan, {}Houla and Salamiyah.", "Talbiseh, ", ""),
        ("NUM011", "{} hospitals, al-Quds, al-Sakhour and Omar bin Abdul Aziz, were hit.", "Two", "Three"),
        ("TMP002", "The battle, which began on 5 June 2017 and ended on 10 June 2017, lasted {} days.", "ten", "five"),
        ("TMP003", "The first strike came on 3 April 2017. {} days later, on 10 April 2017, they came back.", "Five", "Seven"),
        ("TMP003", "The town fell on 12 May 2016, two days after the truce began on {} May 2016.", "1", "10"),
        ("TMP002", "The {}-day offensive (10-20 July 2017) failed.", "three", "ten"),
        ("TMP002", "Between 1 and 7 June 2017, a period of {}, they held out.", "three weeks", "seven days"),
        ("SCH015", "From 20 May 2017 to {} 2017, 30 strikes were counted.", "10 May", "10 June"),
        ("SCH015", "Between 28 June 2017 and {} 2017 the road was shut.", "3 April", "3 July"),
        ("TMP005", "The convoy was hit on {}, 19 September 2017.", "Monday", "Tuesday"),
    ],
)
def test_a_sentence_that_contradicts_itself(tmp_path: Path, code: str, sentence: str, wrong: str, right: str) -> None:
    path = tmp_path / "news.txt"
    codes = []
    for word in (wrong, right):
        path.write_text(AROUND.format(sentence.format(word)), encoding="utf-8")
        codes.append({finding.code for finding in check([path]).findings})
    assert code in codes[0]
    assert not {found for found in codes[1] if found.startswith(("NUM", "TMP", "XDC", "SCH"))}


TABLE = """A report on the war

| Province | Killed | Wounded | Rank | Share (%) | Total |
|---|---|:---:|---|---|---|
| Idlib | 1,200 | 30 | 1 | 60 | 1,230 |
| Hama | {} | 20 | 2 | 40 | 820 |
| Homs | – | 5 | 3 | 0 | {} |
| **Total** | **2,000** | 55 | | 100 | 2,055 |
"""


@pytest.mark.parametrize(("hama", "homs", "sums"), [("800", "5", 0), ("700", "5", 2), ("800", "8", 1), ("about 900", "5", 1), ("", "5", 0)])
def test_the_totals_of_a_table(tmp_path: Path, hama: str, homs: str, sums: int) -> None:
    path = tmp_path / "table.md"
    path.write_text(TABLE.format(hama, homs), encoding="utf-8")
    found = [finding for finding in check([path]).findings if finding.code == "NUM001"]
    assert len(found) == sums, [finding.message for finding in found]


@pytest.mark.parametrize(
    "row",
    ["| Subtotal | 2 |", "| Total | 2 |", "| of which women | 2 |", "| all | 2 | 3 |", "| maximum | 4 |", "| C | 7 |", "| D | many |"],
)
def test_a_table_that_adds_nothing_up(tmp_path: Path, row: str) -> None:
    path = tmp_path / "table.md"
    for between, wrong in (("", 1), (f"{row}\n", 0)):
        path.write_text(f"| Town | Killed |\n|---|---|\n| A | 4 |\n| B | 2 |\n{between}| Total | 7 |\n", encoding="utf-8")
        assert [finding.code for finding in check([path]).findings if finding.code[:3] == "NUM"] == ["NUM001"] * wrong


def _checked(folder: Path, texts: list[str]) -> list[list[tuple[str, str]]]:
    """What is found in each of several documents by the checks that look at one alone: code and first quote."""
    paths = [folder / f"{number:03}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(AROUND.format(text), encoding="utf-8")
    findings = check(paths, Options(select=("NUM", "TMP", "SCH008", "SCH015"))).findings
    told: dict[str, list[tuple[str, str]]] = {path.name: [] for path in paths}
    for one in findings:
        place = one.locations[0]
        told[Path(place.path).name].append((one.code, place.quote or ""))
    return [told[path.name] for path in paths]


def test_sentences_that_contradict_each_other(tmp_path: Path) -> None:
    lines = (Path(__file__).parent / "data" / "planted.txt").read_text(encoding="utf-8").splitlines()
    codes, texts = zip(*(line.split("|") for line in lines), strict=True)
    found = _checked(tmp_path, list(texts))
    assert [(text, told) for code, text, told in zip(codes, texts, found, strict=True) if code not in dict(told)] == []


def test_sentences_that_contradict_nothing(tmp_path: Path) -> None:
    sentences = (Path(__file__).parent / "data" / "plain.txt").read_text(encoding="utf-8").splitlines()
    found = _checked(tmp_path, sentences)
    assert (len(sentences), [told for told in zip(sentences, found, strict=True) if told[1]]) == (139, [])


def test_a_clean_text(validate: Callable[..., Answer], tmp_path: Path) -> None:
    path = tmp_path / "lake.md"
    path.write_text(CLEAN, encoding="utf-8")
    assert [one for one in findings(validate(path, "--report", "json", "--published", "2017-03-05")) if one["level"] != "note"] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_seeds_raise_no_error(path: Path) -> None:
    run = check([path])
    assert [finding for finding in run.findings if finding.level == "error"] == []
    assert not [outcome for outcome in run.outcomes if outcome.status == "crashed"]


def test_documents_and_datasets_in_one_run(validate: Callable[..., Answer], wrong: Path, dataset: Path) -> None:
    answer = validate(wrong, dataset, "--report", "json")
    assert json.loads(answer.out)["datasets"] == ["small", "documents"]
    assert "documents" in {one["dataset"] for one in findings(answer)}


def test_what_paths_mean(dataset: Path, wrong: Path, tmp_path: Path) -> None:
    assert targets([wrong, dataset / "texts" / "d1.txt", wrong]) == ([dataset], [wrong])
    other = tmp_path / "other"
    other.mkdir()
    twin = other / "report.txt"
    twin.write_text("Two people died.\n", encoding="utf-8")
    run = check([wrong, twin])
    ids = {claim.rpartition(".")[0] for finding in run.findings for claim in finding.claims}
    assert ids == {"report", "report-2"}


def test_a_dead_link_where_no_figure_stands(tmp_path: Path) -> None:
    path = tmp_path / "news.md"
    path.write_text(AROUND.format("The [report](#) is long, and [its author](https://int/7) is known. Two people died."), encoding="utf-8")
    found = [one for one in check([path]).findings if one.code == "CIT016"]
    assert [(one.message, one.locations[0].quote) for one in found] == [
        ("1 of 2 links lead nowhere and are recorded by no citation, the first “report”", "[report](#)")
    ]


def test_a_day_of_publication_that_the_text_states_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("News\n\nOn Tuesday, two people were killed in the town, the police said.\n", encoding="utf-8")
    undated = check([path])
    assert "TMP004" in {finding.code for finding in undated.findings}
    assert undated.summary["contradictions"] == 0, "a date that is missing contradicts nothing"
    from datetime import date

    assert "TMP004" not in {finding.code for finding in check([path], Options(published=date(2021, 6, 10))).findings}


def test_what_is_no_document(validate: Callable[..., Answer], tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    picture.write_bytes(b"\x89PNG")
    answer = validate(picture)
    assert answer.code == 2
    assert ".txt" in answer.err
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"caf\xe9")
    answer = validate(broken)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_a_report_never_takes_the_place_of_a_document(validate: Callable[..., Answer], wrong: Path) -> None:
    answer = validate(wrong, "--report", f"json={wrong}")
    assert answer.code == 2
    assert wrong.read_text(encoding="utf-8") == WRONG


def test_a_document_without_figures_is_nothing_to_check(validate: Callable[..., Answer], tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("Nothing here.\n", encoding="utf-8")
    assert validate(path).code == 3


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_checked(
    validate: Callable[..., Answer], wrong: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00bad")
    files = {name: tmp_path / f"out.{name}" for name in ("sarif", "junit", "github", "markdown", "json")}
    reports = [word for name, file in files.items() for word in ("--report", f"{name}={file}")]
    answer = validate(bad, wrong, "--select", "NUM,TMP", *reports)
    assert answer.code == 2
    assert f"{bad.as_posix()}: is UTF-16; save the file as UTF-8" in answer.err
    told = json.loads(files["json"].read_text(encoding="utf-8"))
    assert told["unread"] == [{"path": bad.as_posix(), "reason": "is UTF-16; save the file as UTF-8"}]
    assert (told["summary"]["unread"], told["summary"]["documents"], told["exit_code"]) == (1, 1, 2)
    assert {"NUM001", "TMP005"} <= {one["code"] for one in told["findings"]}
    assert "Not read, so not checked:" in " ".join(answer.out.split())
    for file in files.values():
        assert "bad.txt" in file.read_text(encoding="utf-8"), file
    run = json.loads(files["sarif"].read_text(encoding="utf-8"))["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_the_only_document_cannot_be_read(validate: Callable[..., Answer], tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00bad")
    answer = validate(bad)
    assert (answer.code, answer.out) == (2, "")
