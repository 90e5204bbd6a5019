"""The engine: selection, crashes, certainty, places."""

from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from checks.engine import discover
from checks.engine.check import Options, check
from checks.engine.discover import rules, rules_of, select
from checks.engine.evaluate import evaluate
from checks.engine.locate import Locator
from checks.engine.paths import targets
from checks.errors import RuleError, UsageError
from checks.finding import Finding
from checks.rule import Rule, rule
from checks.testing import complete, problems

FACTS = {"level": "error", "side": "source", "by": "claim_id", "authority": "none", "message": "{what} of {n}", "help": "look"}


def made(function: object, code: str = "NUM999", **facts: str) -> Rule:
    return rule(code, **(FACTS | facts))(function)  # type: ignore[arg-type]


def every_claim(claims: pl.LazyFrame) -> pl.LazyFrame:
    """All claims, always.

    Fires:

        claims
          | claim_id |
        ! | a        |
    """
    return claims.select(claims=pl.concat_list("claim_id"), verdict=pl.lit("definite"), what=pl.lit("all"), n=pl.lit(1000.5))


def findings(example: Rule, tables: dict[str, list[dict[str, str]]]) -> list[Finding]:
    dataset = complete(tables)
    return Locator(dataset).findings(evaluate(dataset, [example]))


def test_a_message_is_filled_with_readable_numbers() -> None:
    (finding,) = findings(made(every_claim), {"claims": [{"claim_id": "a"}]})
    assert finding.message == "all of 1,000.5"
    assert finding.name == "every-claim"


def test_draft_claims_make_a_finding_possible_and_milder() -> None:
    (finding,) = findings(made(every_claim), {"claims": [{"claim_id": "a", "status": "draft"}]})
    assert (finding.certainty, finding.level) == ("possible", "warning")


def test_an_inferred_event_makes_a_finding_by_event_possible() -> None:
    claims = {"claims": [{"claim_id": "a", "event_id": "e", "event_basis": "inferred"}]}
    assert findings(made(every_claim, by="event_id"), claims)[0].certainty == "possible"
    assert findings(made(every_claim), claims)[0].certainty == "definite"


def crash_at_once(claims: pl.LazyFrame) -> pl.LazyFrame:
    raise ValueError("no good\nsecond line")


def crash_later(claims: pl.LazyFrame) -> pl.LazyFrame:
    return claims.select(pl.col("no_such_column"))


def unknown_table(nothing: pl.LazyFrame) -> pl.LazyFrame:
    return nothing


def lacks_table(events: pl.LazyFrame) -> pl.LazyFrame:
    return events


@pytest.mark.parametrize(
    ("function", "status", "reason"),
    [
        (crash_at_once, "crashed", "ValueError: no good"),
        (crash_later, "crashed", "ColumnNotFoundError"),
        (unknown_table, "crashed", "asks for an unknown table: nothing"),
        (lacks_table, "skipped", "the dataset has no table events"),
    ],
)
def test_what_did_not_run_is_named_and_the_others_run(function: object, status: str, reason: str) -> None:
    dataset = complete({"claims": [{"claim_id": "a"}]})
    del dataset.tables["events"]
    broken, sound = evaluate(dataset, [made(function), made(every_claim, "NUM998")])
    assert (broken.outcome.status, broken.violations) == (status, None)
    assert reason in broken.outcome.reason
    assert sound.outcome.compared == 1


def test_two_findings_about_the_same_claims_have_different_fingerprints() -> None:
    def twice(claims: pl.LazyFrame) -> pl.LazyFrame:
        return pl.concat([every_claim(claims)] * 2)

    first, second = findings(made(twice), {"claims": [{"claim_id": "a"}]})
    assert first.fingerprint != second.fingerprint


def test_an_accepted_finding_is_kept_and_marked() -> None:
    claims = [{"claim_id": "a"}]
    fingerprint = findings(made(every_claim), {"claims": claims})[0].fingerprint
    row = {"fingerprint": fingerprint, "code": "NUM999", "resolution": "pending", "reason": "asked", "accepted_by": "me"}
    row["date_accepted"] = "2026-01-01"
    (finding,) = findings(made(every_claim), {"claims": claims, "accepted": [row]})
    assert finding.accepted is not None
    assert finding.accepted.reason == "asked"
    for change in ({"expires": "2020-01-01"}, {"code": "NUM001"}):
        (finding,) = findings(made(every_claim), {"claims": claims, "accepted": [row | change]})
        assert finding.accepted is None


def test_selection_by_code_family_and_prefix() -> None:
    known = ["NUM001", "NUM002", "XDC001"]
    assert select(["num"], known) == {"NUM001", "NUM002"}
    assert select(["XDC001", "NUM002"], known) == {"XDC001", "NUM002"}
    with pytest.raises(UsageError, match="no check is called 'FOO'"):
        select(["FOO"], known)


def test_two_rules_with_one_code_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("twins")
    module.first, module.second = made(every_claim), made(lacks_table)  # type: ignore[attr-defined]
    assert len(rules_of(module)) == 2
    monkeypatch.setattr(discover, "entry_points", lambda group: [type("Point", (), {"value": "twins"})])
    monkeypatch.setattr(discover.importlib, "import_module", lambda name: module)
    with pytest.raises(RuleError, match="two rules have the code NUM999"):
        discover.rules.__wrapped__()


def test_a_bad_code_is_refused() -> None:
    with pytest.raises(RuleError, match="'num1' is no rule code"):
        made(every_claim, "num1")


def test_the_test_kit_sees_what_is_wrong() -> None:
    assert problems(made(every_claim)) == ["NUM999 has no Quiet example", "NUM999 example 1 (Fires): unrelated rows change the result"]


def test_paths_mean_datasets(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert targets([]) == ([], [])
    assert targets([tmp_path]) == ([dataset], [])
    assert targets([dataset]) == targets([dataset / "claims.csv"]) == targets([dataset / "texts" / "d1.txt"]) == ([dataset], [])
    tmp_path.joinpath("datasets").mkdir()
    dataset.rename(tmp_path / "datasets" / "small")
    assert targets([]) == ([Path("datasets/small")], [])
    with pytest.raises(UsageError, match="neither of a dataset nor a document"):
        targets([Path(__file__)])


def test_rules_can_be_selected_and_ignored(dataset: Path) -> None:
    run = check([dataset], Options(select=("NUM", "CIT001"), ignore=("NUM001",)))
    ran = {outcome.code for outcome in run.outcomes if outcome.reason != "not selected"}
    assert "CIT001" in ran
    assert "NUM002" in ran
    assert "NUM001" not in ran
    assert run.summary["deselected"] == len(run.outcomes) - len(ran)


def test_rules_are_sorted_by_code() -> None:
    assert [entry.code for entry in rules()] == sorted(entry.code for entry in rules())


def test_a_check_whose_findings_cannot_be_told_has_crashed(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unplaced(claims: pl.LazyFrame) -> pl.LazyFrame:
        return every_claim(claims).with_columns(start=pl.lit("2017-05-04"))

    broken = (made(unplaced), made(every_claim, "NUM998"))
    for module in ("check", "discover"):
        monkeypatch.setattr(f"checks.engine.{module}.rules", lambda: broken)
    run = check([dataset], Options(select=("NUM",)))
    assert {outcome.code: outcome.status for outcome in run.outcomes if outcome.code in ("NUM998", "NUM999")} == {
        "NUM998": "ran",
        "NUM999": "crashed",
    }
    assert [finding.code for finding in run.findings] == ["NUM998"]
    assert run.exit_code == 4
