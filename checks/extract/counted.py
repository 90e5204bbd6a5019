"""What a figure counts: the noun to its right, past adjectives, and the measure that noun and verb suggest."""

from __future__ import annotations

import re
from typing import NamedTuple

from checks.extract.nouns import PEOPLES, Noun, noun, singular
from checks.extract.proposals import AREAS, LENGTHS, classes, harms, proposed, verbs


class Counted(NamedTuple):
    """`noun` as printed with its adjectives, `unit` its head in the singular, `per`, and a measure of measures.csv, empty when unknown."""

    noun: str = ""
    unit: str = ""
    per: str = ""
    measure: str = ""


_PER = re.compile(
    r"(?P<adverb>\b(?:daily|weekly|monthly|annually|yearly)\b)"
    r"(?! (?!(?:in|on|at|by|from|to|for|and|or|but|since|during|while|when|with|after|before|until|between|across|against|over|under|of|as"
    r"|than|were|was|are|is|has|have|had|around|about|throughout|near|inside|this|last|that|which|who)\b)[a-z])"
    r"|(?<!\bin )(?<!within )(?<!after )(?<!for )\b(?:per|an?|each|every)[ -](?P<unit>day|week|month|year)\b"
    r"(?! (?:later|before|after|earlier|ago|long))"
)
"""`63 attacks monthly`, but not `a weekly magazine`."""
_OTHER = re.compile(r"[0-9,]")
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year"}
_CLAUSE = re.compile(
    r"[.;:!?\n\u2014\u2013()]|, (?:and|but|which|while|whereas|who)\b"
    r"|\b(?:and|but|while|although)\b(?= (?:the|a|an|he|she|it|they)\b)"
)
_PERSONS = re.compile(
    r"(?:people|person|civilian|soldier|fighter|man$|men$|woman|women|child|troop|militant|member|resident|refugee|victim|rebel|jihad|terrorist"
    r"|recruit|officer|official|diplomat|journalist|worker|student|leader|commander|(?:non-?)?combatant|insurgent|personnel|police|evacuee|famil|other"
    r"|individual|prisoner|hostage|detainee|interpreter|inhabitant|citizen|villager|doctor|medic|patient|li(?:fe|ves)\b|casualt|fatalit|death|mercenar"
    r"|gunm[ae]n|protester|migrant|survivor|passenger|pilot|guard|operative|contractor|marine|paramilitar|assailant|girl|boy|infant|bod)"
)
_PASSIVE = re.compile(
    r"(?:,? (?:who|were|was|had|have|been|being|are|is|also|reported|reportedly|likely|probably|allegedly"
    r"|left|to be|others|more|people|in|of whom))* "
)
_PREDICATE = re.compile(
    r" (?:were|are|was|is) (?:also |reportedly |believed to be |all |mostly |said to be )?(?:[a-z]+ )?"
    r"(?P<noun>(?:civilian|soldier|fighter|policem|women|children|militant|member|rebel|foreigner|officer|minor|adult|victim|national|refugee"
    r"|journalist|medic|boy|girl|men\b|prisoner|combatant|guard|civilians)[a-z]*)\b"
)
_NUMBER_OF = re.compile(
    r"\b(?:number|total|tally|count)s? of (?P<noun>(?:[a-z-]+ ){0,3}?(?:[a-z-]+s|people|children|women|men|troops)) (?:\([a-z-]+\) )?"
    r"(?:[a-z]+ ){0,4}?"
    r"(?:fell|rose|rise|dropped|grew|grown|risen|fallen|increased|decreased|declined|plummeted|plunged|jumped|soared|surged"
    r"|climbed|doubled|tripled|went|stood|stands|was|is|were|reached|at|to|from|exceeded|averaged)\b"
)
_SAID = re.compile(rf"{_CLAUSE.pattern}|\b(?:were|was|been|being) [a-z]+,? and (?=[0-9])")
"""What ends a clause before a figure: `12 were killed and 20, including 3 children, were hurt`."""
_BEEN = re.compile(r"\b(?:were|was|been|being|are|is)(?: [a-z]+)? \Z")
_ALIKE = re.compile(r"[a-z]*(?:,|,? (?:and|or)) (?:wounded|injured|missing|captured)\b")
"""After `dead` or `killed`: the figure counts these, too."""
_BOTH = re.compile(r"\b(?:killed|killing|dead),? (?:and|or|and/or) (?:injur|wound|maim)")
_NEXT_FIGURE = re.compile(
    r"(?:,|\band|\bor) (?:[0-9]|(?:some|about|around|several|more|at least|over|nearly|two|three|four|five|six|seven|eight|nine|ten|dozens"
    r"|hundreds|thousands)\b)"
)
_AGED = re.compile(r"\baged? \Z")
"""Before how old somebody was who died."""
_SENTENCE = re.compile(r"[.!?] |\n")
_HARMS = ("killed", "injured")
_SQUARE = re.compile(r"(?:sq\.?|square) ", re.IGNORECASE)
_NEAR, _WIDE = 60, 80


def family(noun: str) -> str:
    """The kind of thing that a noun names, for what may be added up: `person`, the measure that it proposes, or its head."""
    last = noun.rpartition(" ")[2]
    head = singular(last.lower())
    return "person" if head and (_PERSONS.match(head) or PEOPLES.fullmatch(last)) else proposed(head) or head


def counted(text: str, low: str, start: int, end: int, single: bool) -> Counted:
    """What the figure at [start, end) of a text counts."""
    if low[start - 5 : start - 1].lstrip().startswith("age") and _AGED.search(low, max(0, start - 8), start):
        return Counted()
    found = noun(text, low, end, single=single)
    if not found.unit and not single and (told := _PREDICATE.match(low, end)):
        words = text[told.start("noun") : told.end()]
        return Counted(words, singular(words.lower()), per(low, end), _before(low, start, 0) or "people")
    unit, rate = found.unit, per(low, found.stop)
    if not unit:
        return Counted("", "", rate, _verb(low, start, found.stop))
    if unit in AREAS:
        return Counted(found.text, AREAS[unit], rate, "")
    if _SQUARE.match(found.text):
        return Counted(found.text, f"square {LENGTHS.get(unit, unit)}", rate, "")
    return Counted(found.text, LENGTHS.get(unit, unit), rate, _measure(low, start, found))


def _measure(low: str, start: int, found: Noun) -> str:
    """The measure of what is counted: persons by the verb beside them, casualties are killed and injured together."""
    named = "" if found.people else proposed(found.unit)
    if not (found.people or _PERSONS.match(found.unit)) or named in _HARMS:
        return named
    if found.unit == "casualty":
        return "people"
    kind = named if named == "fighters" or (named and classes()[named].verbs) else "people"
    return _verb(low, start, found.stop) or kind


def subject(text: str, low: str, start: int) -> Counted:
    """What `the number of airstrikes fell from 63 to 10` counts."""
    found = None
    for found in _NUMBER_OF.finditer(low, max(0, start - 2 * _WIDE), start):  # noqa: B007 - the last one counts
        pass
    if not found or _SENTENCE.search(low, found.end("noun"), start):
        return Counted()
    unit = singular(found["noun"].rpartition(" ")[2])
    return Counted(text[found.start("noun") : found.end("noun")], unit, "", proposed(unit) or ("people" if _PERSONS.match(unit) else ""))


def per(low: str, stop: int) -> str:
    """Per what a figure is given whose noun ends here: day, week, month, year or nothing."""
    after = low[stop : stop + _NEAR]
    after = after if " per " in after else after[: _NEAR // 2]
    if not ("da" in after or "week" in after or "month" in after or "year" in after or "annual" in after):
        return ""
    clause = _CLAUSE.search(after)
    other = _OTHER.search(after)
    match = _PER.search(after, 0, min(found.start() if found else len(after) for found in (clause, other)))
    return (_ADVERBS[match["adverb"]] if match["adverb"] else match["unit"]) if match else ""


def _verb(low: str, start: int, stop: int) -> str:
    """The class of the nearest verb of harm or movement in the clause: right after the noun, else before it."""
    after = low[stop : stop + _NEAR]
    if any(map(harms, after.split())):
        clause = _CLAUSE.search(after)
        after = after[: clause.start()] if clause else after
        follows = _PASSIVE.match(after)
        direct = verbs().match(after, follows.end()) if follows else None
        if direct:
            return "people" if _ALIKE.match(after, direct.end()) else str(direct.lastgroup)
    else:
        after = ""
    if last := _before(low, start):
        return last
    near = verbs().search(after) if after else None
    if near and _NEXT_FIGURE.search(after, 0, near.start()) and not _BEEN.search(after, 0, near.start()):
        return ""
    return str(near.lastgroup) if near else ""


def _before(low: str, start: int, edge: int | None = None) -> str:
    """The class of the last such verb before a figure, in its clause or after `edge`."""
    before = low[max(0, start - _WIDE) : start]
    if not any(map(harms, before.split())):
        return ""
    if edge is None:
        edge = max((match.end() for match in _SAID.finditer(before)), default=0)
    last = None
    for last in verbs().finditer(before, edge):  # noqa: B007 - the last one counts
        pass
    if last and (both := _BOTH.search(before, edge)) and both.end() >= last.end():
        return "people"
    return str(last.lastgroup) if last else ""
