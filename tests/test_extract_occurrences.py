"""Where quotes stand in a text."""

from hypothesis import given
from hypothesis import strategies as st

from checks.extract import occurrences as module
from checks.extract.occurrences import occurrences

TEXT = st.lists(st.sampled_from(["ab", "a", " ", "12 men went. ", "On 4 May 2015 it said. ", "0123456789abcdef"]), max_size=40).map("".join)


def greedy(text: str, quote: str) -> list[int]:
    """Where `str.count` counts."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + len(quote))
    return found


@given(TEXT, st.data())
def test_every_quote_is_found_where_count_counts_it(text: str, data: st.DataObject) -> None:
    quotes = []
    for _ in range(5 if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        quote = text[start : data.draw(st.integers(start + 1, len(text)))]
        quotes.append((quote, data.draw(st.integers(0, len(quote) - 1))))
    found = occurrences(text, quotes)
    assert found == {quote: greedy(text, quote) for quote, _ in quotes}
    assert all(len(places) == text.count(quote) for quote, places in found.items())


def test_many_quotes_are_found_in_one_pass() -> None:
    numbers = range(2 * module._FEW)
    lines = [f"{number} dogs came to the town" for number in numbers] + [f"{number:04}" for number in numbers]
    text = "\n".join(lines * 2)
    found = occurrences(text, [(line, 0) for line in lines])
    assert found == {line: greedy(text, line) for line in lines}


def test_quotes_that_share_their_key_are_told_apart() -> None:
    lines = [f"{number} men of the ninth brigade were killed. " for number in range(300)]
    found = occurrences("".join(lines * 2), [(line, line.index(" men")) for line in lines])
    assert all(places == greedy("".join(lines * 2), line) for line, places in found.items())
