"""Relations of whole sentences, as drafts: order, cause, revision, and the ends of ranges and lengths of time."""

from datetime import date

import pytest

from checks.extract.draft import draft
from checks.extract.rows import read

CASES = [
    ("The death toll rose to 74 from 58, a monitor said in a new toll.",
     [("change-of", "rose", "58", "from"), ("change-of", "rose", "74", "to"), ("supersedes", "74", "58", "")]),
    ("The ministry revised its count from 43 to 58.", [("supersedes", "58", "43", "")]),
    ("Officials initially said 12 people had died; the toll was later raised to 19.", [("supersedes", "19", "12", "")]),
    ("The number of displaced, earlier put at 30,000, has since risen to 45,000.", [("supersedes", "45,000", "30,000", "")]),
    ("Deaths fell by 40 percent due to the 11 truces.", [("credited-to", "40 percent", "11", "cause")]),
    ("Two strikes killed 80 soldiers, leading to 14 arrests.", [("credited-to", "14", "80", "cause")]),
    ("The attack came on 4 May 2016, before the truce of 12 May took hold.", [("before", "4 May 2016", "12 May", "")]),
    ("The army retook it in 2016 and then lost it again in 2017.", [("before", "2016", "2017", "")]),
    ("It was freed on 4 May 2016, following the deal of 2 May.", [("before", "2 May", "4 May 2016", "")]),
    ("Of the 37 killed, 22 were soldiers.", [("part-of", "22", "37", "whole")]),
    ("It took nine days between 19 and 27 February.", [("duration-of", "nine days", "between 19 and 27 February", "span")]),
    ("It ended ten days after the fall of the town on 1 June 2016.", [("offset-from", "ten days after", "1 June 2016", "from")]),
    ("Between 1 January and 31 March 2016, 338 attacks hit hospitals.",
     [("window-of", "338", "Between 1 January and 31 March 2016", "span")]),
    ("A bomb killed 12 men and wounded 20 others.", []),
    ("Attacks rose from 10 to 63.", [("change-of", "rose", "10", "from"), ("change-of", "rose", "63", "to")]),
    ("It had 300 men in 2015 and 400 tanks from 58 units.", [("window-of", "300", "2015", "span")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_drafted(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = draft("d1", read("d1", text, date(2018, 3, 4)))
    words = {row["claim_id"]: row["value_text"] for row in found.claims}
    rows = [(row["predicate"], words[row["subject_id"]], words[row["object_id"]], row["role"]) for row in found.relations]
    assert rows == expected


def test_a_change_is_no_range() -> None:
    rows = [(row.text, row.best) for row in read("d1", "It grew from 2 to 3 million people; from 3 to 5 men fled.").rows]
    assert rows == [("2", 2e6), ("3 million", 3e6), ("from 3 to 5", None)]
