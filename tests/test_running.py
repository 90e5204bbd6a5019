"""Running totals with a start of their own, and what a revision does to the order."""

import pytest

from checks.engine.discover import rules
from checks.testing import complete, run

FALLS = next(rule for rule in rules() if rule.code == "NUM009")


def totals(*figures: tuple[int, str, str]) -> set[str]:
    claims = [
        {
            "claim_id": f"c{number}",
            "value_text": str(value),
            "series": "s",
            "place": "p",
            "date": date,
            "quote": f"{value} were killed {words}",
        }
        for number, (value, date, words) in enumerate(figures, 1)
    ]
    return {claim for _, claim in run(FALLS, complete({"claims": claims}))}


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ([(52, "2011/2014-06", ""), (40, "2011/2015-01", "")], {"c1", "c2"}),
        ([(52, "2011/2014-06", ""), (40, "2012/2015-01", "")], set()),
        ([(52, "../2014", ""), (60, "../2015", ""), (55, "../2016", ""), (58, "../2017", ""), (57, "../2018", "")], {"c2", "c3", "c5"}),
        ([(52, "../2014", ""), (40, "../2015", "by the revised count"), (39, "../2016", "")], {"c2", "c3"}),
        ([(52, "../2014", ""), (40, "../2014", "")], set()),
        ([(52, "../2014", ""), (40, "2015", "")], set()),
    ],
)
def test_falls(figures: list[tuple[int, str, str]], found: set[str]) -> None:
    assert totals(*figures) == found
