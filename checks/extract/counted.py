"""What a figure counts: the noun to its right, past adjectives, and the measure that noun and verb suggest."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from checks.config import packaged
from checks.extract.words import words
from checks.numerals import WORDS


class Counted(NamedTuple):
    """`noun` as printed with its adjectives, `unit` its head in the singular, `per`, and a measure of measures.csv, empty when unknown."""

    noun: str = ""
    unit: str = ""
    per: str = ""
    measure: str = ""


_OF = re.compile(
    r"(?:-|\s)?(?:of (?:the |these |those |its |their |his |her |our |such |all )?(?:[0-9][0-9,.]* )?)?"
    r"(?:(?:more|further|additional|(?P<strong>strong)) (?=[a-z]))?", re.ASCII
)  # fmt: skip
_WORD = re.compile(r"[ -]?([A-Za-z\u00c0-\u024f][\w\u2019'.-]*)")
_STOPS = words(
    "a an the of in at on to from by for with and or but nor was were is are be been being has have had having do does did who "
    "whom whose which that this these those than as it its they their them he she his her we our you i during between among over "
    "under after before since until till while when where because if into onto upon within without against about around across "
    "toward towards like throughout along through per each every not no more less fewer so too also then there here will would can "
    "could may might must should shall said says say told killed wounded injured died dead according including include includes "
    "alone only just later earlier ago respectively monthly daily weekly annually yearly both either now today yesterday still "
    "remain remains remained live lived flee fled died die took met came went crossed returned arrived need needs survive survived "
    "already overall altogether again even once yet ever instead however"
).union(WORDS)
_PLURAL = re.compile(
    r"(?:[a-z\u00c0-\u024f-]{2,}(?<![su\u2019'i])s|people|men|women|children|personnel|troops|police|aircraft|lives|forces)$"
)
_PER = re.compile(
    r"(?P<adverb>\b(?:daily|weekly|monthly|annually|yearly)\b)"
    r"|\b(?:per|an?|each|every)[ -](?P<unit>day|week|month|year)\b(?! (?:later|before|after|earlier|ago|long))"
)
_OTHER = re.compile(r"[0-9,]")
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
_CLAUSE = re.compile(
    r"[.;:!?\n\u2014\u2013()]|, (?:and|but|which|while|whereas|who)\b"
    r"|\b(?:and|but|while|although)\b(?= (?:the|a|an|he|she|it|they)\b)"
)
_PERSONS = re.compile(
    r"(?:people|person|civilian|soldier|fighter|man$|men$|woman|women|child|troop|militant|member|resident|refugee|victim|rebel|jihad|terrorist"
    r"|recruit|officer|official|diplomat|journalist|worker|student|leader|commander|combatant|insurgent|personnel|police|evacuee|famil|other"
    r"|individual|prisoner|hostage|detainee|interpreter|inhabitant|citizen|villager|doctor|medic|patient|li(?:fe|ves)\b|casualt|fatalit|death|mercenar"
    r"|gunm[ae]n|protester|migrant|survivor|passenger|pilot|guard|operative|contractor|marine|paramilitar|assailant|girl|boy|infant|bod)"
)
_PASSIVE = re.compile(
    r"(?:,? (?:who|were|was|had|have|been|being|are|is|also|reported|reportedly|left|to be|others|more|people|in|of whom))* "
)
_PREDICATE = re.compile(
    r" (?:were|are|was|is) (?:also |reportedly |believed to be |all |mostly |said to be )?(?:[a-z]+ )?"
    r"(?P<noun>(?:civilian|soldier|fighter|policem|women|children|militant|member|rebel|foreigner|officer|minor|adult|victim|national|refugee"
    r"|journalist|medic|boy|girl|men\b|prisoner|combatant|guard|civilians)[a-z]*)\b"
)
_NUMBER_OF = re.compile(
    r"\b(?:number|total|tally|count)s? of (?P<noun>(?:[a-z-]+ ){0,3}?(?:[a-z-]+s|people|children|women|men|troops)) "
    r"(?:[a-z]+ ){0,4}?"
    r"(?:fell|rose|rise|dropped|grew|grown|risen|fallen|increased|decreased|declined|plummeted|plunged|jumped|soared|surged"
    r"|climbed|doubled|tripled|went|stood|stands|was|is|were|reached|at|to|from|exceeded|averaged)\b"
)
_SENTENCE = re.compile(r"[.!?] |\n")
_HARMS = ("killed", "injured")
_LENGTHS = {"mile": "mile", "kilometre": "km", "kilometer": "km", "km": "km", "kms": "km", "metre": "m", "meter": "m"}
_SQUARE = re.compile(r"(?:sq\.?|square) ", re.IGNORECASE)
_NEAR, _WIDE = 60, 80


class _Class(NamedTuple):
    verbs: list[str]
    nouns: tuple[str, ...]


@cache
def _classes() -> dict[str, _Class]:
    """The verbs and nouns that propose a measure, by their beginnings."""
    return {
        row["measure"]: _Class([word for word in row["verbs"].split(";") if word], tuple(word for word in row["nouns"].split(";") if word))
        for row in packaged("proposals.csv")
    }


@cache
def _verbs() -> re.Pattern[str]:
    groups = (f"(?P<{name}>{'|'.join(map(re.escape, one.verbs))})" for name, one in _classes().items() if one.verbs)
    return re.compile(rf"\b(?:{'|'.join(groups)})", re.ASCII)


@cache
def _openers() -> re.Pattern[str]:
    words = {verb.partition(" ")[0] for one in _classes().values() for verb in one.verbs}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})", re.ASCII)


@lru_cache(maxsize=1 << 15)
def _harms(word: str) -> bool:
    """Whether a verb of harm may begin in a word; a quick look before the search."""
    return _openers().search(word) is not None


@lru_cache(maxsize=4096)
def _named(unit: str) -> str:
    """The measure that the counted noun proposes by itself."""
    if unit in _LENGTHS:
        return "distance"
    if unit in ("time", "occasion"):
        return "recurrence"
    return next((name for name, one in _classes().items() if unit.startswith(one.nouns)), "")


def family(noun: str) -> str:
    """The kind of thing that a noun names, for what may be added up: `person`, the measure that it proposes, or its head."""
    head = singular(noun.rpartition(" ")[2].lower())
    return "person" if head and _PERSONS.match(head) else _named(head) or head


def counted(text: str, low: str, start: int, end: int, single: bool) -> Counted:
    """What the figure at [start, end) of a text counts."""
    noun, unit, stop = _noun(text, low, end, single)
    if not unit and not single and (told := _PREDICATE.match(low, end)):
        noun = text[told.start("noun") : told.end()]
        unit = singular(noun.lower())
    rate = per(low, stop)
    if not unit:
        return Counted("", "", rate, _verb(low, start, stop))
    if _SQUARE.match(noun):
        return Counted(noun, f"square {_LENGTHS.get(unit, unit)}", rate, "")
    named = _named(unit)
    if not _PERSONS.match(unit) or named in _HARMS:
        return Counted(noun, _LENGTHS.get(unit, unit), rate, named)
    kind = named if named == "fighters" or (named and _classes()[named].verbs) else "people"
    return Counted(noun, unit, rate, _verb(low, start, stop) or kind)


def subject(text: str, low: str, start: int) -> Counted:
    """What `the number of airstrikes fell from 63 to 10` counts."""
    found = None
    for found in _NUMBER_OF.finditer(low, max(0, start - 2 * _WIDE), start):  # noqa: B007 - the last one counts
        pass
    if not found or _SENTENCE.search(low, found.end("noun"), start):
        return Counted()
    unit = singular(found["noun"].rpartition(" ")[2])
    return Counted(text[found.start("noun") : found.end("noun")], unit, "", _named(unit) or ("people" if _PERSONS.match(unit) else ""))


def _noun(text: str, low: str, end: int, single: bool) -> tuple[str, str, int]:
    """The noun phrase after a figure, the singular of its head, and where it ends."""
    joint = _OF.match(low, end)
    single = bool(joint and joint["strong"]) or (single and not (joint and "of" in joint[0]))
    first = at = joint.end() if joint else end
    stop, head, count = end, "", 0
    while count < 6 and (match := _WORD.match(low, at)):
        at, word = match.start(1), match[1].rstrip(".'\u2019")
        named = text[at].isupper() and not text[at - 2 : at - 1].isalnum()
        if word in _STOPS or (count and (named or (single and word.endswith("ed")))):
            break
        owner = word.endswith(("'s", "\u2019s"))
        head, stop = ("", end) if owner else (word, at + len(word))
        at, count = match.end(), count + 1
        cut = len(word) < len(match[1]) and not _INITIALS.fullmatch(match[1])
        if cut or word in _LENGTHS or (not single and _PLURAL.search(word)) or (single and count == 1 and _named(word)):
            break
    if not head or head.endswith("ed"):
        return "", "", end
    return text[first:stop].strip(), singular(head), stop


_INITIALS = re.compile(r"[a-z](?:\.[a-z])+\.?")
_ODD = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life", "personnel": "person", "troops": "troop",
        "aircraft": "aircraft", "series": "series", "means": "means", "forces": "force", "buses": "bus",
        "news": "news", "sorties": "sortie"}  # fmt: skip


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of an English noun, roughly."""
    if word in _ODD:
        return _ODD[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def per(low: str, stop: int) -> str:
    """Per what a figure is given whose noun ends here: day, week, month, year or nothing."""
    after = low[stop : stop + _NEAR // 2]
    if not ("da" in after or "week" in after or "month" in after or "year" in after or "annual" in after):
        return ""
    clause = _CLAUSE.search(after)
    other = _OTHER.search(after)
    match = _PER.search(after, 0, min(found.start() if found else len(after) for found in (clause, other)))
    return (_ADVERBS[match["adverb"]] if match["adverb"] else match["unit"]) if match else ""


def _verb(low: str, start: int, stop: int) -> str:
    """The class of the nearest verb of harm or movement in the clause: right after the noun, else before it."""
    after = low[stop : stop + _NEAR]
    if any(map(_harms, after.split())):
        clause = _CLAUSE.search(after)
        after = after[: clause.start()] if clause else after
        follows = _PASSIVE.match(after)
        direct = _verbs().match(after, follows.end()) if follows else None
        if direct:
            return str(direct.lastgroup)
    else:
        after = ""
    before = low[max(0, start - _WIDE) : start]
    if any(map(_harms, before.split())):
        edge = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
        last = None
        for last in _verbs().finditer(before, edge):  # noqa: B007 - the last one counts
            pass
        if last:
            return str(last.lastgroup)
    near = _verbs().search(after) if after else None
    return str(near.lastgroup) if near else ""
