"""Attributions: who is named, what kind, and what stays out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.extract.attribution import attributions
from checks.extract.words import HEDGES, NOUNISH, PARTICIPLES, PHRASES, SAYING, THINKING
from checks.sentences import sentences

CASES = [
    ("At least 12 died, according to the Syrian Observatory.", [("Syrian Observatory", "named")]),
    ("According to Kerry on the leaked audio, it grew.", [("Kerry", "named")]),
    ("The plan, according to an analysis by Joshua Landis, is clear.", [("Joshua Landis", "named")]),
    ("The Guardian reported that 12 died.", [("Guardian", "named")]),
    ("“It is over,” said Igor Konashenkov.", [("Igor Konashenkov", "named")]),
    ("“It is over,” the commander said.", [("commander", "unnamed")]),
    ("Experts believe that 3,000 remain.", [("Experts", "unnamed")]),
    ("Reports from consulting firms note a sharp decline.", [("consulting firms", "unnamed")]),
    ("A monitor said in a new toll that 14 died.", [("monitor", "unnamed")]),
    ("US officials told reporters that 14 died.", [("US officials", "unnamed")]),
    ("Russia’s defense ministry accused the US.", [("Russia’s defense ministry", "named")]),
    ("Rob Geist Pinfold, a scholar at King’s College London, emphasized that it has.", [("Rob Geist Pinfold", "named")]),
    ("The U.S., though, insisted that it did not.", [("U.S.", "named")]),
    ("The jets were seen, as previously reported by INSURGE.", [("INSURGE", "named")]),
    ("Dozens were reportedly killed.", [("", "hedged")]),
    ("It is said that 12 died.", [("", "hedged")]),
    ("Hospital sources who spoke on condition of anonymity said 20 died.", [("Hospital sources", "unnamed")]),
    ("Airwars, a London-based monitor, estimates that 1,600 civilians died.", [("Airwars", "named")]),
    ("The ministry's figures show a rise of 10 percent.", [("ministry's figures", "named")]),
    ("Two of the men said to be fighters were detained.", [("", "hedged")]),
    ("We counted 12 graves.", [("we", "first-party")]),
    ("As many as 27 died, per the Red Crescent.", [("Red Crescent", "named")]),
    ("It flew 27 sorties per day.", []),
    ("The opposition puts the figure at 31.", [("opposition", "unnamed")]),
    ("Data compiled by ACLED show 36 clashes.", [("ACLED", "named")]),
    ("Our own data show 12 strikes.", [("our", "first-party")]),
    ("Citing a 2008 RAND report, he left.", [("2008 RAND report", "named")]),
    ("Reuters pointed out that 12 died. It added that 3 fled.", [("Reuters", "named"), ("Reuters", "named")]),
    ("The number of reports is growing, and claims will be dismissed.", []),
    ("They told to leave lost 4 trucks.", []),
    ("Their hopes of victory were high.", []),
    ("The estimated cost of 39 died.", []),
    ("Mark Mentha says Ansett's owners lost 5. He says it was 4.", [("Mark Mentha", "named"), ("Mark Mentha", "named")]),
    ("The bank’s chief, Tony Sherbon, said 3. He said 5.", [("Tony Sherbon", "named"), ("Tony Sherbon", "named")]),
    ("The crash claimed the life of 3 men.", []),
    ("He pointed out of the window.", []),
    ("Based on decisions already made, 3 left.", []),
    ("In the tape of one hour bin Laden said 3 died.", [("bin Laden", "named")]),
    ("President Fernando de la Rua said 3 died.", [("President Fernando de la Rua", "named")]),
    ("Mr Bakes said 2. The UN said 3. He said 5.", [("Mr Bakes", "named"), ("UN", "named"), ("Mr Bakes", "named")]),
    ("It was “the worst here”. Erakat said 3 died.", [("Erakat", "named")]),
    ("The Islamic State claims to have executed 729 men.", [("Islamic State", "named")]),
    ("That is 431 of the 729 claimed since May.", []),
    ("GAZA STRIP - The health ministry said that 12 died.", [("health ministry", "named")]),
    ("The US forces concluded their mission in 2014.", []),
    ("It was 6,102 civilians estimated killed, according to Airwars.", [("", "hedged"), ("Airwars", "named")]),
    ("Civilians reported killed: 12", [("", "hedged")]),
    ("This could be explained by 12 strikes.", []),
    ("A new Amnesty International report says soldiers killed 12.", [("new Amnesty International report", "named")]),
    ("France 24 reported that 12 died.", [("France 24", "named")]),
    ("Attacks rose, according to a study released Thursday.", [("study", "unnamed")]),
    ("4/ On average #IS claimed 53 operations a week.", [("#IS", "named")]),
    ("A source in Kyiv, the capital, said the raid began around 19:50 (1850 GMT) on Friday.", [("source", "unnamed")]),
    ("They attacked on Friday, said the secretary of the hunters, Bunu Bukar.", [("Bunu Bukar", "named")]),
    ("A military officer in Maiduguri said: “They fled.”", [("military officer", "unnamed")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_speakers(text: str, expected: list[tuple[str, str]]) -> None:
    found = attributions(text, sentences(text))
    assert [(one.speaker, one.kind) for one in found] == expected


def test_a_quotation_of_several_sentences_has_one_speaker() -> None:
    text = "Kerry said: “We were watching. We saw it grow. We thought so.” Nobody answered."
    found = attributions(text, sentences(text))
    assert {(one.sentence, one.speaker) for one in found} == {(0, "Kerry"), (1, "Kerry"), (2, "Kerry")}


def test_a_pronoun_takes_the_last_speaker_and_a_lower_confidence() -> None:
    text = "Landis said that it failed. He noted that 12 died."
    first, second = attributions(text, sentences(text))
    assert (second.speaker, second.kind) == ("Landis", "named")
    assert second.confidence < first.confidence


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The US denied that it struck.", "denied"),
        ("Russia claimed that 12 died.", "alleged"),
        ("Experts believe that 12 died.", "estimated"),
        ("Reuters said 12 died.", "reported"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [one.modality for one in attributions(text, sentences(text))] == [modality]


WORDS = sorted(SAYING | NOUNISH | THINKING | PARTICIPLES | PHRASES | HEDGES)
PIECES = st.sampled_from(
    [
        *WORDS,
        "he",
        "Kerry",
        "the",
        "ministry",
        ",",
        ", ",
        "“",
        "”",
        '"',
        " ",
        ". ",
        "\n\n",
        "who",
        "by",
        ":",
        "—",
        "İ",
        "U.S.",
        "report",
        "of",
    ]
)


@settings(max_examples=300)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4))).map("".join), st.booleans())
def test_never_raises_and_spans_hold(text: str, spaced: bool) -> None:
    text = text.replace(",", ", ") if spaced else text
    spans = sentences(text)
    for one in attributions(text, spans):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.sentence < len(spans)
        assert 0 <= one.confidence <= 1
        assert one.kind in {"named", "unnamed", "first-party", "hedged"}


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_never_raises_on_trigger_words(text: str) -> None:
    attributions(text, [(0, len(text))] if text else [])


@pytest.mark.parametrize("unit", ["“", '"', "said ", "he said, ", "according to ", "a, ", "A ", "-", "1", "(", "said by said, who "])
def test_long_repetitions_take_no_long(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    attributions(text, [(0, len(text))])
