"""What a report that shows documents is given."""

from pathlib import Path

import polars as pl

from checks.dataset import read_dataset
from checks.engine.check import Options, check
from checks.engine.evaluate import inputs
from checks.engine.gather import gather
from checks.engine.locate import Locator
from checks.material import Material
from checks.offers import offers, standings
from checks.testing import complete
from tests.conftest import TEXT


def standing(tables: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    parts = inputs(complete(tables), {"figures", "anchors"})
    offered = offers(parts["figures"], parts["citations"], parts["anchors"], parts["texts"])
    rows = standings(parts["figures"], parts["citations"], parts["sources"], offered).collect()
    return dict(rows.select("claim_id", "standing").iter_rows())


def claim(name: str, **facts: str) -> dict[str, str]:
    return {"claim_id": name, "value_text": "3", **facts}


CITED = {
    "nothing": [],
    "lost-link": [{"kind": "hyperlink", "target": "#"}],
    "script": [{"kind": "hyperlink", "target": "javascript:alert(1)"}],
    "link": [{"kind": "hyperlink", "target": "#"}, {"kind": "hyperlink", "target": "https://reports.int/7"}],
    "note": [{"kind": "footnote", "target": "The Daily, 4 May 2017"}],
    "experts": [{"kind": "attribution", "source_id": "experts"}],
    "monitor": [{"kind": "attribution", "source_id": "experts"}, {"kind": "attribution", "source_id": "monitor"}],
    "own": [{"kind": "own-data"}],
    "background": [{"kind": "hyperlink", "target": "https://reports.int/7", "role": "background"}],
}


def test_the_best_citation_of_a_claim_is_its_standing() -> None:
    sources = [
        {"source_id": "experts", "name": "experts", "type": "class-of-people"},
        {"source_id": "monitor", "name": "A monitor", "type": "monitor"},
        {"source_id": "witness", "name": "protected witness", "type": "anonymous"},
    ]
    claims = [claim(name) for name in CITED] + [claim("said", asserted_by="witness"), claim("unknown", asserted_by="nobody-we-know")]
    citations = [{"claim_id": name, **row} for name, rows in CITED.items() for row in rows]
    assert standing({"claims": claims, "sources": sources, "citations": citations}) == {
        "nothing": "none", "lost-link": "placeholder", "script": "placeholder", "link": "followable", "note": "followable",
        "experts": "unnamed", "monitor": "named", "own": "named", "background": "none", "said": "named", "unknown": "named",
    }  # fmt: skip


def test_a_citation_serves_all_its_claims() -> None:
    found = standing({
        "claims": [claim("one"), claim("two")], "citations": [{"claim_id": "one; two", "kind": "footnote", "target": "A book"}],
    })  # fmt: skip
    assert found == {"one": "followable", "two": "followable"}


def test_evidence_in_the_words_that_is_not_recorded_is_no_absence() -> None:
    text = "They lost 30 men there.2 Later 12 died."
    found = standing({
        "texts": [{"document_id": "d1", "text": text}],
        "claims": [claim("lost", value_text="30", quote="They lost 30 men there"), claim("died", value_text="12", quote="Later 12 died")],
    })  # fmt: skip
    assert found == {"lost": "placeholder", "died": "none"}


def material(folder: Path) -> Material:
    data = read_dataset(folder)
    return gather(data, Locator(data))


def test_material_of_a_small_dataset(dataset: Path) -> None:
    shown = material(dataset)
    (document,), (told,), (event,) = shown.documents, shown.claims, shown.events
    assert (shown.dataset, shown.title, shown.names) == ("small", "A small one", {"bridge": "The bridge"})
    assert (document.title, Path(document.path).name, document.text, document.date) == ("A report", "d1.txt", TEXT, "2017-05-06")
    assert TEXT[told.start : told.end] == told.quote == "three soldiers were killed near the bridge"
    assert (told.value, told.low_near, told.high_near, told.standing, told.speaker) == ("three", 3, 3, "followable", "The ministry")
    assert (told.date, told.own_date, str(told.earliest)) == ("2017-05-04", True, "2017-05-04")
    assert [(one.kind, one.target, one.source) for one in told.citations] == [("reference", "https://ministry.gov/7", "The ministry")]
    assert (event.event_id, event.label) == ("strike", "A strike")
    assert [TEXT[start:end] for start, end in document.uncovered] == ["4 May 2017"]
    assert document.figures == 2


def test_retracted_and_dismissed_claims_are_not_shown_but_a_dismissed_figure_is_covered(dataset: Path) -> None:
    claims = dataset / "claims.csv"
    head, row = claims.read_text(encoding="utf-8").splitlines()
    claims.write_text(f"{head},status\n{row},dismissed\n", encoding="utf-8")
    assert not material(dataset).claims
    assert len(material(dataset).documents[0].uncovered) == 1
    claims.write_text(f"{head},status\n{row},retracted\n", encoding="utf-8")
    assert len(material(dataset).documents[0].uncovered) == 2


def test_a_document_that_is_not_held_has_no_text(dataset: Path) -> None:
    (dataset / "documents.csv").write_text("document_id,path,title,sha256,held\nd1,,,,none\n", encoding="utf-8")
    (document,) = material(dataset).documents
    assert (document.title, document.text, document.figures) == ("d1", None, 0)
    assert material(dataset).claims[0].start is None


def test_coverage_is_what_the_check_on_it_says(dataset: Path) -> None:
    run = check([dataset], Options(select=("COV001",), material=True))
    (outcome,) = [one for one in run.outcomes if one.code == "COV001"]
    (document,) = run.material[0].documents
    assert (document.figures, len(document.uncovered)) == (outcome.compared, len(run.findings)) == (2, 1)


def test_the_figures_of_a_document_without_claims_are_not_covered(dataset: Path) -> None:
    documents = dataset / "documents.csv"
    documents.write_text(documents.read_text(encoding="utf-8") + "d2,d1.txt,Another,2017-05-06,,excerpt\n", encoding="utf-8")
    other = material(dataset).documents[1]
    assert (other.figures, len(other.uncovered)) == (2, 2)


def test_material_is_gathered_only_when_asked_for(dataset: Path) -> None:
    assert check([dataset]).material == ()
    (shown,) = check([dataset], Options(select=("NUM",), material=True)).material
    assert shown.dataset == "small"


def test_standings_of_nothing() -> None:
    assert standing({"claims": []}) == {}
    empty = complete({"claims": []})
    assert gather(empty, Locator(empty)).claims == ()
    assert isinstance(empty.tables["claims"], pl.DataFrame)
