"""Rows: places in the raw text, sentences, attribution, citation; and the layout that they are read from."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.extract.layout import layout
from checks.extract.rows import Row, extract
from checks.fold import fold
from checks.sentences import sentences
from tests import golden

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
PUBLISHED = {"000": date(2017, 3, 4), "002": date(2018, 2, 26)}
RAW = """# Heading

According to the ministry, *at least* 25 people
were killed on 4 May 2017.[1] Ten days later [two more](https://a.org/x) sol-
diers died, Reuters said.

[1] Ministry of Health, Report, 2017, https://moh.gov/7
"""


def test_rows_have_the_fields_of_the_design() -> None:
    fields = (
        "document_id start end text sentence_start sentence_end kind low best high comparator unit per measure date_start date_end "
        "resolved_by attribution citation confidence"
    )
    assert " ".join(Row._fields) == fields


def test_a_small_document() -> None:
    rows = {RAW[row.start : row.end]: row for row in extract("d1", RAW)}
    killed, day, later, two = (rows[words] for words in ("at least* 25", "4 May 2017", "Ten days later", "two"))
    assert (killed.low, killed.comparator, killed.unit, killed.measure) == (25, "ge", "person", "killed")
    assert killed.attribution == "ministry"
    assert "[1]" in day.citation
    assert (later.date_start, later.resolved_by) == ("2017-05-14", "relative")
    assert (two.measure, two.unit, two.attribution, two.citation) == ("killed", "soldier", "Reuters", "two more")
    assert RAW[killed.sentence_start : killed.sentence_end].startswith("According to")


def test_a_link_cites_the_figure_that_it_is() -> None:
    rows = {row.text: row.citation for row in extract("d1", "It holds [30,000](#) men, and [another 10,000](https://a.org/x) live near.")}
    assert rows == {"30,000": "30,000", "10,000": "another 10,000"}


def test_tags_and_note_marks_are_no_figures() -> None:
    raw = "He died.<ref>A, B</ref>\nSixteen shells fell.^9 Water reached 40 percent<sup>10</sup> of homes."
    assert [(row.text, row.comparator) for row in extract("d1", raw)] == [("Sixteen", "eq"), ("40 percent", "eq")]


MARKUP = """{{Infobox battle|date=4 May 1943|strength=3,000}}
[[File:Map of 1939.png|thumb|200px|The 12 forts]] The <!-- 7 --> fort, {{convert|60|km|mi|0}} off, fell on [[7 May 1943 raid|7 May 1943]]
to [[World War II|some]] men.<ref name="Doe 1999">{{cite web|url=http://site.org/2009/05/12|date=3 June 2009|accessdate=2 July 2010}}</ref>
Ten days later it rose.
{| class="wikitable" width="90%"
| rowspan="2" | 384
|}
[[Category:1943 battles]] See http://site.org/2008-03-01/77.
"""


def test_markup_states_nothing_and_dates_nothing() -> None:
    rows = [row for row in extract("d1", MARKUP) if row.confidence >= 0.5]
    assert [(row.text, row.date_start) for row in rows] == [
        ("12", ""), ("60", ""), ("7 May 1943", "1943-05-07"), ("Ten days later", "1943-05-17"), ("384", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "figures"),
    [
        ("It gave reasons:\n1. Town A fell.\n2. AFP counted 12 dead.\n3. So it was.", ["12"]),
        ("1) Reuters wrote.\n\n2) SOHR wrote.", []),
        ("\f 14. Reuters wrote.\n 15. SOHR wrote.\n 16. AFP wrote.", []),
        ("The dead were 12 or\n13. Reuters counts\n14. So did AFP.", ["12 or\n13", "14"]),
        ("The dead were\n1. Reuters counts\n3. AFP does not.", ["1", "3"]),
    ],
)
def test_the_numbers_of_a_list_count_nothing(raw: str, figures: list[str]) -> None:
    assert [row.text for row in extract("d1", raw)] == figures


def test_sentences_end_with_their_notes_and_blanks_may_be_spelt() -> None:
    raw = "It fell on 4&nbsp;May 1943.<ref>Doe, J. A war. London, 2001.</ref> In 1944&ndash;45 it rose."
    rows = [row for row in extract("d1", raw) if row.confidence >= 0.5]
    assert [(row.text, raw[row.sentence_end - 6 : row.sentence_end]) for row in rows] == [
        ("4&nbsp;May 1943", "</ref>"), ("1944&ndash;45", " rose."),
    ]  # fmt: skip


def test_an_attribution_ends_with_its_half_of_the_sentence() -> None:
    rows = extract("d1", "According to local activists, 29 died; the opposition puts the figure at 31.")
    assert [(row.text, row.attribution) for row in rows] == [("29", "local activists"), ("31", "opposition")]


def test_a_date_completed_by_publication() -> None:
    (row,) = extract("d1", "It fell on 4 April.", date(2017, 6, 1))
    assert (row.date_start, row.resolved_by) == ("2017-04-04", "publication")
    (row,) = extract("d1", "It fell on 4 April.")
    assert row.date_start == ""


def test_the_seeds() -> None:
    lines = [
        json.dumps(row._asdict(), ensure_ascii=False)
        for path in SEEDS
        for row in extract(path.stem[:3], path.read_text(encoding="utf-8"), PUBLISHED.get(path.stem[:3]))
    ]
    golden.check("extract_seeds.jsonl", "\n".join(lines) + "\n")


SCRAPS = st.lists(
    st.sampled_from(
        ["12 ", "4 May 2017", "May", " ten days later", "a third", "said Ali", "According to ",
         "[1]", "[a](#)", "](", "*", "-\n", "\n\n", " \n", ". ",
         "Mr. ", "U.S. ", "“", "”", "\xa0", "\xad", "# ", "\n# ", "![x](y)", "\\*", "x", "\n- ",
         "A", ".1 In", ".<ref>A. B</ref> ", "<ref a/>", "{{c. D}}",
         ".<ref>",
         "&nbsp;", "4&ndash;9", "&"]
    )
    | st.text(max_size=5),
    max_size=40,
).map("".join)  # fmt: skip


@given(SCRAPS)
def test_every_row_is_anchored(raw: str) -> None:
    for row in extract("d", raw, date(2017, 3, 4)):
        assert row.text == raw[row.start : row.end]
        assert row.text
        assert 0 <= row.sentence_start <= row.start < row.end <= row.sentence_end <= len(raw)
        assert 0 <= row.confidence <= 1
        json.dumps(row._asdict(), allow_nan=False)


@given(SCRAPS)
def test_the_layout_is_the_fold_and_its_sentences(raw: str) -> None:
    page = layout(raw)
    assert page.text == fold(raw).text
    assert page.raw_spans(page.sentences) == [page.folded.raw(*span) for span in page.sentences]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_seeds_have_the_same_sentences(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    page = layout(raw)
    assert page.raw_spans(page.sentences) == sentences(raw)


@pytest.mark.parametrize(
    "scrap", ["7", "7-", "-", "[", "](", "[1]", "“", '"a', "(", "1 A\n", "2015 ", "day ", "in May ", "said ", "¹", "one ", "1,", "\n"]
)
def test_a_text_made_to_be_slow_ends(scrap: str) -> None:
    """How long it takes is measured by `nox -s bench`."""
    raw = scrap * (100_000 // len(scrap))
    assert all(raw[row.start : row.end] == row.text for row in extract("d", raw))


@pytest.mark.parametrize("number", ["+44 20 7946 0958", "+1 (202) 555-0147", "+963 11 123 4567"])
def test_a_telephone_number_counts_nothing(number: str) -> None:
    assert {row.confidence for row in extract("d", f"Three died. Call {number} in the morning.") if row.start > 12} <= {0.2}


def test_a_signed_number_is_no_telephone_number() -> None:
    assert max(row.confidence for row in extract("d", "The balance stands at +1 000 000 people.")) >= 0.5
