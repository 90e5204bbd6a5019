"""Dates, ranges, lengths of time and what counts from them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.extract.dates import Dated, dates

PUBLISHED = date(2017, 3, 4)

STATED = [
    ("on 20 May 2015.", "20 May 2015", "2015-05-20"),
    ("on May 20, 2015,", "May 20, 2015", "2015-05-20"),
    ("on 2015-05-20.", "2015-05-20", "2015-05-20"),
    ("on 20.5.2015 it", "20.5.2015", "2015-05-20"),
    ("on 04/05/2016 it", "04/05/2016", "[2016-04-05..2016-05-04]"),
    ("in May 2015", "May 2015", "2015-05"),
    ("In May-June 2017, US", "May-June 2017", "2017-05/2017-06"),
    ("from 3 to 5 March 2016", "from 3 to 5 March 2016", "2016-03-03/2016-03-05"),
    ("on 8-11 December 2016", "8-11 December 2016", "2016-12-08/2016-12-11"),
    ("between 19 and 27 February 2017", "between 19 and 27 February 2017", "2017-02-19/2017-02-27"),
    ("in the summer of 2014", "the summer of 2014", "2014-22"),
    ("in late 2015, the", "late 2015", "[2015-10-01..2015-12-31]"),
    ("since early 2014 local", "since early 2014", "2014-01~/.."),
    ("By early 2016, two", "By early 2016", "../2016-03~"),
    ("By mid-June 2017, it", "By mid-June 2017", "../2017-06-15~"),
    ("in the last weeks of 2016, T", "the last weeks of 2016", "2016-12~"),
    ("on Easter Monday 1916 they", "Easter Monday 1916", "1916-04-24"),
    ("on Good Friday, 1998, it", "Good Friday, 1998", "1998-04-10"),
    ("in Q3 2016.", "Q3 2016", "2016-07/2016-09"),
    ("in 2011-2013.", "2011-2013", "2011/2013"),
    ("the war of 1914-18.", "1914-18", "1914/1918"),
    ("in the 1990s.", "the 1990s", "199X"),
    ("abolish the 1886 Police Act", "1886", "1886"),
    ("in the '70s it", "70s", "197X"),
    ("in 44 BC.", "44 BC", "-0043"),
    ("since 2011 by", "since 2011", "2011/.."),
    ("by May 2017, in", "by May 2017", "../2017-05"),
    ("from October 2015 onwards, by", "from October 2015 onwards", "2015-10/.."),
    ("in 2015, IS", "2015", "2015"),
    ("it said that May 2015 was", "May 2015", "2015-05"),
    ("it said that January was", "January", "XXXX-01"),
    ("the summer-autumn of 2016 and", "the summer-autumn of 2016", "2016-22/2016-23"),
    ("On December 13, a", "December 13", "XXXX-12-13"),
    ("On Tuesday Russia", "Tuesday", "XXXX-XX-XX"),
    ("in the first half of 2016.", "the first half of 2016", "[2016-01-01..2016-06-30]"),
    ("in H1 2016 and", "H1 2016", "2016-01/2016-06"),
    ("in 2020 Q1.", "2020 Q1", "2020-01/2020-03"),
    ("the second week of March 2012", "the second week of March 2012", "[2012-03-08..2012-03-14]"),
    ("on Christmas Day 1979.", "Christmas Day 1979", "1979-12-25"),
    ("from 264 to 241 BC the", "from 264 to 241 BC", "-0263/-0240"),
    ("between the years 189 BC and 428 AD the", "between the years 189 BC and 428 AD", "-0188/0428"),
    ("on the night of 12/13 August 1942 it", "12/13 August 1942", "1942-08-12/1942-08-13"),
    ("from the 16th to 19th century, they", "from the 16th to 19th century", "1500/1899"),
    ("in the late 16th and early 17th centuries it", "the late 16th and early 17th centuries", "1570/1639"),
    ("in the 9th century BC.", "the 9th century BC", "[-0899..-0800]"),
    ("by the 4th century BC it", "by the 4th century BC", "../-0300~"),
    ("in the last quarter of the 19th century it", "the last quarter of the 19th century", "[1875..1899]"),
    ("in the later 1980s.", "the later 1980s", "[1987..1989]"),
    ("Later in 1990, it", "Later in 1990", "1990"),
    ("in the 2001-present war", "2001-present", "2001/.."),
    ("from 2003 to the present day.", "from 2003 to the present day", "2003/.."),
    ("in the first week of 2021 it", "the first week of 2021", "[2021-01-01..2021-01-07]"),
    ("in the 1st week of October 2011 it", "the 1st week of October 2011", "[2011-10-01..2011-10-07]"),
    ("in the first three months of 1968 it", "the first three months of 1968", "[1968-01-01..1968-03-31]"),
    ("the last day of March 1944 it", "the last day of March 1944", "1944-03-31"),
    ("during the early-to-mid-19th century it", "the early-to-mid-19th century", "[1800..1869]"),
    ("born in 384 B.C. in", "384 B.C.", "-0383"),
    ("in A.D. 476 it", "A.D. 476", "0476"),
    ("In the 7th century it fell, in 667.", "667", "0667"),
    ("In the 9th century they were vassals, from 861 until 1539, and", "861 until 1539", "0861/1539"),
    ("on May the first, 1943 it", "May the first, 1943", "1943-05-01"),
    ("In November the first policemen came", "November", "XXXX-11"),
]

PUBLICATION = [
    ("driven out this week in", "this week", "[2017-02-27..2017-03-04]"),
    ("said on Tuesday that", "Tuesday", "2017-02-28"),
    ("said on Saturday that", "Saturday", "2017-03-04"),
    ("fell last Saturday in", "last Saturday", "2017-02-25"),
    ("a drop from January 1 to February 3 this year, it", "from January 1 to February 3 this year", "2017-01-01/2017-02-03"),
    ("a drop from 1 to 3 June last year, it", "from 1 to 3 June last year", "2016-06-01/2016-06-03"),
    ("most since the start of strikes in August 2014. During February it", "February", "2017-02"),
    ("the first since 21 August 2013, when it fell. On 13 January it", "13 January", "2017-01-13"),
    ("the worst since they began in 2009. They met in the January-February period", "January-February", "2017-01/2017-02"),
    ("said yesterday that", "yesterday", "2017-03-03"),
    ("killed last month in", "last month", "2017-02"),
    ("a month ago it", "a month ago", "2017-02"),
    ("did allow in December that", "December", "2016-12"),
    ("attended by the September 11 hijackers", "September 11", "2016-09-11"),
    ("must go by the March 11 deadline", "by the March 11", "../2017-03-11"),
    ("in February it", "February", "2017-02"),
    ("over the past year it", "the past year", "2016-03-04/2017-03-04"),
    ("in the last week they", "the last week", "2017-02-25/2017-03-04"),
    ("ousted 10 years ago in", "10 years ago", "2007~"),
    ("ousted two years ago in", "two years ago", "2015"),
    ("it will meet on Friday in", "Friday", "2017-03-10"),
    ("in force until at least Monday,", "Monday", "2017-03-06"),
    ("it will meet, he said on Friday", "Friday", "2017-03-03"),
    ("burned over the weekend near", "the weekend", "[2017-03-04..2017-03-05]"),
]

FOLLOWS = [
    ("On 11 December 2016 it fell, and 40,000 left ten days later.", "ten days later", "2016-12-21"),
    ("In August 2016 it began. It was announced one year earlier.", "one year earlier", "2015-08"),
    ("In January 2016 it fell; the following month, a joint", "the following month", "2016-02"),
    ("In December 2016 it fell. At the end of that month it", "the end of that month", "[2016-12-21..2016-12-31]"),
    ("Since June 1941, they had been at war. In December they", "December", "1941-12"),
    ("On 12 January 1943 it began. On 7 February, a month later, a train", "a month later", "1943-02-07"),
    ("In late 2015 they met. In the following March, the", "the following March", "2016-03"),
    ("On 8 December 2016 it began, and between 19 and 27 February it", "between 19 and 27 February", "2017-02-19/2017-02-27"),
    ("In April 1992 it fell. In August of the same year it", "August of the same year", "1992-08"),
    ("In late 2015 it began: in January, they", "January", "2016-01"),
    ("On 24 May 1944 it began. On the 6th, at dawn, they", "the 6th", "1944-06-06"),
    ("On 12 May 1944, and again on the 14th and 15th, fleets", "15th", "1944-05-15"),
    ("In 1943, on April 6 and 7, convoys", "7", "1943-04-07"),
    ("On 1, 2 and 3 March 1943 convoys", "1", "1943-03-01"),
    ("Polled on September 21 and 22, 2010 with", "22, 2010", "2010-09-22"),
    ("Seen on April 6, 7 and 9, 1943 at", "April 6", "1943-04-06"),
    ("In 264 BC it began. The following year peace", "The following year", "-0262"),
    ("In 1979 it began, and the following spring 80,000 came", "the following spring", "1980-21"),
    ("On 11 December 2016 it fell. This was a day before the regime broke", "a day before", "2016-12-12"),
    ("On 7 December 1941 they attacked. The next day, war", "The next day", "1941-12-08"),
    ("It began on 17 July 1936; by the following day Seville fell", "by the following day", "../1936-07-18"),
    ("In September 1950 it fell. By the end of the month, they", "By the end of the month", "../1950-09-30"),
    ("On 12 August 1914 it fell. By the 20th, they", "By the 20th", "../1914-08-20"),
    ("On 9 April 1975 it fell. Earlier that month, they", "Earlier that month", "[1975-04-01..1975-04-09]"),
    ("On 9 April 1975 it fell. Later that year, they", "Later that year", "[1975-04-09..1975-12-31]"),
    ("In June 1990 it fell. The last two months of the year were calm", "The last two months of the year", "[1990-11-01..1990-12-31]"),
    ("On 1 May 1861 it fell. Over the following two months, they", "the following two months", "1861-05-01/1861-07-01"),
    ("On 1 May 1861 it fell. They rose over the next two months.", "the next two months", "1861-05-01/1861-07-01"),
    ("In 1943 it fell. Over the next decade, they", "the next decade", "[1943..1953]"),
    ("Born in 384 BC, he left in 343, when", "343", "-0342"),
    ("Revenue flowed from 1980 onward. That same year, they", "That same year", "1980"),
    ("In 1940 he came. On Sunday 7 December 1941 it began. On Monday, they", "Monday", "1941-12-08"),
    ("In April 1992 he said that it would fall in October. In June, they", "June", "1992-06"),
    ("In 1990 it fell. In the autumn of that year, they", "the autumn of that year", "1990-23"),
    ("It grew in the 1980s; by the end of the decade, they", "by the end of the decade", "../1989"),
    ("It grew in the 17th century, and in the following century it", "the following century", "17XX"),
    ("In July, the Act of 1862 was passed. On 4 July 1862 the Acts of 1862 came. That month it", "That month", "1862-07"),
]

LENGTHS = [
    ("over nine consecutive days between", "nine consecutive days", ("eq", None, 9, None, "day")),
    ("after a four-day offensive", "four-day", ("eq", None, 4, None, "day")),
    ("the over 6-year long war", "over 6-year long", ("gt", 6, None, None, "year")),
    ("in the last 20 years, it", "the last 20 years", ("eq", None, 20, None, "year")),
    ("for months, been", "months", ("vague", None, None, None, "month")),
    ("for two to three weeks", "two to three weeks", ("between", 2, None, 3, "week")),
    ("took 3 hrs., 23 min., 8 sec.", "3 hrs., 23 min., 8 sec", ("eq", None, 12188, None, "second")),
    ("the 20+ min ride", "20+ min", ("ge", 20, None, None, "minute")),
    ("& weeks of sailing", "weeks", ("vague", None, None, None, "week")),
    ("2 years and 3 months", "2 years and 3 months", ("eq", None, 27, None, "month")),
]

NOTHING = [
    "at the base (1850 GMT) it", "around 1900 UTC it",
    "it may not be", "the march on Rome", "US may attack", "Resolution 2254", "some 2015 people", "2,015 shells",
    "at 25:50 on", "the Sunday Times",
    "the fall of Aleppo",
    "by the last year in the war", "the first Monday of the session", "the Easter Rising", "good friends",
    "The subsequent October Revolution",
    "to this day it", "the October Revolution", "in Black January", "the last week of the war",
    "+44 2015 123", "version 3.2015.1", "ISIL Attacks May Threaten", "the second time", "Arab Spring",
]  # fmt: skip


def found(text: str, words: str, published: date | None = None) -> Dated:
    rows = {text[row.start : row.end]: row for row in dates(text, published)}
    assert words in rows, list(rows)
    return rows[words]


@pytest.mark.parametrize(("text", "words", "edtf"), STATED)
def test_stated(text: str, words: str, edtf: str) -> None:
    assert found(text, words).edtf == edtf


@pytest.mark.parametrize(("text", "words", "edtf"), PUBLICATION)
def test_counted_from_publication(text: str, words: str, edtf: str) -> None:
    row = found(text, words, PUBLISHED)
    assert (row.edtf, row.resolved_by) == (edtf, "publication")
    assert found(text, words).resolved_by == "unresolved"


@pytest.mark.parametrize(("text", "words", "edtf"), FOLLOWS)
def test_counted_from_the_last_date(text: str, words: str, edtf: str) -> None:
    assert found(text, words).edtf == edtf


@pytest.mark.parametrize(("text", "words", "length"), LENGTHS)
def test_lengths(text: str, words: str, length: tuple[object, ...]) -> None:
    row = found(text, words)
    assert (row.comparator, row.low, row.best, row.high, row.unit) == length


@pytest.mark.parametrize("text", NOTHING)
def test_left_alone(text: str) -> None:
    assert not [row for row in dates(text, PUBLISHED) if row.confidence >= 0.5]


def test_an_island_and_a_tree_are_no_feasts() -> None:
    assert dates("on Christmas Island, under a Christmas tree") == []


def test_a_weekday_decides_between_years() -> None:
    assert found("killed by a mine on Sunday, 12 March, he", "Sunday, 12 March", date(2018, 3, 4)).edtf == "2017-03-12"


def test_a_day_that_was_moved_is_no_range() -> None:
    words = [row.edtf for row in dates("The vote was brought forward from 20 May 2017 to 10 May 2017.")]
    assert words == ["2017-05-20", "2017-05-10"]
    assert found("The office was shut from 20 May 2017 to 30 May 2017.", "from 20 May 2017 to 30 May 2017").edtf == "2017-05-20/2017-05-30"


def test_only_between_two_days_a_range_may_be_printed_backwards() -> None:
    assert found("Between 28 June 2017 and 3 April 2017 it", "Between 28 June 2017 and 3 April 2017").edtf == "2017-06-28/2017-04-03"
    assert [row.edtf for row in dates("It rose from June 2017 to March 2017.")] == ["2017-06", "2017-03"]


def test_a_range_ends_before_publication() -> None:
    row = found("From January through September, it registered", "From January through September", PUBLISHED)
    assert row.edtf == "2016-01/2016-09"


def test_nothing_is_counted_beyond_publication() -> None:
    row = found("It ended on 5 February. Nearly three years later they", "Nearly three years later", PUBLISHED)
    assert (row.kind, row.edtf, row.best) == ("duration", "", 3)


def test_what_a_clause_gives_is_not_guessed() -> None:
    row = found("It fell in May 2015. They fled, a year after it was besieged", "a year after", PUBLISHED)
    assert (row.kind, row.edtf, row.best) == ("duration", "", 1)


@pytest.mark.parametrize("text", ["in the next 3 seconds, it", "in the next half day, it", "over the last two hours, it"])
def test_what_is_shorter_than_a_day_gives_no_days(text: str) -> None:
    assert [row.kind for row in dates(text, PUBLISHED)] == ["duration"]


def test_a_story_of_old_days_is_told_from_its_own_dates() -> None:
    text = "In 1940 he came. On 7 December 1941 it began. On Monday they fought, and over the next three weeks they lost."
    days = [(row.edtf, row.resolved_by) for row in dates(text, PUBLISHED)]
    assert days[2:] == [("1941-12-08", "relative"), ("1941-12-08/1941-12-29", "relative")]
    assert dates("It began on 7 December 2016. Over the next three weeks it will end.", PUBLISHED)[-1].resolved_by == "publication"


def test_the_day_after_something_is_not_counted_from_the_last_date() -> None:
    assert [row.edtf for row in dates("On 2 May 1945, the day after his death was told, it fell.")] == ["1945-05-02"]


def test_nothing_counts_from_what_is_said_aside() -> None:
    text = "It fell on 4 May 1943. (Seen 2 July 2010.) Ten days later it rose."
    assert [row.edtf for row in dates(text, aside=[False, False, True, True, False])][-1] == "1943-05-14"


def test_what_is_said_aside_counts_among_itself() -> None:
    text = "It fell on 4 May 1943. (A book of 1966, seen on 4 July.) Ten days later it rose."
    rows = [row.edtf for row in dates(text, aside=[False, False, True, True, False])]
    assert rows[-2:] == ["1966-07-04", "1943-05-14"]


def test_of_centuries_that_lie_apart_none_is_between() -> None:
    text = "On 4 May 1144 it fell. Much of the 12th and 13th centuries, and of the 16th and 18th centuries, it rained."
    assert [row.edtf for row in dates(text)] == ["1144-05-04", "1100/1299"]


def test_a_rate_has_no_length() -> None:
    assert dates("flew 4,500 sorties, 25 a day.") == []


def test_a_year_is_not_carried_over_a_paragraph_that_only_names_one() -> None:
    text = "Palmyra fell in May 2015 and was expelled in 2017.\n\nIn June, they attacked."
    assert [row.edtf for row in dates(text)] == ["2015-05", "2017", "XXXX-06"]


VOCABULARY = (
    "19 27 2015 1944 May March february Monday two days weeks year ago later before after the end of early late mid - – , . /"
    " between and to "
    "since by last next this that following week month years 30 31 BC AD century ½ İ 2015-02-30 29 February"
    " decades fall q3 quarter a few over 999999999"
)
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n", "\ud800"])


@given(st.one_of(st.text(), st.lists(WORDS, max_size=20).map(" ".join)), st.none() | st.dates())
def test_any_text_gives_ordered_spans(text: str, published: date | None) -> None:
    done = 0
    for row in dates(text, published):
        assert done <= row.start < row.end <= len(text)
        done = row.end
        assert row.kind in ("date", "date-range", "duration")
        assert 0 < row.confidence <= 1
        if row.earliest and row.latest:
            assert row.earliest <= row.latest
