"""The HTML site: pages as a pure function of one run."""

import base64
import hashlib
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("vl_convert", reason="the extra `site` is not installed")

from checks.engine.check import Options, check
from checks.engine.gather import gather
from checks.engine.locate import Locator
from checks.finding import Finding, Location
from checks.material import Material
from checks.reports.site import build, document, intervals, names, timeline, visible
from checks.reports.site.build import render
from checks.reports.site.index import PER_PAGE, Index
from checks.run import Outcome, Run, Volume
from checks.testing import complete
from tests.conftest import Answer
from tests.pages import Page, targets
from tests.test_reports import awkward

ROOT = Path(__file__).resolve().parents[1]
Tables = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def syria() -> Run:
    return check([ROOT / "datasets" / "syria"], Options(material=True, fast=True))


@pytest.fixture(scope="module")
def pages(syria: Run) -> dict[str, Page]:
    return {name: Page(source) for name, source in render(syria).items()}


def test_every_page_is_whole_and_needs_nothing_from_elsewhere(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.all("h1")) == 1, name
        assert page.one("html").attributes["lang"] == "en"
        assert page.one("title").text.strip(), name
        assert len(set(page.ids)) == len(page.ids), name
        (policy,) = [meta.attributes["content"] for meta in page.all("meta") if "http-equiv" in meta.attributes]
        for tag, directive in (("style", "style-src"), ("script", "script-src")):
            digest = base64.b64encode(hashlib.sha256(page.one(tag).text.encode()).digest()).decode()
            assert f"{directive} 'sha256-{digest}'" in policy, name
        assert policy.startswith("default-src 'none';")
        for element in page.elements:
            assert not {"src", "srcset", "style", "action", "data", "poster", "background"} & set(element.attributes), element
            assert not [key for key in element.attributes if key.startswith("on")], element
            assert element.tag not in {"iframe", "object", "embed", "img", "base"}
            if element.attributes.get("href", "").startswith("http"):
                assert element.attributes["rel"] == "noopener noreferrer nofollow external"


def test_every_link_leads_somewhere(pages: dict[str, Page]) -> None:
    anchors = {name: set(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        for target, anchor in targets(name, page):
            assert target in pages, (name, target)
            assert not anchor or "=" in anchor or anchor in anchors[target], (name, target, anchor)


def test_every_finding_is_listed_told_in_full_and_beside_its_words(syria: Run, pages: dict[str, Page]) -> None:
    index = Index(syria)
    assert len(pages["findings.html"].all("li")) - 4 == len(syria.findings)
    for shown in index.findings:
        (article,) = [one for one in pages[shown.page].all("article") if one.attributes["id"] == shown.anchor]
        assert " ".join(visible.visible(shown.finding.message).split()) in " ".join(article.text.split())
        assert shown.finding.fingerprint in article.text
        for key in shown.documents:
            links = [one.attributes["href"] for one in pages[index.pages[key]].all("a") if "href" in one.attributes]
            assert f"../{shown.url}" in links, (shown.finding, key)


def test_a_document_is_all_there_with_every_claim_marked(syria: Run, pages: dict[str, Page]) -> None:
    index = Index(syria)
    for key, shown in index.documents.items():
        page = pages[index.pages[key]]
        words = "".join(
            one.text.removeprefix(line.text) for one, line in zip(page.all("p", "words"), page.all("span", "line"), strict=True)
        )
        assert words.split() == (shown.text or "").split()
        told = [claim for claim in index.claims_of.get(key, ()) if claim.start is not None]
        for number, claim in enumerate(told):
            marked = "".join(one.text for one in page.all("mark") if str(number) in one.attributes.get("data-c", "").split())
            assert marked.split() == (shown.text or "")[claim.start : claim.end].split()
            assert index.anchors[key[0], claim.claim_id] in page.ids


def test_the_overview_says_what_was_checked_and_found(syria: Run, pages: dict[str, Page]) -> None:
    page = pages["index.html"]
    counts = {
        term.text.strip(): int(number.text.replace(",", ""))
        for term, number in zip(page.all("dt"), page.all("dd"), strict=True)
        if number.text.strip().replace(",", "").isdigit()
    }
    summary = syria.summary
    assert counts["contradictions"] == summary["contradictions"]
    assert counts["claims without citation"] == summary["without_citation"]
    assert [counts[name] for name in ("errors", "warnings", "notes")] == [summary[name] for name in ("errors", "warnings", "notes")]
    cards = [one.attributes["href"] for one in page.all("a") if any("card" in parent.classes for parent in one.parents)]
    assert len(cards) == summary["contradictions"]
    headings = [one.text.strip() for one in page.all("h2")]
    assert headings == [
        "Every selected check ran", "Contradictions", "One event, several figures", "Control of places", "Events in time", "Citations",
        "Coverage", "Documents",
    ]  # fmt: skip


def test_a_contradiction_opens_with_its_words_side_by_side(pages: dict[str, Page]) -> None:
    page = pages["findings/XDC001.html"]
    article = page.all("article")[0]
    quotes = [one.text for one in page.all("blockquote")][:2]
    assert "As US kills 80 Syrian soldiers" in quotes[0]
    assert "that had killed sixty-or-so regime soldiers" in quotes[1]
    assert "the one means at least 80, the other at most 66" in article.text
    assert "54 to 66" in article.text
    assert page.all("svg")
    assert [one for one in page.all("a") if one.attributes["href"] == "../checks/XDC001.html"]


def test_a_check_has_its_page_with_examples(pages: dict[str, Page]) -> None:
    page = pages["checks/NUM004.html"]
    assert "infeasible fraction" in page.one("h1").text
    assert page.all("h3")[0].text.startswith("Fires")
    assert page.all("tr", "fires")
    assert "compared" in page.source


def test_pictures_are_labelled_and_have_no_ids(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for svg in page.all("svg"):
            assert svg.attributes["aria-label"]
        assert not [one for one in page.elements if one.within("svg") and "id" in one.attributes]


# Any run


def test_a_run_without_material_and_with_every_awkward_case() -> None:
    pages = {name: Page(source) for name, source in render(awkward()).items()}
    page = pages["index.html"]
    assert "2 checks did not run" in page.one("section", "alarm").text
    assert "ComputeError" in page.one("section", "alarm").text
    assert "the dataset has no table sources" in page.one("section", "alarm").text
    assert "1 check not selected" in page.one("section", "alarm").text
    assert "the author was asked" in pages["findings/CIT003.html"].source
    assert len(pages["findings/NUM012.html"].all("blockquote")) == 2
    assert "\x1b" not in "".join(one.source for one in pages.values())
    assert not [one for page in pages.values() for one in page.all("script") if "alert" in one.text]


def test_nothing_to_check() -> None:
    pages = render(Run("0.1.0", (), (), ()))
    assert set(pages) == {"index.html", "findings.html", "checks.html"}
    assert "No check ran" in pages["index.html"]


def test_many_findings_are_cut_into_pages() -> None:
    base = awkward().findings[0]
    found = tuple(
        Finding(**{slot: getattr(base, slot) for slot in base.__slots__} | {"fingerprint": f"{n:x}"}) for n in range(2 * PER_PAGE + 1)
    )
    pages = render(Run("0.1.0", (Volume("x", 1, 1, 1),), (), found))
    assert [name for name in pages if name.startswith("findings/")] == [f"findings/NUM001{part}.html" for part in ("", "-2", "-3")]
    assert [len(Page(pages[f"findings/NUM001{part}.html"]).all("article")) for part in ("", "-2", "-3")] == [PER_PAGE, PER_PAGE, 1]


def test_many_places_of_one_finding_are_folded_away() -> None:
    places = tuple(Location("text", "seeds/0.txt", n, 1, n, 9, n, n + 8, f"quote {n}", None) for n in range(1, 10))
    base = awkward().findings[0]
    found = Finding(**{slot: getattr(base, slot) for slot in base.__slots__} | {"locations": places})
    page = Page(render(Run("0.1.0", (Volume("x", 1, 1, 1),), (), (found,)))["findings/NUM001.html"])
    assert "3 more places" in page.one("summary").text
    assert [one.within("details") for one in page.all("blockquote")] == [False] * 6 + [True] * 3


def shown(tables: Tables) -> Material:
    data = complete(tables)
    return gather(data, Locator(data))


def run_of(*material: Material, findings: tuple[Finding, ...] = ()) -> Run:
    return Run(
        "0.1.0", (Volume("x", 1, 1, 1),), (Outcome("XDC001", "value-contradiction", "x", "ran", "", 1),), findings, material=material
    )


HOSTILE = (
    "<script>document.title='taken'</script> <img src=x onerror=alert(1)> \" onmouseover=alert(1) ' javascript:alert(1) "
    "\u202egnp.exe\x1b[31m\x07\x00{{ 7*7 }}</style></title>]]>"
)


def hostile() -> Material:
    claim = {
        "claim_id": "c1", "quote": HOSTILE.replace("\x00", ""), "value_text": "3 <b>", "best": "3", "comparator": "eq", "event_id": "e1",
        "date": "2017-05-04",
    }  # fmt: skip
    moved = {"claim_id": "c2", "measure": "control", "category": "gained", "actor": "a1", "place": "p1", "asserted_by": "s1"}
    targets = (
        "javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,<script>", "https://ok.int/a?b=1&c=<2>", "https://ok.int/\u202e",
        "https://ok.int/7",
    )  # fmt: skip
    named = {"name": HOSTILE}
    document = {"title": HOSTILE, "author": HOSTILE, "url": "javascript:alert(1)", "language": '"><script>'}
    return shown({
        "texts": [{"document_id": "d1", "text": HOSTILE}],
        "documents": [{"document_id": "d1", **document}],
        "claims": [claim, claim | moved, claim | {"claim_id": "c3", "best": "9"}],
        "sources": [{"source_id": "s1", "type": "media", **named}],
        "entities": [{"entity_id": "a1", "kind": "actor", **named}, {"entity_id": "p1", "kind": "place", **named}],
        "events": [{"event_id": "e1", "label": HOSTILE, "type": "attack"}],
        "citations": [{"claim_id": "c1", "kind": "hyperlink", "quote": HOSTILE, "target": target} for target in targets],
    })  # fmt: skip


def test_hostile_text_is_text() -> None:
    material = hostile()
    place = Location("text", "example/d1.txt", 1, 1, 1, 9, 0, len(HOSTILE), HOSTILE, "c1")
    finding = Finding(
        "example", "XDC001", "value-contradiction", "error", "definite", "source", HOSTILE, HOSTILE, ("c1", "c3"), "ff", (place,)
    )
    pages = {name: Page(source) for name, source in render(run_of(material, findings=(finding,))).items()}
    for name, page in pages.items():
        assert len(page.all("script")) == 1, name
        assert page.one("script").text == page.one("script").text.replace("alert", ""), name
        assert not page.all("img")
        for element in page.elements:
            assert not [key for key in element.attributes if key.startswith("on") or key == "style"], element
            assert not element.attributes.get("href", "").strip().lower().startswith(("javascript", "data:text")), element
        assert not [char for char in "\x1b\x07\x00\u202e" if char in page.source], name
    links = [one.attributes["href"] for one in pages["documents/d1.html"].all("a") if one.attributes.get("href", "").startswith("http")]
    assert links == ["https://ok.int/7"]
    assert "{{ 7*7 }}" in pages["documents/d1.html"].source


def test_datasets_with_the_same_ids_do_not_meet() -> None:
    one, other = shown({"claims": [{"claim_id": "c1"}]}), shown({"claims": [{"claim_id": "c1"}]})
    second = Material("other", "", "", other.documents, other.claims, other.events)
    pages = render(run_of(one, second))
    assert {name for name in pages if name.startswith("documents/")} == {"documents/example.d1.html", "documents/other.d1.html"}


def test_a_dataset_of_only_two_tables() -> None:
    pages = render(run_of(shown({"claims": [{"claim_id": "c1"}], "documents": [{"document_id": "d1", "held": "none"}]})))
    assert "The text of this document is not held" in pages["documents/d1.html"]


def test_the_same_data_gives_the_same_bytes(dataset: Path) -> None:
    runs = [check([dataset], Options(material=True)) for _ in range(2)]
    first, second = (render(run) for run in runs)
    assert first == second


# Names


@given(st.lists(st.text(max_size=12), unique=True, max_size=30))
def test_names_are_safe_and_unique(ids: list[str]) -> None:
    found = names.unique((one, one) for one in ids)
    assert len({name.lower() for name in found.values()}) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9_][a-z0-9._-]*", name) and not name.startswith(".") for name in found.values())


@pytest.mark.parametrize("text", ["../../etc/passwd", "/root", "..", ".", "", "C:\\x", "a/b", "\x00", "ü", "-" * 300])
def test_a_path_is_never_a_name(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9_][a-z0-9._-]{0,79}", names.slug(text))


# Text


def test_what_cannot_be_seen_is_marked() -> None:
    assert visible.visible("a\u202eb\x1b[31mc\r\nd\te\u200df\u00adg") == "a\ufffdb\ufffd[31mc\nd\te\u200df\u00adg"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://a.int/x?y=1#z", True), ("HTTP://a.int", True), ("https://", False), ("javascript:alert(1)", False), ("//a.int", False),
        ("https://a.int/\u202e", False), ("https://a int", False), ("https://a.int/\"onclick", False), ("http://[::1", False), ("#", False),
        ("ftp://a.int", False), ("https://\x00", False),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(target: str, expected: bool) -> None:
    assert bool(visible.link(target)) is expected


@given(st.text(alphabet=st.sampled_from("ab .\n”!"), max_size=6000))
def test_blocks_hold_all_words_once(text: str) -> None:
    cut = document.blocks(text)
    held = "".join(text[block.start : block.end] for block in cut)
    assert "".join(held.split()) == "".join(text.split())
    for block, following in pairwise(cut):
        assert block.end <= following.start
    for block in cut:
        assert 0 < block.end - block.start <= document._HARD
        assert text.count("\n", 0, block.start) + 1 == block.line


def test_a_long_line_is_cut_at_its_sentences() -> None:
    text = "One two three four five. " * 200
    cut = document.blocks(text)
    assert all(text[block.start : block.end].endswith(". ") for block in cut)
    assert [block.continues for block in cut] == [False] + [True] * (len(cut) - 1)
    assert {block.line for block in cut} == {1}


def test_overlapping_claims_show_the_worst_standing() -> None:
    text = "Three soldiers were killed near the bridge on Sunday."
    material = shown({
        "texts": [{"document_id": "d1", "text": text}],
        "claims": [
            {"claim_id": "a", "quote": "Three soldiers were killed near the bridge", "asserted_by": "s1"},
            {"claim_id": "b", "quote": "killed near the bridge on Sunday"},
        ],
    })  # fmt: skip
    (row,) = document.rows(Index(run_of(material)), ("example", "d1"))
    assert [(piece.text, piece.anchors, piece.claims, piece.standing) for piece in row.pieces] == [
        ("Three soldiers were ", ("c-a",), (0,), "named"),
        ("killed near the bridge", ("c-b",), (0, 1), "none"),
        (" on Sunday", (), (1,), "none"),
        (".", (), (), ""),
    ]


# Pictures


def figures(*values: str, **facts: str) -> Tables:
    claims = [
        {"claim_id": f"c{n}", "document_id": f"d{n}", "value_text": value, "event_id": "e1", **facts} for n, value in enumerate(values)
    ]
    return {"claims": claims, "events": [{"event_id": "e1", "label": "A strike", "type": "attack"}]}


def contradiction(*claims: str) -> Finding:
    return Finding("example", "XDC001", "value-contradiction", "error", "definite", "source", "m", "h", claims, "f", ())


def test_figures_of_one_event_stand_together() -> None:
    run = run_of(shown(figures("80", "sixty-or-so", "at least 25")), findings=(contradiction("c0", "c1"),))
    (group,) = intervals.groups(Index(run))
    assert group.title == "A strike: killed people"
    assert [one.says for one in group.figures] == [
        "“at least 25” in d2: 25 or more", "“sixty-or-so” in d1: 54 to 66, at most 45 to 75", "“80” in d0: 80",
    ]  # fmt: skip
    assert group.gap == (66, 80)
    svg = intervals.picture(Index(run), group)
    assert "var(--gap)" in svg
    assert "›" in svg


def test_no_gap_without_a_contradiction() -> None:
    (group,) = intervals.groups(Index(run_of(shown(figures("80", "25")))))
    assert group.gap is None
    assert "var(--gap)" not in intervals.picture(Index(run_of()), group)


def test_one_figure_or_equal_figures_are_no_picture() -> None:
    assert intervals.groups(Index(run_of(shown(figures("80"))))) == []
    assert intervals.groups(Index(run_of(shown(figures("80", "80"))))) == []


@pytest.mark.parametrize(
    "values", [("0", "0.5"), ("3", "30,000,000"), ("more than 5", "less than 9"), ("-4", "7"), ("1e300", "2"), ("0", "at least 0")]
)
def test_any_figures_can_be_drawn(values: tuple[str, ...]) -> None:
    index = Index(run_of(shown(figures(*values))))
    for group in intervals.groups(index):
        assert intervals.picture(index, group).count("</svg>") == 1


def dated(*dates: str) -> Tables:
    return {
        "claims": [
            {"claim_id": f"c{n}", "measure": "control", "category": category, "actor": "a1", "place": "p1", "date": date, "event_id": "e1"}
            for n, (date, category) in enumerate(zip(dates, ["gained", "lost", "held"] * len(dates), strict=False))
        ]
    }


def test_time_lines_of_places_and_events() -> None:
    index = Index(run_of(shown(dated("2015-05-20", "2016-03", "2016-12/.."))))
    (place,), (event,) = timeline.control(index), timeline.events(index)
    assert (place.label, place.told, event.label, event.told) == ("A name", 3, "An event", 3)
    assert [one.lost for one in place.dated] == [False, True, False]
    svg = timeline.picture(index, [place], timeline.colours([place]), "t")
    assert "stroke-dasharray" in svg
    assert "var(--paper)" in svg
    assert ">2016<" in svg


@pytest.mark.parametrize("dates", [("0001-01-01", "9999-12-31"), ("../2016",), ("2016-01-01", "2016-01-01"), ("XXXX-05",)])
def test_any_dates_can_be_drawn(dates: tuple[str, ...]) -> None:
    index = Index(run_of(shown(dated(*dates))))
    for line in timeline.control(index):
        assert timeline.picture(index, [line], timeline.colours([line]), "t").count("</svg>") == 1


# The command


def test_report_writes_a_site_and_again(dataset: Path, tmp_path: Path, validate: Callable[..., Answer]) -> None:
    folder = tmp_path / "out" / "site"
    for _ in range(2):
        answer = validate("report", dataset, "-o", folder)
        assert (answer.code, answer.out) == (0, "")
        assert re.fullmatch(r".*/out/site/index\.html: \d+ findings?\n", answer.err)
    assert (folder / "documents" / "d1.html").is_file()
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


def test_findings_do_not_fail_a_report(dataset: Path, tmp_path: Path, validate: Callable[..., Answer]) -> None:
    claims = (dataset / "claims.csv").read_text(encoding="utf-8").replace(",three,eq,3,", ",three,eq,4,")
    (dataset / "claims.csv").write_text(claims, encoding="utf-8")
    assert validate(dataset).code == 1
    assert validate("report", dataset, "-o", tmp_path / "site").code == 0


@pytest.mark.parametrize(
    ("prepare", "expected"),
    [
        (lambda folder: (folder.mkdir(), (folder / "notes.txt").touch()), "holds 'notes.txt', which is no part of a report"),
        (lambda folder: folder.touch(), "is not a folder"),
        (lambda folder: folder.symlink_to(folder.parent / "small" / ".." / "elsewhere"), "is a link"),
    ],
)
def test_a_report_replaces_nothing_that_it_did_not_write(
    prepare: Callable[[Path], object], expected: str, dataset: Path, tmp_path: Path, validate: Callable[..., Answer]
) -> None:
    folder = tmp_path / "out"
    prepare(folder)
    answer = validate("report", dataset, "-o", folder)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert expected in answer.err


def test_a_stray_file_in_an_older_report_is_kept(dataset: Path, tmp_path: Path, validate: Callable[..., Answer]) -> None:
    folder = tmp_path / "out"
    assert validate("report", dataset, "-o", folder).code == 0
    (folder / "documents" / "mine.txt").touch()
    answer = validate("report", dataset, "-o", folder)
    assert (answer.code, (folder / "documents" / "mine.txt").exists()) == (2, True)
    assert "holds 'documents/mine.txt'" in answer.err


def test_a_report_never_lies_in_a_dataset(dataset: Path, validate: Callable[..., Answer]) -> None:
    for folder in (dataset, dataset / "site", dataset.parent):
        answer = validate("report", dataset, "-o", folder)
        assert answer.code == 2
        assert "lies within the dataset" in answer.err
    assert not (dataset / "site").exists()


def test_a_report_that_fails_leaves_the_older_one(
    dataset: Path, tmp_path: Path, validate: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    assert validate("report", dataset, "-o", folder).code == 0
    before = (folder / "index.html").read_bytes()
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    answer = validate("report", dataset, "-o", folder)
    assert (answer.code, "No space left on device" in answer.err) == (2, True)
    assert (folder / "index.html").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "small"]


def test_without_the_extra_one_line_says_what_to_install(
    dataset: Path, tmp_path: Path, validate: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "find_spec", lambda name: None if name == "vl_convert" else object())
    answer = validate("report", dataset, "-o", tmp_path / "out")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "validate: the HTML site needs vl-convert-python: pip install 'claim-checks[site]'\n"


def test_a_bare_document_has_a_site(tmp_path: Path, validate: Callable[..., Answer]) -> None:
    (tmp_path / "one.txt").write_text("On 4 May 2017, 12 of 20 soldiers, or 70 percent, were killed.\n", encoding="utf-8")
    assert validate("report", tmp_path / "one.txt", "-o", tmp_path / "out").code == 0
    assert "70 percent" in (tmp_path / "out" / "documents" / "one.html").read_text(encoding="utf-8")
