"""Who is the subject of a verb of saying: its agent, the phrase before it, or the one after it."""

from __future__ import annotations

import re

from checks.extract.speakers import Speaker, after, before
from checks.extract.words import CLASSES, NOUNISH, PAPERS, PARTICIPLES, THINKING

_BY = re.compile(r"\s(?:\w+ly\s)?by\s")
_COMPLEMENT = re.compile(
    '\\s(?:with|further),?\\s?[\u201c"]|\\s?[\u201c":]|,\\s?[\u201c"]|\\s(?:that|how|whether'
    "|reporters|journalists|the media|media|him|her|them|us|this|it)\\b"
)
_CLAUSE = re.compile(
    '\\s?[\u201c":]|\\s(?:that|how|the|a|an|its|their|there|his|her|this|these|those'
    "|at least|more than|over|some|about|up to|no|[0-9]+|around|as many)\\b"
)
_CLAIM = re.compile(r"\sto\s[a-z]")
"""After `claims`, which then tells what is said."""
_COUNTED_OUT = re.compile(r"\b(?:the|of|all) [0-9][0-9,]* $")
"""Before `claimed` where it says which ones: `431 of the 729 claimed`."""
_TOLD_OF = frozenset(("estimated", "reported", "claimed", "confirmed", "alleged"))
_HARMED = re.compile(r"\s(?:killed|dead|injured|wounded|missing|displaced|detained)\b")
"""After them: `12 civilians reported killed` is said of these, not by them."""
_PLAIN = frozenset(("explained", "stressed", "emphasized", "emphasised", "clarified", "recalled", "wrote", "added"))
"""In the passive they hedge nothing."""
_WORDLESS = re.compile(
    r"pointed out (?:of|to)\b|claim(?:s|ed|ing)? (?:(?:the|an?|his|her|its|their|at|least|up|to|[0-9,]+|[a-z]+) ){0,4}(?:life|lives)\b"
)
"""What is done, not said."""
_DETERMINERS = (" the ", " a ", " an ", " its ", " their ", " his ", " her ", "The ", "A ", "An ")
"""Before `estimated cost`."""
_INVERTED = re.compile("[\u201d\"',\u2019]\\s?$")
_AFTER_QUOTE = re.compile('[\u201d"\u2019],?\\s?$')
_EITHER = re.compile(f"{_COMPLEMENT.pattern}|{_CLAUSE.pattern}")
_SOURCES = CLASSES | PAPERS
_BLANK = re.compile(r"\s")
_APPOSED = 0.7
"""What to trust a subject that its apposition and a comma part from the verb, before `said X` is tried."""


def subject(text: str, word: str, at: int, end: int, start: int, stop: int) -> Speaker | None:
    """The speaker of a verb: its agent, the subject before it, or the one after it (`said X`)."""
    by = _BY.match(text, end) if word[-3:] != " by" else _BLANK.match(text, end)
    if by and word not in PARTICIPLES:
        return _agent(text, word, by.end(), stop)
    complement = _CLAUSE.match(text, end) or (word in ("claim", "claims") and _CLAIM.match(text, end))
    if word in PARTICIPLES or word == "pointing out":
        return Speaker(at, end, "", "none", 0.6) if complement else None
    doubtful = word in NOUNISH or word in THINKING
    if word not in NOUNISH and (found := _inverted(text, (start, at, end, stop), doubtful)):
        return found
    if _silent(text, word, at, end, start) or (
        doubtful and not complement and not (word in THINKING and _EITHER.match(text, end)) and not _ahead(text, start, at)
    ):
        return None
    if (word == "said" and text.startswith((" to be ", " to have "), end)) or (word in _TOLD_OF and _HARMED.match(text, end)):
        return Speaker(at, at, "", "passive", 0.5)
    found = before(text, start, at)
    hedges = found.kind != "passive" or word not in _PLAIN
    return found if hedges and (not doubtful or _plausible(text, word, at, end, found)) else None


def _agent(text: str, word: str, at: int, stop: int) -> Speaker | None:
    """Who it was said by; what explains something is no speaker: `explained by 12 strikes`."""
    found = after(text, at, stop)
    if not found or (word in _PLAIN and found.name[:1].isdigit()):
        return None
    return found._replace(confidence=min(found.confidence, 0.5 if word == "claimed" else 0.8))


def _silent(text: str, word: str, at: int, end: int, start: int) -> bool:
    """Whether a verb is one of doing, or an adjective."""
    if word == "alluded to" or (word == "told" and text.startswith(" to ", end)):
        return True
    if word[0] in "cp" and _WORDLESS.match(text, at):
        return True
    counted = text[at - 2 : at - 1].isdigit() and _COUNTED_OUT.search(text, max(start, at - 20), at)
    return bool(counted) or text.endswith(_DETERMINERS, start, at)


def _inverted(text: str, place: tuple[int, int, int, int], doubtful: bool) -> Speaker | None:
    """The speaker after a verb that follows a quotation or a comma, unless an apposition and its comma part the subject from the verb."""
    start, at, end, stop = place
    edge = _INVERTED.search(text, max(start, at - 2), at)
    if edge and edge[0][0] == "," and not doubtful and (apposed := before(text, start, at)).confidence >= _APPOSED:
        return apposed
    found = after(text, end, stop) if edge else None
    return found if found and found.kind in ("named", "unnamed") and found.confidence > 0.5 else None


def _ahead(text: str, start: int, at: int) -> bool:
    """Whether a quotation ends, or `as` begins a clause, shortly before."""
    near = text[max(start, at - 60) : at]
    return "\u201d" in near or '"' in near or "as " in near or "As " in near


def _plausible(text: str, word: str, at: int, end: int, speaker: Speaker) -> bool:
    """Whether a verb that may be a noun, or mean no speech, attributes here."""
    if speaker.kind in ("passive", "none"):
        return speaker.kind == "passive" and word in ("believed", "quoted", "feared") and text.startswith(" to ", end)
    if word in NOUNISH:
        return speaker.confidence > 0.5 and speaker.kind != "pronoun" and (text[speaker.end : at].strip() == "" or text[at - 2] == ",")
    beside = bool(_COMPLEMENT.match(text, end)) or bool(_AFTER_QUOTE.search(text, max(speaker.start - 3, 0), speaker.start))
    source = speaker.kind == "unnamed" or speaker.name.rpartition(" ")[2].lower() in _SOURCES
    put = text[max(speaker.start - 3, 0) : speaker.start].lower() == "as "
    return (speaker.confidence > 0.5 or speaker.kind == "pronoun") and (beside or put or (source and bool(_CLAUSE.match(text, end))))
