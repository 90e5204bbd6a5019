"""What a document says of itself, and which of its lines state nothing."""

from datetime import date

import pytest

from checks.extract.about import about
from checks.extract.rows import extract

DAY = date(2016, 12, 13)


@pytest.mark.parametrize(
    "text",
    [
        "A title\n\nBy Kyle Orton (@KyleWOrton) on December 13, 2016\n\nThe text.",
        "# A title\n\nBy [A. Writer](#)\n\nGlobal Research, December 13, 2016\n\n[Elsewhere](#) 1 December 2016",
        "A title\n\nGENEVA (13 December 2016) – The office said",
        "A title\n(Beirut, Dec. 13, 2016) — Forces",
        "ALEPPO, Syria, Dec 13, 2016 (Reuters) - The army",
        "A title\nPublished: Tue, 13 December 2016 10:22 GMT\nUpdated 5 May 2019",
        "A title\n2016-12-13\nThe text",
        "A title\r\nPosted on December 13, 2016 by Kyle\r\n",
        "A title\nLast updated 5 May 2019\nThe Monitor | 13th December 2016",
    ],
)
def test_the_day_of_publication(text: str) -> None:
    assert about(text).published == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A report on 13 December 2016\n\nThe text.",
        "A title\n\nOn 13 December 2016, two people were killed.",
        "A title\n\nIn Aleppo, 13 December 2016",
        "A General, 4 May 1919 - 5 June 1930\n\nHis life.",
        "A title\n\nThe battle began on 13 December 2016 – and ended.",
        "A title\n\n\u2014 Mike Ross, Austin, April 15, 2019",
        "A title\n\nThe convoy was hit on Monday, 19 September 2017.",
        "A title\n\nDecember 2016",
        "A title\n\nTwo died.1\n\n1 The Daily, 13 December 2016.\n[2] The Weekly, 13 December 2016",
        "A title\n\n" + "A long paragraph. " * 20 + "\n\nThe Monitor, 13 December 2016",
        "A title\n\nPublished: 31 February 2016",
        "A title\n" + "\nA line." * 20 + "\nPublished: 13 December 2016",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert about(text).published is None


def test_the_title() -> None:
    assert about("\n\n# The *title*\n\nText").title == "The *title"
    assert len(about("word " * 100).title) <= 200
    assert about(" \n").title == ""


BODY = "Five soldiers were killed.1 Seven fled in May 2015 (Miller 2017, 45).\n"


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("Page 12 of 80", "12"),
        ("- 17 -", "17"),
        ("7 thoughts on “The West", "7"),
        ("12 comments", "12"),
        ("  3. Pingback: 20 strikes in a day", "20"),
        ("© 2018 The Weekly. All rights reserved.", "2018"),
        ("Last updated: 5 May 2019", "5 May 2019"),
        ("1 The Daily, 4 May 2017, with 30 photographs", "30"),
        ("Contact: press office, tel. +221 33 869", "33 869"),
    ],
)
def test_what_states_nothing_is_read_with_little_confidence(line: str, figure: str) -> None:
    rows = {row.text: row.confidence for row in extract("d", f"A title\n\n{BODY}\n{line}\n")}
    assert rows.get(figure, 0) <= 0.2
    assert rows["Five"] > 0.5
    assert rows["May 2015"] > 0.5


def test_a_list_item_and_a_line_of_prose_are_no_furniture() -> None:
    text = (
        "A title\n\n- 40 people were killed\n\n2 May 2016: seven died.\n\n12 comments from soldiers were read. 30 views of them differ.\n"
    )
    rows = {row.text: row.confidence for row in extract("d", text)}
    assert all(rows[figure] > 0.5 for figure in ("40", "2 May 2016", "seven", "12", "30"))
