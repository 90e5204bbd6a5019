"""Numbers as prose prints them."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.numbers import Reading, parse, readings, scan
from checks.runs import pattern

EXACT = {
    "16,000": 16000, "1.2 million": 1.2e6, "3 2/3": 11 / 3, "2/3": 2 / 3, "1½": 1.5, "½": 0.5, "eighty-two": 82, "eighty two": 82, "63": 63,
    "two hundred and five": 205, "a dozen": 12, "two dozen": 24, "half a dozen": 6, "a half-dozen": 6, "five-hundred": 500,
    "a third": 1 / 3,
    "half": 0.5, "two-thirds": 2 / 3, "three quarters": 0.75, "first": 1, "21st": 21, "twenty-first": 21, "a hundred": 100,
    "half a million": 5e5,
    "45 percent": 45, "45%": 45, "3.5 per cent": 3.5, "three and a half": 3.5, "two-and-a-half": 2.5, "two and a half million": 2.5e6,
    "nine hundred ninety nine thousand": 999000, "one million two hundred thousand and five": 1200005, "40 000": 40000,
    "$1.2 million": 1.2e6,
    "£2,000": 2000, "$5m": 5e6, "16k": 16000, "both": 2, "twice": 2, "doubled": 2, "nineteen hundred": 1900, "zero": 0, "2km": 2,
    "5 dozen": 60, "1.497": 1.497, "thousand": 1000, "one hundred twenty-five thousand": 125000,
    "forty-two and a third": 42 + 1 / 3, "six million and two thirds": 6666666 + 2 / 3, "three quarters of a million": 750000,
    "one billion and a half million": 1000500000, "quarter million": 250000, "twenty-three fifths": 4.6, "a hundredth": 0.01,
    "one hundred and three quarters": 100.75, "two point two million": 2.2e6, "nine point nought four": 9.04, "3 hundred and 21": 321,
    "4 thousand 3 hundred": 4300, "10M": 1e7, "10 bn": 1e10, "1.3e6": 1.3e6, "12,34,567": 1234567, "13 lakh": 1.3e6, "6 crore": 6e7,
    "three dozens": 36, "a score": 20, "three score": 60, "four in ten": 0.4, "one out of every three": 1 / 3, "one in five": 0.2,
    "one hundred and twenty-fifth": 125, "two hundredth": 200, "1 234 567.89": 1234567.89, "⅚": 5 / 6,
}  # fmt: skip
HEDGED = {
    "at least 25": ("ge", 25), "no fewer than 1,500": ("ge", 1500), "10,000+": ("ge", 10000), "5 or more": ("ge", 5),
    "more than 16,000": ("gt", 16000), "over a dozen": ("gt", 12), "a little over two": ("gt", 2), "little over a": ("gt", 1),
    "up to 50": ("le", 50), "5 or fewer": ("le", 5), "fewer than ten": ("lt", 10), "about 60": ("approx", 60), "some 50": ("approx", 50),
    "sixty-or-so": ("approx", 60), "50-odd": ("approx", 50), "an estimated 300": ("approx", 300), "~40": ("approx", 40),
    "c. 300": ("approx", 300),
    "less than or equal to 30": ("le", 30), "≥ 30": ("ge", 30), "300-plus": ("ge", 300), "25 at most": ("le", 25),
    "perhaps 300": ("approx", 300), "200 or higher": ("ge", 200), "virtually half": ("approx", 0.5),
    "nearly 40 percent": ("approx", 40), "more than doubled": ("gt", 2), "at least about 30": ("ge", 30),
}  # fmt: skip
RANGES = {
    "between 3,000 and 5,000": (3000, 5000), "3,000-5,000": (3000, 5000), "3,000–5,000": (3000, 5000),
    "from 3 to 5": (3, 5), "5% to 10%": (5, 10),
    "two or three million": (2e6, 3e6), "2-3 million": (2e6, 3e6), "an estimated 30,000 to 40,000": (30000, 40000),
    "two to three dozen": (24, 36), "two or three hundred": (200, 300),
    "more than 20 and fewer than 30": (20, 30), "at most 100 and at least 20": (20, 100), "8- to 16": (8, 16), "20 through 100": (20, 100),
    "between the tenth and the fifteenth": (10, 15),
    "between about 3,000 and 5,000": (3000, 5000), "70-80 percent": (70, 80), "between one hundred and two hundred": (100, 200),
}  # fmt: skip
VAGUE = ("dozens", "several dozen", "tens of thousands", "hundreds of thousands", "a few", "a couple of hundred", "several", "a handful")
NOTHING = (
    "(25:50)", "a 21st-century version", "an F-16", "Assad.1 In", "rebels,2 whose", "27 March 2016", "on March 4, 2017", "Resolution 2254",
    "the 1990s", "192.168.1.2", "[1]", "https://x.y/123", "a third-party view", "the attack", "over the year", "",
)  # fmt: skip


def only(text: str) -> Reading:
    found = scan(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("text", "value"), EXACT.items())
def test_exact(text: str, value: float) -> None:
    found = only(f"They saw {text} there.")
    assert (found.comparator, found.text.lower()) == ("eq", text.lower())
    assert found.best == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("text", "expected"), HEDGED.items())
def test_hedged(text: str, expected: tuple[str, float]) -> None:
    found = only(f"they saw {text} {'week' if text.endswith(' a') else 'men'}")
    values = {found.low, found.best, found.high} - {None}
    assert (found.comparator, values) == (expected[0], {expected[1]})
    assert found.hedge


@pytest.mark.parametrize(("text", "expected"), RANGES.items())
def test_ranges(text: str, expected: tuple[float, float]) -> None:
    found = only(text)
    assert (found.comparator, found.low, found.high) == ("between", *expected)


@pytest.mark.parametrize("text", VAGUE)
def test_vague(text: str) -> None:
    found = only(f"{text} of men")
    assert (found.comparator, found.low, found.best, found.high, found.text) == ("vague", None, None, None, text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert scan(text) == []
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("some 50 trucks, 13 buses, 4,000 evacuees", [50, 13, 4000]),
        ("approximately 63 attacks monthly, but this figure plummeted to just 10", [63, 10]),
        ("fell from 63 to 10", [63, 10]),
        ("killing three soldiers and wounding another thirteen", [3, 13]),
        ("a third of those, one in three", [1 / 3, 1 / 3]),
        ("five two", [5, 2]),
        ("attacks doubled to 240", [2, 240]),
        ("killed two in five attacks", [2, 5]),
        ("at one point seven men", [1, 7]),
        ("two million and 300 tanks", [2e6, 300]),
        ("in 2017, 300 men", [2017, 300]),
    ],
)
def test_several(text: str, values: list[float]) -> None:
    assert [found.best for found in scan(text)] == pytest.approx(values)


def test_a_fortnight_is_two_weeks_or_fourteen_days() -> None:
    assert (only("It took a fortnight.").best, only("It took a fortnight.").also) == (2, (14, 1))
    assert scan("It took a week.") == []


def test_kinds() -> None:
    kinds = {text: only(text).kind for text in ("2017", "45%", "$5", "a third", "third", "3-5", "dozens", "7")}
    assert list(kinds.values()) == ["year", "percent", "money", "fraction", "ordinal", "range", "vague", "number"]


@given(st.one_of(st.text(), st.text(alphabet="0123456789,.-/% aof½$to+")))
def test_scan_never_fails_and_spans_are_true(text: str) -> None:
    for found in scan(text):
        assert 0 <= found.start < found.end <= len(text)
        assert len(text[found.start : found.end]) == len(found.text)


@given(
    st.lists(
        st.sampled_from(["two", "hundred", "and", "a", "third", "-", "of", "dozen", "over", "between", "to", "half", "5", "%", "million"])
    )
)
def test_word_salad(words: list[str]) -> None:
    scan(" ".join(words))


@given(st.text(alphabet="0123456789,.-/% \xa0é–½$+[]:" + "aefhilnorstuvw"))
def test_rust_and_python_find_the_same_runs(text: str) -> None:
    ours = [found[0] for found in re.finditer(pattern(), text, re.ASCII)]
    assert pl.select(pl.lit(text, dtype=pl.String).str.extract_all(pattern().replace(r"\b", r"(?-u:\b)"))).item().to_list() == ours


def test_readings() -> None:
    claims = pl.LazyFrame({"claim_id": ["a", "b", "c", "d"], "quote": ["Eight of 12", "From 63 to 70 men", "the attack", None]})
    rows = readings(claims).sort("claim_id", "best", nulls_last=True).collect()
    assert rows["claim_id"].to_list() == ["a", "a", "b", "b", "b"]
    assert rows["best"].to_list() == [8, 12, 63, 70, None]
    assert rows.columns == ["claim_id", "expression", "kind", "comparator", "low", "best", "high"]


def test_capitals_that_scale_digits_are_read_in_columns_too() -> None:
    rows = readings(pl.LazyFrame({"claim_id": ["a"], "quote": ["10M people and 5B dollars, 3m deep"]})).collect()
    assert sorted(rows["best"].to_list()) == [3, 1e7, 5e9]


def test_adversarial_text_is_quick() -> None:
    assert len(scan("1-" * 20_000)) > 0
    scan("one hundred and " * 5_000)
    scan("between " * 20_000)


def test_a_percentage_to_which_no_other_answers_is_no_range() -> None:
    assert [found.best for found in scan("rose 50 percent to 90 from 60")] == [50, 90, 60]
    assert [(found.low, found.high) for found in scan("rose 50 percent to 90 percent")] == [(50, 90)]
