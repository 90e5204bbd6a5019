"""Relations that the words state, on figures marked in the text: `{kind:words|value|noun}`."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.extract.relations import Figure, relations


def marked(text: str) -> tuple[str, list[Figure]]:
    """`{12|12|people}` is a figure of 12 people, `{d:4 May}` a date, `{t:nine days}` a duration, `{s:a third|0.333}` a share."""
    kinds = {"d": "date", "t": "duration", "s": "fraction", "o": "ordinal", "p": "percent"}
    plain, figures, done = "", [], 0
    for match in re.finditer(r"\{(?:(\w):)?([^|{}]*)(?:\|([\d.]+))?(?:\|(\w+))?\}", text):
        plain += text[done : match.start()]
        value = float(match[3]) if match[3] else None
        figures.append(
            Figure(len(plain), len(plain) + len(match[2]), value, value, value, match[4] or "", kinds.get(match[1] or "", "number"))
        )
        plain, done = plain + match[2], match.end()
    return plain + text[done:], figures


CASES = [
    ("OIR launched {82|82|airstrikes} airstrikes, including {23|23|strikes} strikes.", [("part-of", 1, 0, "whole")]),
    ("It killed {12|12|people} people, including {three|3} women and {five|5} children.",
     [("part-of", 1, 0, "whole"), ("part-of", 2, 0, "whole")]),
    ("{1,537|1537|Palestinians} Palestinians, including {500|500|children} children, died and {6,612|6612|Palestinians} Palestinians, "
     "including {1,644|1644|children} children, were hurt.", [("part-of", 1, 0, "whole"), ("part-of", 3, 2, "whole")]),
    ("It killed {72|72|people} people, including {24|24|children} children; it rose to {45|45} including {6|6|children} children.",
     [("part-of", 1, 0, "whole"), ("part-of", 3, 2, "whole")]),
    ("They left with {4,000|4000|people} people, all but {500|500} of whom were fighters.",
     [("difference-of", -1, 0, "term"), ("difference-of", -1, 1, "minus"), ("part-of", 1, 0, "whole")]),
    ("{Three|3} of the {eight|8|strikes} strikes hit.", [("part-of", 0, 1, "whole")]),
    ("At least {120|120} died, of whom {30|30} were soldiers.", [("part-of", 1, 0, "whole")]),
    ("It launched {eight|8|airstrikes} airstrikes against IS—{s:a third|0.33} of those strikes—then.", [("share-of", 1, 0, "whole")]),
    ("{s:A third|0.33} of the {120|120|attacks} attacks, or {40|40}, came late.",
     [("share-of", 0, 1, "whole"), ("share-of", 0, 2, "part")]),
    ("It took {t:nine days} between {d:19 and 27 February}.", [("duration-of", 0, 1, "span")]),
    ("It took {t:nine days}, from {d:19 February} to {d:27 February}.", [("duration-of", 0, 1, "start"), ("duration-of", 0, 2, "end")]),
    ("It was cancelled {t:two days} before its planned start in {d:September 2016}.", [("offset-from", 0, 1, "from")]),
    ("It fell on {d:11 December}. This was {t:a day} before they broke the lines.",
     [("offset-from", 1, -1, "from"), ("offset-from", 1, 0, "to")]),
    ("It fell on {d:11 December}. They left {t:ten days} later.", [("offset-from", 1, 0, "from")]),
    ("{10|10} killed and {20|20} wounded, a total of {30|30|casualties} casualties.",
     [("sum-of", 2, 0, "term"), ("sum-of", 2, 1, "term")]),
    ("A total of {30|30|casualties} casualties: {10|10} killed and {20|20} wounded.",
     [("sum-of", 0, 1, "term"), ("sum-of", 0, 2, "term")]),
    ("It killed {10|10} and wounded {20|20}.", []),
    ("It launched {23|23|strikes} strikes in {d:May 2017}.", [("window-of", 0, 1, "span")]),
    ("Attacks fell from {63|63} to {10|10}.", [("change-of", -1, 0, "from"), ("change-of", -1, 1, "to")]),
    ("It killed {14|14|people} people: {eight|8|men} men, {four|4|women} women and {two|2|children} children.",
     [("sum-of", 0, 1, "term"), ("sum-of", 0, 2, "term"), ("sum-of", 0, 3, "term")]),
    ("It left {30|30} dead – {10|10|soldiers} soldiers and {20|20|rebels} rebels – that day.",
     [("sum-of", 0, 1, "term"), ("sum-of", 0, 2, "term")]),
    ("The list has {150|150|attacks} attacks: {110|110} in Idlib and {40|40} in Hama.",
     [("sum-of", 0, 1, "term"), ("sum-of", 0, 2, "term")]),
    ("It hit {20|20|towns} towns: {five|5|people} people died in one and {six|6|people} people in another.", []),
    ("It killed {14|14|people} people: {eight|8|men} men, {four|4|women} women and others.", []),
    ("It hurt {30|30|people} people – {12|12} of them badly and {five|5} lightly.",
     [("part-of", 1, 0, "whole"), ("part-of", 2, 0, "whole")]),
    ("It killed {12|12|people} people, including {three|3|children} children, and {20|20} were hurt.", [("part-of", 1, 0, "whole")]),
    ("It took {three|3|sets} sets ({six|6} to four, {seven|7} to five and {six|6} to two).", []),
    ("Of the {40|40|prisoners} prisoners, {25|25} were freed; the remaining {15|15} were moved.",
     [("part-of", 1, 0, "whole"), ("part-of", 2, 0, "whole"), ("difference-of", 2, 0, "term"), ("difference-of", 2, 1, "minus")]),
    ("{25|25} of the {40|40|prisoners} prisoners were freed, the other {15|15} shot.",
     [("part-of", 0, 1, "whole"), ("difference-of", 2, 1, "term"), ("difference-of", 2, 0, "minus")]),
    ("All but {two|2} of the {30|30|hostages} hostages, {28|28|people} people, were freed.",
     [("part-of", 0, 1, "whole"), ("difference-of", 2, 1, "term"), ("difference-of", 2, 0, "minus")]),
    ("Some {30|30} of the {60|60|houses} houses ({s:50 percent|0.5}) burned.",
     [("part-of", 0, 1, "whole"), ("share-of", 2, 0, "part"), ("share-of", 2, 1, "whole"), ("share-of", 2, 1, "part")]),
    ("The strikes {doubled|2} from {40|40} to {80|80}.", [("change-of", 0, 1, "from"), ("change-of", 0, 2, "to")]),
    ("They fell by {s:84 percent|0.84}, from {63|63} to {10|10}.", [("change-of", 0, 1, "from"), ("change-of", 0, 2, "to")]),
    ("They rose from {50|50} to {60|60}, an increase of {s:20 percent|0.2}.", [("change-of", 2, 0, "from"), ("change-of", 2, 1, "to")]),
    ("The toll rose by {10|10} from {50|50} to {60|60}.", [("difference-of", 0, 2, "term"), ("difference-of", 0, 1, "minus")]),
    ("Attacks rose {p:50 percent|50} to {90|90} from {60|60}.",
     [("share-of", 0, 1, "part"), ("change-of", 0, 2, "from"), ("change-of", 0, 1, "to")]),
    ("Deaths fell from {120|120} in {d:2016} to {80|80} in {d:2017}.",
     [("change-of", -1, 0, "from"), ("change-of", -1, 2, "to"), ("window-of", 0, 1, "span"), ("window-of", 2, 3, "span")]),
    ("The {t:three-day} offensive ({d:10 to 12 July}) failed.", []),
    ("{t:Ten days} after the attack of {d:4 April}, on {d:14 April}, it came again.",
     [("offset-from", 0, 1, "from"), ("offset-from", 0, 2, "to")]),
    ("It began on {d:1 March} and was lifted on {d:1 June}, {t:three months} later.",
     [("offset-from", 2, 0, "from"), ("offset-from", 2, 1, "to")]),
    ("The convoy of {60|60|vehicles} vehicles, made up of {40|40|trucks} trucks and {20|20|buses} buses, left.",
     [("sum-of", 0, 1, "term"), ("sum-of", 0, 2, "term")]),
    ("They counted {210|210|casualties} casualties, {150|150} wounded and {60|60} dead.",
     [("sum-of", 0, 1, "term"), ("sum-of", 0, 2, "term")]),
    ("The toll fell by {10|10} from {60|60} to {50|50}.", [("difference-of", 0, 1, "term"), ("difference-of", 0, 2, "minus")]),
    ("The battle, which began on {d:5 June} and ended on {d:15 June}, lasted {t:ten days}.",
     [("duration-of", 2, 0, "start"), ("duration-of", 2, 1, "end")]),
    ("It came on {d:3 April}. {t:Five days} later, on {d:8 April}, it came again.",
     [("offset-from", 1, 0, "from"), ("offset-from", 1, 2, "to")]),
    ("On day {four|4} of the {o:first|1} Test.", []),
    ("They hold {12|12|towns} towns. Including {3|3} cities was hard.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_relations(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    found = relations(*marked(text))
    assert [(one.predicate, one.subject, one.object, one.role) for one in found] == expected


@pytest.mark.parametrize(("text", "length"), [
    ("They took the {four|4|towns} towns Fua, Kefraya, Madaya and Zabadani.", 4),
    ("They took {four|4|towns} towns: Fua, Kefraya, Madaya and Zabadani.", 4),
    ("They took {four|4|towns} towns, the rebel-held Madaya and Zabadani, in the Mountains, and the Shia, loyal Fua and Kefraya.", 4),
    ("There were {three|3|factors} factors: Russia, Iran, Iraq, and Turkey.", 4),
    ("They took {two|2|cities} cities including Homs and Hama.", None),
    ("They took {two|2|cities} cities in Syria, Iraq and Iran.", None),
])  # fmt: skip
def test_enumerations(text: str, length: int | None) -> None:
    found = [one.length for one in relations(*marked(text)) if one.predicate == "enumeration"]
    assert found == ([length] if length else [])


PIECES = st.sampled_from(
    ["{12|12|men}", "{d:4 May}", "{t:nine days}", "{s:half|0.5}", " of whom", " including ", " all but ", " of the ", " between ",
     " and ", ", ", ". ", " a total of ",
     " before ", " later", " towns: Ab, Cd and Ef", " from ", " to ", " in "]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))
def test_never_raises_and_operands_exist(text: str) -> None:
    plain, figures = marked(text)
    for one in relations(plain, figures):
        assert -1 <= one.subject < len(figures)
        assert -1 <= one.object < len(figures)
        assert 0 <= one.start < one.end <= len(plain)
        assert 0 < one.confidence <= 1


@pytest.mark.parametrize("unit", ["{1|1}", "{4|4} a, ", "{12|12|men}, including ", "{t:a day} before ", "{4|4} towns: A, B, "])
def test_long_repetitions_take_no_long(unit: str) -> None:
    relations(*marked(unit * 4000))
