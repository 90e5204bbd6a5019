"""What claims cover of their documents, and which claims the comparisons looked at."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given

from checks.config import Config
from checks.engine.check import Options, check
from checks.engine.discover import rules
from checks.engine.evaluate import evaluate
from checks.engine.extracted import extracted
from checks.extract.rows import extract, spotted
from checks.extract.served import served
from checks.fold import JOINED, LAYOUT, fold
from checks.page import Page
from checks.run import DESELECTED, Outcome
from checks.testing import complete, fired
from checks.text import anchors
from tests.conftest import Answer
from tests.test_extract_rows import SCRAPS, SEEDS

COMPARING = ("NUM", "TMP", "XDC")


@given(SCRAPS)
def test_what_is_spotted_is_what_is_extracted(raw: str) -> None:
    rows, spots = extract("d", raw), spotted(raw)
    assert [(row.start, row.end, row.sentence_start, row.confidence) for row in rows] == [
        (one.start, one.end, min(one.sentence[0], one.start), one.confidence) for one in spots
    ]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_figures_stand_where_quotes_are_searched(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    joined = Page(text).joined
    for one in spotted(text):
        start, end = one.joined
        assert joined[start:end].replace("\n", " ") == fold(text[one.start : one.end], LAYOUT + JOINED).text.strip().replace("\n", " ")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_evidence_serves_words_where_quotes_are_searched(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    joined = Page(text).joined
    marks = [one for one in served(text) if one.kind == "hyperlink" and one.confidence == 1]
    for one in marks:
        words = fold(f"[{text[one.start : one.end]}](#)", LAYOUT + JOINED).text.strip()
        assert words in joined[slice(*one.serves)].replace("\n", " ")


@given(SCRAPS)
def test_evidence_is_read_in_anything(raw: str) -> None:
    joined = Page(raw).joined
    for one in served(raw):
        assert 0 <= one.start <= one.end <= len(raw)
        assert 0 <= one.serves[0] <= one.serves[1] <= len(joined)


def test_anchors_say_where_quotes_stand() -> None:
    text = "Vil-\nlagers — “four” of  them,\nfled. Vil-lagers fled again."
    quotes = ['Villagers - "four" of them', "them, fled", "nothing like it"]
    claims = pl.LazyFrame({"claim_id": ["a", "b", "c"], "document_id": ["d"] * 3, "occurrence": [1, 1, None], "quote": quotes})
    found = anchors(claims, pl.LazyFrame({"document_id": ["d"], "text": [text]})).sort("claim_id").collect()
    joined = Page(text).joined
    places = [joined[at:to] if at is not None else None for at, to in found.select("at", "to").iter_rows()]
    assert places == ["Villagers — “four” of them", "them, fled", None]
    documents = pl.DataFrame({"document_id": ["d"], "date_published": ["2017-03"]})
    assert extracted(pl.DataFrame({"document_id": ["d"], "text": [text]}), documents)["text"].to_list() == ["four"]


def test_what_comparisons_look_at() -> None:
    sound = {"event_id": "e1", "measure": "killed", "place": "p1", "date": "2017-05-04"}
    dataset = complete({
        "claims": [
            *({"claim_id": name, "document_id": name, "value_text": "40", **sound} for name in ("a", "b", "c")),
            {"claim_id": "alone", "document_id": "d", "value_text": "40"},
        ],
    })  # fmt: skip
    results = evaluate(dataset, [rule for rule in rules() if rule.code == "XDC001"], track=True)
    assert results[0].violations is not None
    assert results[0].violations.is_empty()
    assert results[0].looked_at is not None
    assert sorted(results[0].looked_at) == ["a", "b", "c"]


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.family in COMPARING], ids=lambda rule: rule.code)
def test_tracking_changes_no_result(rule: object) -> None:
    from checks.rule import Rule

    assert isinstance(rule, Rule)
    for example in rule.examples:
        dataset = complete(example.tables, Config())
        plain, tracked = (evaluate(dataset, [rule], track)[0] for track in (False, True))
        assert plain.outcome == tracked.outcome
        assert fired(plain) == fired(tracked)
        assert tracked.looked_at is not None
        assert {claim for table, claim in fired(plain) if table == "claims"} <= set(tracked.looked_at)


def outcome(outcomes: tuple[Outcome, ...], code: str) -> Outcome:
    return next(one for one in outcomes if one.code == code)


def test_claims_that_nothing_was_compared_with(dataset: Path) -> None:
    with (dataset / "claims.csv").open("a", encoding="utf-8") as file:
        file.write('d1.near,d1,"soldiers were killed near the bridge",count,soldiers,vague,,,,,,,,\n')
    run = check([dataset])
    (found,) = [one for one in run.findings if one.code == "COV003"]
    assert "1 of 2 claims of d1" in found.message
    assert "d1.near" in found.message
    assert outcome(check([dataset], Options(select=("COV",))).outcomes, "COV003").compared == 0, "nothing compared, nothing known"


def test_reading_documents_anew_is_left_out_of_a_fast_run(dataset: Path, validate: Callable[..., Answer]) -> None:
    text = dataset / "texts" / "d1.txt"
    text.write_text(text.read_text(encoding="utf-8") + "At least 40 fled.\n", encoding="utf-8")
    assert [one.message for one in check([dataset]).findings if one.code == "COV001"] == [
        f"no claim covers “{words}” of d1" for words in ("4 May 2017", "At least 40")
    ]
    fast = check([dataset], Options(fast=True))
    assert outcome(fast.outcomes, "COV001").reason == DESELECTED
    assert "COV001" in validate("--help").out
