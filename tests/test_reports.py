"""Reports as pure functions of one run that holds every awkward case."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module, resources
from pathlib import Path
from xml.etree import ElementTree as Xml

import jsonschema
import pytest

from checks.engine.check import Options, check
from checks.engine.rows import with_rows
from checks.finding import Acceptance, Finding, Location
from checks.reports import json as json_report
from checks.reports.terminal import render
from checks.reports.words import clean
from checks.run import DESELECTED, Outcome, Run, Volume
from tests import golden

HOSTILE = "red \x1b[31malert\x1b[0m \u202eesrever\u202c \x07 <script>alert(1)</script> [bold]not markup[/bold] غارة جوية"


def finding(code: str, level: str = "error", places: int = 1, **facts: object) -> Finding:
    row = Location("table", "datasets/x/claims.csv", 7, claim_id="x.one", primary=True)
    words = [
        Location("text", f"seeds/{number % 2}.txt", 3 + number, 5, 3 + number, 30, 100, 125, f"quote {number} {HOSTILE}", f"x.{number}")
        for number in range(places)
    ]
    defaults: dict[str, object] = {
        "dataset": "x", "code": code, "name": "some-check", "level": level, "certainty": "definite", "side": "source",
        "message": f"what disagrees {HOSTILE}", "help": "look at both", "claims": tuple(f"x.{n}" for n in range(places)),
        "fingerprint": f"{code.lower()}{level}{places}", "locations": (row, *words),
    }  # fmt: skip
    return Finding(**(defaults | facts))  # type: ignore[arg-type]


def awkward() -> Run:
    accepted = Acceptance("error-in-source", "the author was asked", "an analyst", "2026-01-01")
    findings = (
        finding("NUM001", places=2),
        finding("XDC001", "warning", certainty="possible"),
        finding("TMP001", "note", locations=(Location("table", "datasets/x/dataset.toml", 1, primary=True),), claims=()),
        finding("ANC003", side="data"),
        finding("ANC001", side="data", locations=(Location("table", "/elsewhere/a b.csv", primary=True),), new=True),
        finding("NUM012", places=200),
        finding("CIT003", "warning", accepted=accepted),
        *(finding("CIT001", fingerprint=f"f{n}", message=f"nothing for {n % 3}") for n in range(12)),
    )
    outcomes = (
        Outcome("ANC001", "document-missing", "x", "ran", "", 2),
        Outcome("ANC003", "quote-absent", "x", "ran", "", 10),
        Outcome("CIT003", "unnamed-source", "x", "skipped", "the dataset has no table sources"),
        Outcome("NUM001", "sum-mismatch", "x", "crashed", f"ComputeError: {HOSTILE}"),
        Outcome("NUM003", "percent-mismatch", "x", "ran", "", 0),
        Outcome("TMP001", "after-publication", "x", "skipped", DESELECTED),
    )
    return Run("0.1.0", (Volume("x", 2, 212, 100),), outcomes, findings, titles={"seeds/0.txt": f"A title {HOSTILE}"})


@pytest.mark.parametrize("width", [80, 200])
def test_terminal(width: int) -> None:
    golden.check(f"awkward_{width}.txt", render(awkward(), width=width))


def test_terminal_in_full() -> None:
    golden.check("awkward_verbose.txt", render(awkward(), width=100, verbose=True))


def test_colour_is_for_terminals_only() -> None:
    assert "\x1b" not in render(awkward(), width=100)
    assert "\x1b[" in render(awkward(), width=100, interactive=True)


def test_documents_cannot_steer_the_terminal() -> None:
    for interactive in (False, True):
        text = render(awkward(), width=100, verbose=True, interactive=interactive)
        assert "\x1b[31malert" not in text
        assert "\u202e" not in text
        assert "\x07" not in text
        assert "[bold]not markup[/bold]" in " ".join(text.split())


def test_clean_keeps_words() -> None:
    assert clean("al-Tanf\u200b  \n“Ġarb” عربي") == "al-Tanf “Ġarb” عربي"


def test_json() -> None:
    golden.check("awkward.json", json_report.render(awkward()))
    assert json.loads(json_report.render(awkward()))["exit_code"] == 4


def test_exit_codes() -> None:
    run = awkward()
    ran = (Outcome("A", "a", "x", "ran", "", 1),)
    skipped = (*ran, Outcome("B", "b", "x", "skipped", "no table"))
    volume = (Volume("x", 1, 1, 1),)
    note, error = (finding("NUM001", level) for level in ("note", "error"))
    accepted = finding("NUM001", accepted=Acceptance("pending", "r", "a", "2026-01-01"))
    cases = [
        (Run("", volume, ran, ()), 0), (Run("", volume, ran, (note,)), 0), (Run("", volume, ran, (note,), "note"), 1),
        (Run("", volume, ran, (error,)), 1), (Run("", volume, ran, (accepted,)), 0), (Run("", volume, skipped, ()), 0),
        (Run("", volume, skipped, (), strict=True), 1), (Run("", (), (), ()), 3), (Run("", (Volume("x", 1, 0, 0),), ran, ()), 3),
        (run, 4),
    ]  # fmt: skip
    assert [case.exit_code for case, _ in cases] == [code for _, code in cases]


FORMATS_GOLDEN = {"sarif": "awkward.sarif", "junit": "awkward.junit.xml", "github": "awkward.github.txt", "markdown": "awkward.md"}


@pytest.mark.parametrize("name", FORMATS_GOLDEN)
def test_other_formats(name: str) -> None:
    text = rendered(name)
    golden.check(FORMATS_GOLDEN[name], text)
    assert rendered(name) == text
    assert "\x1b" not in text
    assert "\u202e" not in text


def rendered(name: str, run: Run | None = None) -> str:
    render_it: Callable[[Run], str] = import_module(f"checks.reports.{name}").render
    return render_it(run or awkward())


def test_sarif_is_valid_and_says_everything() -> None:
    """Against the schema of the standard's erratum, and with a whole run of the bundled dataset."""
    schema = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
    for run in (awkward(), check([Path("datasets/syria")], Options(fast=True))):
        log = json.loads(rendered("sarif", run))
        jsonschema.validate(log, schema, jsonschema.Draft4Validator)
        (sarif,) = log["runs"]
        assert len(sarif["results"]) == len(run.findings)
        rules = sarif["tool"]["driver"]["rules"]
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in sarif["results"])
    (sarif,) = json.loads(rendered("sarif"))["runs"]
    (accepted,) = [result for result in sarif["results"] if "suppressions" in result]
    assert accepted["suppressions"][0]["justification"] == "the author was asked"
    notices = [notice["message"]["text"] for notice in sarif["invocations"][0]["toolExecutionNotifications"]]
    assert [text.split()[1] for text in notices] == ["NUM001", "CIT003", "NUM003"]
    assert max(len(result["relatedLocations"]) for result in sarif["results"]) == 200


def test_sarif_regions_are_the_words() -> None:
    """A snippet is what stands in the document at its offsets."""
    run = check([Path("datasets/syria")], Options(select=("XDC",), fast=True))
    (sarif,) = json.loads(rendered("sarif", run))["runs"]
    places = [at["physicalLocation"] for result in sarif["results"] for at in result["relatedLocations"]]
    words = [place for place in places if "charOffset" in place["region"]]
    assert words
    for place in words:
        text = Path(place["artifactLocation"]["uri"]).read_bytes().decode()
        start = place["region"]["charOffset"]
        assert text[start : start + place["region"]["charLength"]] == place["region"]["snippet"]["text"]


def test_sarif_shows_the_row_as_well_as_the_words() -> None:
    run = with_rows(check([Path("datasets/syria")], Options(select=("XDC001", "TMP004"), fast=True)))
    (sarif,) = json.loads(rendered("sarif", run))["runs"]
    assert sarif["results"]
    for result in sarif["results"]:
        (place,) = (at["physicalLocation"] for at in result["locations"])
        line = place["region"]["startLine"]
        assert (
            place["region"]["snippet"]["text"] == Path(place["artifactLocation"]["uri"]).read_text(encoding="utf-8").splitlines()[line - 1]
        )


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads(resources.files("checks").joinpath("data", "report.schema.json").read_text("utf-8"))
    for run in (awkward(), check([Path("datasets/syria")], Options(fast=True))):
        report = json.loads(json_report.render(run))
        jsonschema.validate(report, schema)
        assert report.keys() == schema["properties"].keys() - {"unread"}
        for name, key in (("finding", "findings"), ("check", "checks")):
            assert {field for row in report[key] for field in row} == schema["$defs"][name]["properties"].keys()
        assert {field for row in report["findings"] for at in row["locations"] for field in at} == schema["$defs"]["location"][
            "properties"
        ].keys()


def test_junit_never_passes_what_did_not_run() -> None:
    root = Xml.fromstring(rendered("junit"))
    cases = {case.get("name", "").split()[0]: [part.tag for part in case] for case in root.iter("testcase")}
    assert cases == {
        "ANC001": ["failure"],
        "ANC003": ["failure"],
        "CIT003": ["skipped", "system-out"],
        "NUM001": ["error", "system-out"],
        "NUM003": ["skipped"],
    }


def test_annotations_stand_alone_on_their_lines() -> None:
    """No document can end a command and begin another."""
    hostile = "one\r\n::stop-commands::x\n::error file=a::b, c: d %0A"
    lines = rendered("github", replace(awkward(), findings=(finding("XDC001", message=hostile),))).splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert not any("%0A::" in line or "\r" in line for line in lines)
    assert sum("%250A" in line for line in lines) == 2


def test_markdown_holds_no_markup_of_a_document() -> None:
    hostile = "**bold** <img src=x onerror=alert(1)> [a](javascript:b) @someone | `x`"
    text = rendered("markdown", replace(awkward(), findings=(finding("XDC001", message=hostile),)))
    assert "<img" not in text
    assert "](javascript" not in text
    assert "@someone" not in text
    assert len(rendered("markdown")) < 65_536
