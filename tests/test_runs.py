"""The letters and words that runs of numbers are found by."""

import re

from hypothesis import given
from hypothesis import strategies as st

from checks.extract.words import digits
from checks.numbers import read, scan
from checks.runs import holds, lowered, odd, trie

TEXT = st.text(st.characters() | st.sampled_from("10BMTaİΣς½\ud800 "), max_size=30)
WORDS = st.lists(st.text("ab c", min_size=1, max_size=5), min_size=1, max_size=8)


@given(TEXT)
def test_lower_case_keeps_every_place(text: str) -> None:
    low = lowered(text)
    assert len(low) == len(text)
    assert all(b in (a.lower(), a) or len(a.lower()) > 1 or a == "Σ" for a, b in zip(text, low, strict=True))
    assert lowered("10M Men") == "10M men"


@given(TEXT)
def test_what_is_odd_and_what_a_text_holds(text: str) -> None:
    assert odd(text) == "".join(char for char in text if not char.isascii())
    assert holds(text, "10", "BM") == ("10" in text or "BM" in text)
    assert digits(text) == [match.start() for match in re.finditer("[0-9]+", text)]


@given(WORDS, st.text("ab c", max_size=12))
def test_a_trie_finds_the_longest_word(words: list[str], text: str) -> None:
    longest = "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word)))
    assert [match.span() for match in re.finditer(trie(words, " "), text)] == [match.span() for match in re.finditer(longest, text)]


@given(st.from_regex(r"([0-9]{1,7}|[0-9]{1,3}(,[0-9]{3}){1,2})(\.[0-9]{1,2})?", fullmatch=True))
def test_digits_alone_are_read_at_once(text: str) -> None:
    (reading,) = scan(f"{text} men")
    assert [reading] == read(text)
    assert (reading.best, reading.text) == (float(text.replace(",", "")), text)
