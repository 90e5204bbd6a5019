"""Folding, sentences and anchors, on texts as the seeds print them and on arbitrary Unicode."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.fold import JOINED, LAYOUT, TOUCHED, fold, folded, folded_text, letters, plain
from checks.page import Page
from checks.sentences import mark, marked
from checks.text import anchors, difference, locate, one_line, position, sentences

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
MEAN = "ab-\n\r \t\xa0\u2028[]()#*\\.!?1A\xe9\xad\u200b\u201c\u201d\u2019\u2013\ufb01\u2022\x1e\u0301\u1e9e"
texts = st.one_of(st.text(alphabet=MEAN), st.text())


def polars(expression: pl.Expr) -> str:
    value = pl.select(expression).item()
    assert isinstance(value, str)
    return value


@given(texts)
def test_expressions_agree_with_the_definition(text: str) -> None:
    literal = pl.lit(text, dtype=pl.String)
    assert polars(folded(literal)) == fold(text).text
    assert polars(folded(literal, JOINED)) == fold(text, JOINED).text
    assert folded_text(text, LAYOUT + JOINED) == fold(text, LAYOUT + JOINED).text
    assert polars(marked(literal)) == mark(text).text
    assert polars(one_line(literal)) == fold(text).text.replace("\n", " ").strip(" ")


@given(texts)
def test_what_needs_no_folding_is_not_changed_by_it(text: str) -> None:
    assert TOUCHED.search(text) or fold(text, LAYOUT + JOINED).text == text
    for kept in TOUCHED.sub("", text).split("  "):
        assert TOUCHED.search(kept) or fold(kept, LAYOUT + JOINED).text == kept


@given(texts)
def test_maps_lead_back_to_the_characters(text: str) -> None:
    layout = mark(text)
    for at, char in enumerate(layout.text):
        start, end = layout.raw(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert char in " \n" or text[start] == char
    both = layout.then(letters(layout.text))
    assert both.text == plain(layout.text)
    starts = [both.raw(at, at + 1)[0] for at in range(len(both.text))]
    assert starts == sorted(starts)


@given(texts)
def test_marking_sentences_keeps_the_length(text: str) -> None:
    assert len(mark(text).text) == len(fold(text).text)
    spans = sentences(text)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("raw", "layout"),
    [
        ("the strate-\ngy of at-\r\n  tacks", "the strategy of attacks"),
        ("a large-scale plan", "a large-scale plan"),
        ("mid-\n2017 and 3 -\n5", "mid-2017 and 3 - 5"),
        ("a\xad\u200bb  c\xa0\td", "ab c d"),
        ("an [unprecedented advance](#) and [x](http://a.b/c) [sic]", "an unprecedented advance and x [sic]"),
        (r"*so* **bold** \[Iran\]", "so bold [Iran]"),
    ],
)
def test_layout(raw: str, layout: str) -> None:
    assert fold(raw).text == layout


def test_letters() -> None:
    assert plain("“Dara’a” – Ťabqa ﬁre\u2026 US–backed") == '"dara\'a"-tabqa fire... usbacked'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. did allow it. Dr. Smith of the U.S. The end.", ["The U.S. did allow it.", "Dr. Smith of the U.S.", "The end."]),
        ("He left with Assad.1 In the south, 2.5 went.", ["He left with Assad.1", "In the south, 2.5 went."]),
        ("“It is so.” Brig. Gen. Silo and J. R. Dunlap Jr. agreed.", ["“It is so.”", "Brig. Gen. Silo and J. R. Dunlap Jr. agreed."]),
        ("# A title\nThe text\nruns on\n\n* one\n* two", ["# A title", "The text\nruns on", "one", "two"]),
        ("“Why?” asked Konashenkov. 30 came.", ["“Why?” asked Konashenkov.", "30 came."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


GRADES = [
    ("killed 3 men", "exact", 1),
    ("US-backed forces", "exact", 1),
    ("backed forces", "exact", 1),
    ("an unprecedented advance", "exact", 1),
    ("the town", "exact", 2),
    ("moscow's “forces”", "letters", 1),
    ("killed 3 old men of the big town", "partly", 1),
    ("killed 3", "exact", 1),
    ("who lost 30", "partly", 1),
    ("in 2015", "exact", 1),
    ("tow", "absent", 0),
    ("no word of this stands anywhere", "absent", 0),
    ("*", "absent", 0),
]
TEXT = (
    "The US-\nbacked forces killed 3 men of the town. It was an [unprecedented\nadvance](#) on the town in 20153 for\nMoscow’s "
    '"forces", who lost 30,000.\n'
)


@pytest.mark.parametrize(("quote", "grade", "matches"), GRADES)
def test_grades(quote: str, grade: str, matches: int) -> None:
    found = run([quote])[0]
    assert (found["grade"], found["matches"]) == (grade, matches)
    span = locate(TEXT, quote)
    assert (span is None) == (grade == "absent")
    if grade == "exact":
        assert span is not None
        assert fold(TEXT[span[0] : span[1]].replace("[", ""), LAYOUT + JOINED).text == fold(quote, LAYOUT + JOINED).text


def run(quotes: list[str | None], text: str = TEXT) -> list[dict[str, object]]:
    columns = {"claim_id": [str(i) for i in range(len(quotes))], "document_id": ["d"] * len(quotes), "quote": quotes}
    claims = pl.LazyFrame({**columns, "occurrence": [None] * len(quotes)}, schema_overrides={"occurrence": pl.Int64, "quote": pl.String})
    documents = pl.LazyFrame({"document_id": ["d", "empty"], "text": [text, ""]})
    return anchors(claims, documents).sort("claim_id").collect().to_dicts()


def test_sentence_of_a_match() -> None:
    rows = run(["an unprecedented advance", "moscow's “forces”", "killed 3 old men of the big town", "nothing like it at all", None])
    second = 'It was an unprecedented advance on the town in 20153 for Moscow’s "forces", who lost 30,000.'
    first = "The USbacked forces killed 3 men of the town."
    assert [row["sentence"] for row in rows] == [second, second, first, "nothing like it at all"]


def test_match_over_two_sentences() -> None:
    assert run(["of the town. It was"])[0]["sentence"] == fold(TEXT).text.strip()


def test_occurrences() -> None:
    text = "A man. Two men. A man."
    assert locate(text, "A man", 2) == (16, 21)
    assert locate(text, "A man", 9) == (0, 5)
    assert locate(text, "a MAN", 2) == (16, 21)


def test_position() -> None:
    assert [position("ab\ncd", offset) for offset in (0, 2, 3, 5)] == [(1, 1), (1, 3), (2, 1), (2, 3)]


def test_difference() -> None:
    sentence = "Then OIR launched eight airstrikes in and around Palmyra at night."
    assert difference(sentence, "OIR launched nine airstrikes in Palmyra") == '"eight" -> "nine"; "and around" -> ""'
    assert difference(sentence, "ISIS launched eight airstrikes in and around Homs") == '"OIR" -> "ISIS"; "Palmyra" -> "Homs"'


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_every_sentence_of_a_seed_anchors_in_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    for line in page.clean.split("\n"):
        quote = fold(line, LAYOUT + JOINED).text.strip()
        match = page.match(quote)
        assert not quote or match.grade == 0, quote
        assert not quote or line.strip() in [page.sentence(match, number + 1) for number in range(len(match.spans))]
