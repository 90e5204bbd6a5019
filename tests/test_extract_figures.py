"""Figures: values, what they count, what is passed over."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.extract.figures import Figured, figures

READ = [
    ("OIR launched eight airstrikes in and around it", "eight", "number eq 8 airstrike attacks"),
    ("had killed sixty-or-so regime soldiers, carried", "sixty-or-so", "number approx 60 soldier killed"),
    ("more than 16,000 foreign terrorist fighters", "more than 16,000", "number gt 16000 fighter fighters"),
    ("resulting in the loss of at least 25 lives.", "at least 25", "number ge 25 life killed"),
    ("ranges between 3,000 and 5,000 fighters", "between 3,000 and 5,000", "range between 3000-5000 fighter fighters"),
    ("dropping over a dozen airstrikes that", "over a dozen", "number gt 12 airstrike attacks"),
    ("a third of those strikes", "a third", "fraction eq 0.3333333 fraction share"),
    ("the third factor that paved the way", "third", "ordinal eq 3 factor count"),
    ("as tens of thousands of civilians flocked to", "tens of thousands", "number vague - civilian displaced"),
    ("14 people were killed", "14", "number eq 14 person killed"),
    ("they were wounded; 3 soldiers died", "3", "number eq 3 soldier killed"),
    ("it costs $1.2 million a year", "$1.2 million", "money eq 1200000 dollar money year"),
    ("paid 5,000 euros", "5,000", "money eq 5000 euro money"),
    ("45 percent of the houses", "45 percent", "percent eq 45 percent share"),
    ("attacks rose by 10 percent", "10 percent", "percent eq 10 percent change"),
    ("at least ten small scale military bases set up", "at least ten", "number ge 10 base bases"),
    ("about 2 miles away", "about 2", "number approx 2 mile distance"),
    ("20 km north of it", "20", "number eq 20 km distance"),
    ("for the second time", "second", "ordinal eq 2 time recurrence"),
    ("51 U.S. diplomats urge", "51", "number eq 51 diplomat people"),
    ("some 50 trucks", "some 50", "number approx 50 truck vehicles"),
    ("he met 12 of the villagers", "12", "number eq 12 villager people"),
    ("fell to -5 points", "-5", "number eq -5 point count"),
    ("about .25 litres", ".25", "number eq 0.25 litre count"),
    ("63 attacks monthly", "63", "rate eq 63 attack attacks month"),
    ("two raids a day later", "two", "number eq 2 raid attacks"),
    ("four sorties per day", "four", "rate eq 4 sortie attacks day"),
    ("flew 4,500 sorties, an average of 25 a day", "4,500", "number eq 4500 sortie attacks"),
    ("Airwars counted 1,472 alleged civilian deaths in March", "1,472", "number eq 1472 death killed"),
    ("Of the 37 dead, 22 were soldiers and nine were policemen", "nine", "number eq 9 policeman killed"),
    ("no fewer than 17 of the 20 hostages were freed", "no fewer than 17", "number ge 17 hostage detained"),
    ("fewer than 50 of the 9,000-strong force remained", "9,000", "number eq 9000 force fighters"),
    ("The number of airstrikes fell from 63 in October", "63", "number eq 63 airstrike attacks"),
    ("lost it to IS once again in December", "once again", "number vague - time recurrence"),
    ("they were, not for the first time, late", "not for the first time", "ordinal gt 1 time recurrence"),
    ("Turkey hosts 2.9m Syrians", "2.9m", "number eq 2900000 syrian people"),
    ("a wall 2.9m high", "2.9m", "number eq 2.9 high count"),
    ("one in four schools has been damaged", "one in four", "fraction eq 0.25 fraction share"),
    ("three quarters of a million refugees crossed", "three quarters of a million", "number eq 750000 refugee displaced"),
    ("more than 20 and fewer than 30 shells", "more than 20 and fewer than 30", "range between 20-30 shell attacks"),
    ("300-plus fighters held out", "300-plus", "number ge 300 fighter fighters"),
    ("up 8 percentage points from April", "8 percentage points", "percent eq 8 percent change"),
    ("the price of bread is SYP 250 now", "250", "money eq 250 syp money"),
    ("two or three dozen militants crossed", "two or three dozen", "range between 24-36 militant fighters"),
    ("Aleppo's population fell to 1.6m by then", "1.6m", "number eq 1600000 count"),
    ("the 8,000 sq km province", "8,000", "number eq 8000 square km count"),
    ("another 700-800 remain", "700-800", "range between 700-800 count"),
    ("displaced at least once", "at least once", "number ge 1 time recurrence"),
    ("he died on Thursday, aged 58", "58", "number eq 58 count"),
    ("six midwives left", "six", "number eq 6 midwife count"),
    ("a four-wheel-drive version", "four", "number eq 4 wheel count"),
    ("put millions out of work", "millions", "number vague - count"),
    ("killed two dozen Israelis", "two dozen", "number eq 24 israeli killed"),
    ("three Palestinian suicide bombers met", "three", "number eq 3 bomber people"),
    ("three bombers and five bombs", "three", "number eq 3 bomber vehicles"),
    ("the 15-member Security Council", "15", "number eq 15 member people"),
    ("13 mph seems slow", "13", "number eq 13 mph count"),
    ("about 469 sqmi, the", "about 469", "number approx 469 square mile count"),
    ("43 mi of waterfront", "43", "number eq 43 mile distance"),
    ("5 of this play's scenes", "5", "number eq 5 scene count"),
    ("the second Test beginning in Melbourne", "second", "ordinal eq 2 test count"),
    ("Two of those flared overnight", "Two", "number eq 2 count"),
    ("set at $400 to $500 million", "$400 to $500 million", "money between 4e+08-5e+08 dollar money"),
    ("rose from $3 million to $5 million", "$3 million", "money eq 3000000 dollar money"),
    ("a $20.7million credit", "$20.7million", "money eq 2.07e+07 dollar money"),
    ("1/6th of the world's people", "1/6th", "fraction eq 0.1666667 fraction share"),
    ("weighs 600 pounds", "600", "number eq 600 pound count"),
    ("5 to 10 pounds of rice", "5 to 10", "range between 5-10 pound count"),
    ("paid 600 pounds", "600", "money eq 600 pound money"),
    ("6612 Palestinians, including 1644 children, were wounded", "6612", "number eq 6612 palestinian injured"),
    (
        "1537 people were killed and 6612, including 1644 children, were hurt",
        "1644",
        "number eq 1644 child injured",
    ),
    ("more than 1,300 Israelis lost their lives", "more than 1,300", "number gt 1300 israeli killed"),
    ("1537 Palestinians were killed", "1537", "number eq 1537 palestinian killed"),
    ("including 24 children, and rose to 45 including 6 children", "45", "number eq 45 count"),
    ("165 Gazans were killed over the past day", "165", "number eq 165 gazan killed"),
    ("some 230,000 German, Romanian, and Croatian soldiers", "some 230,000", "number approx 230000 soldier fighters"),
    ("around 242 national and foreign citizens are detained", "around 242", "number approx 242 citizen detained"),
    ("900,000 Germans were dead, wounded or missing", "900,000", "number eq 900000 german people"),
    ("10,000 surviving civilians and several thousand captured soldiers", "10,000", "number eq 10000 civilian people"),
    ("500 of the dead are children, and 276 are women and put the number of injured at 7", "276", "number eq 276 woman killed"),
    ("there one interviewee found the body", "one", "number eq 1 interviewee count"),
    ("5 Tomahawks hit it", "5", "number eq 5 tomahawk count"),
    ("At least 415 non-combatants were likely killed, most of them", "At least 415", "number ge 415 non-combatant killed"),
    ("with 327 deaths and 880 injured", "880", "number eq 880 injured"),
    ("Aerial operations killed and injured 519 people", "519", "number eq 519 person people"),
    ("leading to thousands fleeing the area", "thousands", "number vague - displaced"),
    ("a 39 percent increase in casualties", "39 percent", "percent eq 39 percent change"),
    ("which is a 3% overall decrease from it", "3%", "percent eq 3 percent change"),
    ("a rise of 52% on the total", "52%", "percent eq 52 percent change"),
    ("267 strikes, about 9% fewer than in April", "about 9%", "percent approx 9 percent change"),
    ("52 percent of them, fewer than before", "52 percent", "percent eq 52 percent share"),
    ("claims to have executed 729 “martyrdom operations” in Iraq", "729", "number eq 729 operation attacks"),
    ('compared to the 20 "combat sorties" flown on that day', "20", "number eq 20 sortie attacks"),
    ("read the 53 issues of IS weekly magazine al-Naba", "53", "number eq 53 issue count"),
    ("On average there are 10 suicide attacks taking place in the Northeast per week", "10", "rate eq 10 attack attacks week"),
    ("while thousands more reportedly fled to towns", "thousands", "number vague - displaced"),
    ("58 civilians have been killed — including 42 by the coalition", "42", "number eq 42 civilian killed"),
    ("documented 13,829 civilian casualties, including 5,110 killed", "13,829", "number eq 13829 casualty people"),
    (
        "The number of Internally Displaced Persons (IDPs) has risen to over two million",
        "over two million",
        "number gt 2000000 person people",
    ),
]
PASSED_OVER = [
    "between 11.30 and 1.30 p.m. it fell", "it ended. 3. On that day", "1.4 For the team", "it ended. 1.6 Whilst it went",
    "in August \u201941 it", "at 36.34075, 43.126911 it",
    "see https://example.org/2017/12 there", "it rose.\n2/ Detail about the methods",
    "supported Assad.1 In", "the YPG,5 which", "at (25:50) he said", "a 21st-century war", "F-16 jets",
    "Resolution 2254 says", "no one knows", "one could argue", "in one way or another", "a third-party claim", "write to a7@b3.com",
    "text\n  1. A heading\n  2. Another", "as before [12] and [3, 4]", "at 5 p.m. sharp", "open 24/7", "version 1.2.3 of it",
    "\n3 “Syria forces quietly take up", "Unit 8200 said", "hangar No. 4", "at 2.30 pm he left",
    "at 0200 GMT it fell", "the P5+1 met", "Brigade 57 left",
    "1) trucks came, 2) others", "the six o'clock rule", "rule 37 of it", "shirt number 2 was", "the 9/11 attacks", "3A.7 Of it",
    "a one-on-one talk",
]  # fmt: skip


DOUBTFUL = (
    "were first taken", "once committed", "a million dollar question", "the yacht Calypso 2.",
    "Her Steinlager 2 came in", "FBI, 007.",
    "Fallout 3 tried to be Fallout 1 and failed", "case 328/1988", "how can one explain it",
)  # fmt: skip


def told(one: Figured) -> str:
    values = "-".join(f"{value:.7g}" for value in (one.low, one.best, one.high) if value is not None) or "-"
    return " ".join(part for part in (one.kind, one.comparator, values, one.unit, one.measure, one.per) if part)


@pytest.mark.parametrize(("text", "words", "expected"), READ, ids=[row[0] for row in READ])
def test_reads(text: str, words: str, expected: str) -> None:
    one = next(one for one in figures(text) if words in text[one.start : one.end] or text[one.start : one.end] in words)
    assert told(one) == expected


@pytest.mark.parametrize("text", PASSED_OVER)
def test_passes_over(text: str) -> None:
    assert [text[one.start : one.end] for one in figures(text)] == []


def test_a_bare_figure_counts_what_the_last_one_did() -> None:
    text = "ISIL executed 63 attacks monthly, but this figure plummeted to just 10 now"
    assert [told(one) for one in figures(text)] == ["rate eq 63 attack attacks month", "rate eq 10 attack attacks month"]
    text = "killing three soldiers and wounding another thirteen."
    assert [told(one) for one in figures(text)] == ["number eq 3 soldier killed", "number eq 13 soldier injured"]


def test_dates_win() -> None:
    assert figures("on 20 May 2015", [(3, 14)]) == []


def test_doubtful_figures_have_a_low_confidence() -> None:
    assert all(one.confidence < 0.5 for text in DOUBTFUL for one in figures(text))


@pytest.mark.parametrize("text", ["In Homs 12.", "Syria 12, Iraq 3 and Iran 4.", "Killed 3.", "Police 12 were hurt"])
def test_figures_of_named_places_are_no_names(text: str) -> None:
    assert all(one.confidence > 0.5 for one in figures(text))


def test_numbers_beyond_all_bounds_are_vague() -> None:
    (one,) = figures("9" * 400 + " people")
    assert (one.comparator, one.best) == ("vague", None)


SCRAPS = st.lists(
    st.sampled_from(
        ["one ", "a third of ", "at least ", "$", "12", "1,000", ".", "-", "\n", "%", "killed ", " a day", "½", "İ", "“", "[", "]",
         "tens of thousands "]
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)  # fmt: skip


@given(SCRAPS)
def test_never_raises_and_spans_are_in_order(text: str) -> None:
    found = figures(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
