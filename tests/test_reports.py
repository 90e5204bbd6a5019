"""Reports as pure functions of one run that holds every awkward case."""

import json

import pytest

from checks.finding import Acceptance, Finding, Location
from checks.reports import json as json_report
from checks.reports.terminal import clean, render
from checks.run import DESELECTED, Outcome, Run, Volume
from tests import golden

HOSTILE = "red \x1b[31malert\x1b[0m \u202eesrever\u202c \x07 <script>alert(1)</script> [bold]not markup[/bold]"


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
        finding("NUM012", places=200),
        finding("CIT003", "warning", accepted=accepted),
        *(finding("CIT001", fingerprint=f"f{n}", message=f"nothing for {n % 3}") for n in range(12)),
    )
    outcomes = (
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
