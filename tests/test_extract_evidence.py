"""Citation evidence of every format, on raw texts: marker, target, what it serves, whether it can be followed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.extract.evidence import evidence
from checks.extract.notes import notes

NOTES = "\n\n1 “Diplomats urge strikes,” New York Times, 16 June 2016.\n2 Ibid.\n"
CASES = [
    ("He stayed with Assad.1 They left the area.2" + NOTES, [("footnote", "Assad.1", True), ("footnote", "area.2", True)]),
    ("He stayed with Assad.1 They left in 20152" + NOTES, [("footnote", "Assad.1", True), ("footnote", "20152", True)]),
    ("With the YPG,5 he left.", [("footnote", "YPG,5", False)]),
    ("It fell.¹ Then¹ again, 5 km² away.\n\n¹ The Daily, 4 May 2016, page two.", [("footnote", "¹", True), ("footnote", "¹", True)]),
    ("It fell.[1][2]\n\n## References\n\n1. The Daily, 4 May 2016.\n2. The Weekly, 5 May 2016.",
     [("footnote", "[1]", True), ("footnote", "[2]", True)]),
    ("It fell [12].", [("footnote", "[12]", False)]),
    ("It fell.^9 Then<sup>10</sup> again, 10^6 times.", [("footnote", "^9", False), ("footnote", "<sup>10</sup>", False)]),
    ("It fell[^a].\n\n[^a]: https://site.org/x", [("footnote", "[^a]", True)]),
    ("In [2015](https://site.org/a), they left.", [("hyperlink", "2015", True)]),
    ("They [fled](#) and [came]() back.", [("hyperlink", "fled", False), ("hyperlink", "came", False)]),
    ("They [fled][here] it.\n\n[here]: https://site.org/b\n", [("hyperlink", "fled", True)]),
    ("See https://site.org/a_(b). Then (www.site.org/c).",
     [("hyperlink", "https://site.org/a_(b)", True), ("hyperlink", "www.site.org/c", True)]),
    ('They <a href="https://site.org">fled</a> and <a>left</a>.', [("hyperlink", "fled", True), ("hyperlink", "left", False)]),
    ("They fled [mail](mailto:a@b.org) ![map](a.png).", []),
    ("About 12 died (Smith, 2017) or 13 (Smith & Lee 2017: 45).",
     [("reference", "(Smith, 2017)", False), ("reference", "(Smith & Lee 2017: 45)", False)]),
    ("About 12 died (Smith, 2017).\n\nReferences:\nSmith, J. The war in Syria. London, 2017.", [("reference", "(Smith, 2017)", True)]),
    ("It fell (March 2017) and (in 2015) and (25:50).", []),
    ("It fell (The Guardian, 12 September 2022; ISW, September 11, 2022).",
     [("reference", "(The Guardian, 12 September 2022; ISW, September 11, 2022)", False)]),
    ("It fell (Amnesty International, March 2021).", [("reference", "(Amnesty International, March 2021)", False)]),
    ("Strikes hit two towns (Kafr Nabl, 12 September 2022; Aleppo, 3 May 2016).", []),
    ("He fell (Operation Shield, August 2016).", []),
    ('It fell.<ref name="x">The Daily, 4 May 2016.</ref> Again.<ref name="x" />',
     [("footnote", '<ref name="x">The Daily, 4 May 2016.</ref>', True), ("footnote", '<ref name="x" />', True)]),
    ('It fell.<ref name="a/b">The Daily, 4 May 2016.</ref> Again.<ref name=c/>\n<references/>',
     [("footnote", '<ref name="a/b">The Daily, 4 May 2016.</ref>', True), ("footnote", "<ref name=c/>", False)]),
    ("It fell.{{sfn|Smith|2017|p=3}}{{sfn|Lee|2016}}\n* {{cite book|last=Smith|title=War|year=2017|isbn=1}}",
     [("reference", "{{sfn|Smith|2017|p=3}}", True), ("reference", "{{sfn|Lee|2016}}", False),
      ("reference", "{{cite book|last=Smith|title=War|year=2017|isbn=1}}", True)]),
    ("It fell.<ref>Smith (2017), 3.</ref>\n== References ==\n{{reflist|2}}\n<p>\n* {{cite book|last=Smith|title=One war|date=May 2017}}",
     [("footnote", "<ref>Smith (2017), 3.</ref>", True),
      ("reference", "{{cite book|last=Smith|title=One war|date=May 2017}}", True)]),
    ("[[Category:384 BC births]]", []),
    ("It fell.{{cite news|title=A|url=https://site.org}}", [("reference", "{{cite news|title=A|url=https://site.org}}", True)]),
    ("It fell.{{Citation needed|date=May 2016}}", [("reference", "{{Citation needed|date=May 2016}}", False)]),
    ("It fell.[citation needed] Then [?] Error! Reference source not found. And (link) and [].",
     [("reference", "[citation needed]", False), ("reference", "[?]", False), ("reference", "Error! Reference source not found.", False),
      ("reference", "(link)", False), ("reference", "[]", False)]),
    ("We counted 12 graves. From OIR data, it is clear.", [("own-data", "We counted", False), ("own-data", "From OIR data", False)]),
    ("Twelve died.\nSource: Reuters\n", [("reference", "Reuters", False)]),
    ("The F-16 and a Mi-8 of the 21st wing, see vol.2 and fig.1, G8, COVID-19, 3,000 and 4.5.\n  1. Pingback\n  2. Pingback", []),
    ("- [ ] a task", []),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_formats(raw: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(one.kind, one.marker, one.followable) for one in evidence(raw)] == expected


@pytest.mark.parametrize(("raw", "served"), [
    ("Twelve died.1 Then, three fled,2 but two stayed.3" + NOTES, ["Twelve died", "Then, three fled", "but two stayed"]),
    ("Twelve died.[1][2] Three fled.", ["Twelve died", "Twelve died"]),
    ("One. It [fell](#) in May; they fled.", ["It [fell](#) in May"]),
    ("As he [said](#):\n\n“They fled. All.”\n\nThen no.", ["As he [said](#):\n\n“They fled. All.”"]),
])  # fmt: skip
def test_what_a_mark_serves(raw: str, served: list[str]) -> None:
    assert [raw[slice(*one.serves)] for one in evidence(raw)] == served


def test_entries_that_no_mark_calls_serve_the_whole_text() -> None:
    raw = "Twelve died.\n\nSources:\n- The Daily, 4 May 2016.\n- Reuters\n"
    assert [(one.marker, one.followable, one.serves[0], one.confidence) for one in evidence(raw)] == [
        ("The Daily, 4 May 2016.", True, 0, 0.3), ("Reuters", False, 0, 0.3),
    ]  # fmt: skip


PIECES = st.sampled_from(
    ["[", "]", "(", ")", "](", "](#)", "1", "2", "[1]", "\n", "\n\n", "1 A", ".1 ", "Assad", "http://", "www.", "<ref", "<ref>",
     "</ref>", "/>", "{{", "}}", "<a", ">",
     "</a>", "¹", "2015", "References\n", "Sources: ", " (Smith, 2017)", "our data", "We counted", "uthor", "[^a]: ", "Ibid.",
     ";", "- ", "[]", "()", '"', "“", "<sup>"]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))
def test_never_raises_and_spans_hold(raw: str) -> None:
    for one in evidence(raw):
        assert raw[one.start : one.end] == one.marker
        assert one.start < one.end
        assert 0 <= one.serves[0] <= one.serves[1] <= len(raw)
        assert 0 < one.confidence <= 1


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "](",
        "[a](",
        "(",
        "<ref>",
        "<a>",
        "{{",
        "1",
        ".1 ",
        "1 A\n",
        "[1]",
        "-",
        "\n",
        "References\n",
        "www.",
        "[[a]",
        "a.1 b\n1 C\n",
        "- [",
    ],
)
def test_long_repetitions_take_no_long(unit: str) -> None:
    evidence(unit * (200_000 // len(unit)))


def test_a_note_ends_with_the_address_that_it_ends_with() -> None:
    text = "It fell.[1]\n\n[1] Reuters, https://site.org/{}\n{} 9 died."
    for address, after, whole in (("x", "On Friday", False), ("a/", "On Friday", True), ("some-", "path.html", True)):
        raw = text.format(address, after)
        (note,) = notes(raw).texts.values()
        assert ("9 died" in note) == whole
