"""Words between two statements that say which is the cause, which came first, and which is a part of the other.

Patterns of the last part are for a sentence in small letters in which HERE stands for the statement that comes first, and NEXT before the
second; they are written for Rust's regular expressions.
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

HERE, NEXT, BEGUN, APART, BARRIER = "\x01", "\x02", "\x03", "\x04", "\x05"
BESIDE: Final = r"\x01"
"""How a pattern begins that reads what stands between the two."""
_BEHIND: Final = r"^\x04"
"""How a pattern begins that reads the sentence of the second, when the first stands in one before."""


def _latin(*patterns: str) -> tuple[str, ...]:
    """Patterns whose words are of Latin letters: one that knows all letters takes twice as long to compile."""
    return tuple(pattern.replace(r"[\w", "[0-9a-z_à-ɏ").replace(r"\w", "[0-9a-z_à-ɏ]") for pattern in patterns)


_ONE_PHRASE = r"[^,;.\x02]{0,60}"


def _between(words: str, then: str = _ONE_PHRASE) -> str:
    return rf"{BESIDE}[^;\x02]*(?:\b(?:{words})\b{then}\x02|\x02\W*(?:{words})\b)"


def _opening(words: str) -> str:
    return rf"(?:^|[,(“\"] ?)(?:{words})(?: [\w’'-]+){{0,3}} \x01[^;\x02]*,"


def _behind(opening: str, anywhere: str) -> str:
    """Words that refer to what was said before: at the beginning of the sentence, or in the clause of its second statement."""
    clause = rf"(?:[^,;.:\x02{BARRIER}]|,[^,;.:\x02{BARRIER}]{{0,60}},)*"
    begins = rf"{_BEHIND}(?:(?:and|but|so|yet) )?(?:\x02(?:{opening})[ ,]|(?:{opening})[ ,][^;\x02]*\x02)"
    ahead = rf"{_BEHIND}[^\x02]*\b(?:{anywhere})\b,?{clause}\x02"
    return rf"{begins}|{ahead}|{_BEHIND}(?:[^\x02]*\x02|\x02[^,;.]{{0,30}},){clause}\b(?:{anywhere})\b"


_SOON = (
    rf"{THEREBY}|led to|allow(?:ed|ing|s)|enabl(?:ed|ing|es)|(?:paved|paving) the way for|prompt(?:ed|ing)|spark(?:ed|ing)?|"
    r"trigger(?:ed|ing)?|ending"
)
_BY = (
    rf"{BECAUSE}|triggered by|made possible\b[^.;]{{0,40}} by|bolstered by|strengthened by|through the|as a consequence of|"
    r"(?:to|or) (?:escape|flee|avoid)|escaping|fleeing|(?:for|in) fear of"
)
_EARLIER, _LATER = "before|prior to|ahead of", "after|following|in the wake of"
_CREDITED = (r"\x01 by \x02", r"\battribut\w+ \x01 to\b", r"\bblam(?:e|es|ed) \x01 on\b")
_UNITS = r"(?:minute|hour|day|night|week|weekend|month|year|decade)"
_LONG = rf"(?:[\w-]+ ){{0,4}}{_UNITS}s?"
_PREVIOUS = r"\b(?:(?:previously|formerly|earlier|already) |post-?)\x02"
_ENSUING = r"\b(?:ensuing|subsequent|resulting|consequent)\b[^,;.\x02]{0,40}\x02|\x02(?:ensuing|subsequent|resulting|consequent)\b"
_UNDOING = r"(?:reversed|undone|overturned|revoked|rescinded|annulled|lifted|repealed|retaken|recaptured|restored|repaired|rebuilt)"
_UNDONE = rf"{BESIDE}[^,;.\x02]{{0,80}}\b(?:was|were|been|being|is|are)\b[^,;.\x02]{{0,20}}\x02(?:\w+ )?{_UNDOING}\b"
_CLAUSE = rf"\x03(?:,? ?(?:which|that)\b[^,;.]{{0,30}})?(?:{_SOON})\b"
_AGENT = r"\x01(?: [\w’'-]+){0,4} \x02(?:\w+ly )?(?:increas|reduc|weaken|strengthen|bolster|worsen|tipp|ended|halted|forced|caused)"
_THIS = r"(?:this|that|these|those)"
_NEXT_IN_TIME = _behind(
    rf"afterwards?|later|then|next|thereafter|since then|from then on|(?:just |only |barely |not )*(?:{_LONG}|long|soon|shortly|right) "
    rf"(?:later|after(?:wards?|,| this| that))|(?:after|following|since) {_THIS}|in the (?:\w+ )?aftermath|"
    rf"(?:on )?the (?:next|following|same) {_UNITS}|as a (?:result|consequence)|in (?:response|retaliation|reaction)|this (?:{_SOON})",
    r"subsequently|thereafter|afterwards|consequently|therefore|thus|in the (?:\w+ )?aftermath|"
    rf"(?:reaction|respon(?:se|d|ds|ded|ding)|due|owing|thanks) to {_THIS}|(?:because of|in the wake of|after|following) {_THIS}",
)
_PRIOR_IN_TIME = _behind(
    rf"earlier|previously|(?:before|prior to|ahead of) (?:{_THIS}|then)|until then",
    rf"{_UNITS}s? (?:earlier|previously|beforehand)|(?:before|prior to|ahead of) {_THIS}|"
    r"(?:this|that) (?:\w+ ){1,4}(?:because|due to|thanks to|owing to)",
)
_SHARE = (
    r"(?:some|most|many|several|both|half|all|none|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+) of (?:them|these|those)|"
    r"(?:the )?(?:others|rest|remainder|latter|former)"
)
_NTH = r"first|second|third|fourth|fifth|sixth|last|final"
_LISTED = (
    rf"{_BEHIND}\W*(?:{_NTH}|firstly|secondly|thirdly|lastly|finally),|"
    rf"{_BEHIND}\W*(?:the|a) (?:(?:{_NTH}|other)\b[^,;]*\x02|\x02(?:{_NTH}))"
)
_TOTAL = r"\b(?:bring|brought|rais|tak|push)(?:ing|ed)?\b[^,;.]{0,30}\b(?:total|toll|number|figure|count|tally)\b"
_DETAIL = r"\x01, \x03?\w+ing \x02"
_THEREAFTER = (_ENSUING, _UNDONE, _CLAUSE, _NEXT_IN_TIME)
SUBJECT_FIRST: Final[dict[str, tuple[str, ...]]] = {
    "before": _latin(
        _between(rf"{_EARLIER}|until|followed by|and then|whereupon|prepar(?:e|ed|ing) for|{_SOON}"), _opening(_LATER), *_THEREAFTER
    ),
    "credited-to": _latin(_between(_BY), *_CREDITED, _PREVIOUS, _PRIOR_IN_TIME),
    "part-of": _latin(_TOTAL),
}  # fmt: skip
"""By predicate, the words of which the first statement is the subject."""
OBJECT_FIRST: Final[dict[str, tuple[str, ...]]] = {
    "before": _latin(_between(_LATER), _opening(_EARLIER), _PREVIOUS, _PRIOR_IN_TIME),
    "credited-to": _latin(
        _between(_SOON), _opening("thanks to|due to|owing to|because of|as a result of|in response to"), _AGENT, *_THEREAFTER
    ),
    "part-of": _latin(
        _between(PARTS, r"[^;.\x02]{0,40}"), r"\x02[^;.]{0,30}\bof (?:whom|which)\b", rf"[\x01\x04][^\x02]*\x02(?:{_SHARE})\b", _DETAIL,
    ),
}  # fmt: skip
"""The words of which it is the object."""
COUNTED: Final = (_LISTED, rf"{BESIDE}[^.:\x02]*: [^.\x02]*\x02")
"""Words before a part of what the first statement counts."""
TURNS: Final = (
    (rf"\b(?:{_LATER}) which\b", "whereupon"), (rf"\b(?:{_EARLIER}) which\b", "following"), (r"\bnot long\b", "soon"),
    (r"\bin the (?:\w+ )?aftermath of\b", "after"), (r"\bas a (?:result|consequence) of\b", "because of"),
    (r"\bin (?:response|retaliation|reaction) to\b", "due to"), (r"\bthus far\b", "so far"),
)  # fmt: skip
"""Words that mean the reverse with another beside them."""
NAMED: Final = (
    r"(?i)\b(after|following|since|before|prior to|ahead of|in the wake of|due to|because of|(?:reaction|respon(?:se|d|ds|ded|ding)) to) "
    r"(?:the|this|that|these|those) ([a-z]+)\b([^,;.\x02]{0,40})"
)
"""What something came before or after, by its noun and what stands behind that."""
CLAUSES: Final = r" (?:that|which|who|whom|and|or|but|yet|while|whereas|when) "
"""Words that begin a clause: a BARRIER stands for them in a sentence that follows that of the first."""
ASIDE: Final = r"\x01[^\x02]*(?:;| and | but | while | whereas | or |, which |, that )[^\x02]*\x02"
"""Words between the two may speak of a third thing."""
_NEGATIVE = r"not|never|no|neither|nor|without|rather|instead|denied|whether|if"
_DENIAL = rf"(?:\b(?:{_NEGATIVE}|despite|although|though)|n[’']t)\b"
DENIED: Final = rf"(?:\b(?:{_NEGATIVE})|n[’']t)\b[^,;:\x01\x02]*\x01|[\x01\x04][^\x02]*{_DENIAL}[^\x02]*\x02"
