"""Words between two statements that say which is the cause, which came first, and which is a part of the other.

Patterns of the last part are for a sentence in which HERE stands for the statement that comes first, and NEXT before the second; they
are written for Rust's regular expressions.
"""

from __future__ import annotations

from typing import Final

BECAUSE: Final = (
    r"due to|owing to|thanks to|because of|as a result of|attribut(?:ed|able|es|ing) (?:\w+ ){0,3}?to|credited (?:\w+ ){0,3}?to|blamed on|"
    r"caused by|resulting from|in response to|in retaliation for"
)
"""After an effect, before its cause."""
THEREBY: Final = r"leading to|resulting in|causing|which (?:killed|caused|led to)|leaving"
"""After a cause, before its effect."""
PARTS: Final = r"including|among (?:them|whom|which)|amongst them|included in (?:these|those|that)|inclusive of"
"""After a whole, before its part."""

HERE, NEXT = "\x01", "\x02"
BESIDE: Final = r"(?i)\x01"
"""How a pattern begins that reads what stands between the two."""
_ONE_PHRASE = r"[^,;.\x02]{0,40}"


def _between(words: str, then: str = _ONE_PHRASE) -> str:
    return rf"{BESIDE}[^;\x02]*(?:\b(?:{words})\b{then}\x02|\x02\W*(?:{words})\b)"


def _opening(words: str) -> str:
    return rf"(?i)(?:^|[,(“\"] ?)(?:{words})(?: [\w’'-]+){{0,3}} \x01[^;\x02]*,"


_SOON = (
    rf"{THEREBY}|led to|allow(?:ed|ing|s)|enabl(?:ed|ing|es)|(?:paved|paving) the way for|prompt(?:ed|ing)|spark(?:ed|ing)|"
    r"trigger(?:ed|ing)"
)
_BY = rf"{BECAUSE}|triggered by|made possible\b[^.;]{{0,40}} by|bolstered by|strengthened by|through the|as a consequence of"
_EARLIER, _LATER = "before|prior to|ahead of", "after|following|in the wake of"
_CREDITED = (r"\x01 by \x02", r"(?i)\battribut\w+ \x01 to\b", r"(?i)\bblam(?:e|es|ed) \x01 on\b")
SUBJECT_FIRST: Final[dict[str, tuple[str, ...]]] = {
    "before": (_between(rf"{_EARLIER}|until|followed by|and then|whereupon|{_SOON}"), _opening(_LATER)),
    "credited-to": (_between(_BY), *_CREDITED),
    "part-of": (),
}
"""By predicate, the words of which the first statement is the subject."""
OBJECT_FIRST: Final[dict[str, tuple[str, ...]]] = {
    "before": (_between(_LATER), _opening(_EARLIER)),
    "credited-to": (_between(_SOON), _opening("thanks to|due to|owing to|because of|as a result of|in response to")),
    "part-of": (_between(PARTS, r"[^;.\x02]{0,40}"), r"\x02[^;.]{0,30}\bof (?:whom|which)\b"),
}
"""The words of which it is the object."""
TURNS: Final = ((rf"(?i)\b(?:{_LATER}) which\b", "whereupon"), (rf"(?i)\b(?:{_EARLIER}) which\b", "following"))
"""Words that mean the reverse with a relative pronoun behind them."""
ASIDE: Final = r"(?i)\x01[^\x02]*(?:;| and | but | while | whereas | or |, which |, that )[^\x02]*\x02"
"""Words between the two may speak of a third thing."""
_DENIAL = r"(?:\b(?:not|never|no|neither|nor|without|rather|instead|denied|despite|although|though|whether|if)|n[’']t)\b"
DENIED: Final = rf"(?i){_DENIAL}[^,;:\x01\x02]*\x01|\x01[^\x02]*{_DENIAL}[^\x02]*\x02"
