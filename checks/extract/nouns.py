"""The noun phrase to the right of a figure, and the singular of its head."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from checks.extract.proposals import AREAS, LENGTHS, proposed
from checks.extract.words import words
from checks.numerals import WORDS

_OF = re.compile(
    r"(?:-|\s)?(?:of (?:the |these |those |this |that |its |their |his |her |our |such |all )?(?:[0-9][0-9,.]* )?)?"
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
    "found lost held took made became began fell rose gave saw sent ran won fought wrote knew felt kept brought bought sold spent built "
    "drove flew stood sat spoke "
    "already overall altogether again even once yet ever instead however such overnight out off up down away "
    "beginning starting involving including containing using ending following leaving making living serving working wearing carrying"
).union(WORDS)
_ADVERBIAL = words("reportedly allegedly mostly mainly largely predominantly")
"""They stand between a figure and its noun, or its verb."""
_PLURAL = re.compile(
    r"(?:[a-z\u00c0-\u024f-]{2,}(?<![su\u2019'i])s|people|men|women|children|personnel|troops|police|aircraft|lives|forces)$"
)
PEOPLES = re.compile(
    r"(?!Nissans|Titans)[A-Z\u00c0-\u00de][\w\u2019'-]*(?:ans|ites|urds|urks|erbs|roats|ews|oles|anes|edes|eks|iks|abs|zechs|inns|hechens|kmens|ritons)"
    r"|(?:Israel|Iraq|Yemen|Saud|Emirat|Pakistan|Bangladesh|Kuwait|Qatar|Oman|Bahrain|Hout|Houth|Yazid|Ezid|Alaw|Azer|Nepal|Somal|Kashmir|Punjab"
    r"|Tuts|Naz|Salaf|Zayd|Zaid|Iran|Afghan|Gaz|Baloch|Baluch|Rohing)[iy]s"
)
"""How a people or a faith is called in the plural: Palestinians, Israelis, Alawites, Kurds."""
_COORDINATE = re.compile(
    r"(?P<adjectives>(?:(?![a-z-]*s\b|people|women|children|men\b)[a-z-]{3,}(?:,? (?:and|or) |, )){1,3})"
    r"(?:(?!and |or )[a-z-]+ ){1,2}?(?:[a-z-]{2,}(?<![su\u2019'i])s|people|troops|forces)\b"
)
"""`German, Romanian, and Croatian soldiers`: adjectives before the one that the noun follows."""
_UNITS = frozenset(AREAS).union(LENGTHS, words("mph kph kmh kg lbs ft cm mm kw mw acre tonne"))
"""Units that end a noun phrase, also in the singular."""
_ADJECTIVE = re.compile(r"-(?P<noun>[a-z]+)(?<!ed)(?<!ing)(?=[ -][A-Za-z])")
"""`15-member`: what is counted stands in the adjective."""
_NO_NOUN = words("strong odd plus some man fold or to and off old wide long high deep tall proof point under over only time way") | WORDS
_BOMBERS = re.compile(r"suicide bombers?\Z", re.IGNORECASE)
_FAR = 48
"""How far off a figure the last of coordinate adjectives may stand."""
_OPENS = ("\u201c", "\u2018", '"')
_CLOSES = ("\u201d", "\u2019", '"')
_INITIALS = re.compile(r"[a-z](?:\.[a-z])+\.?")
_ODD = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life", "personnel": "person", "troops": "troop",
        "aircraft": "aircraft", "series": "series", "means": "means", "forces": "force", "buses": "bus",
        "news": "news", "sorties": "sortie", "species": "species", "knives": "knife"}  # fmt: skip
_LETTERS = re.compile(r"[a-z-]+")
_NO_ADJECTIVES = _STOPS.union(LENGTHS) - {"and", "or"}


class Noun(NamedTuple):
    """What a figure counts: the words as printed, their head in the singular, where they end; empty without a noun.

    `people`: the head is what a people or a faith is called.
    """

    text: str
    unit: str
    stop: int
    people: bool = False


def noun(text: str, low: str, end: int, *, single: bool) -> Noun:
    """The noun phrase after the figure that ends here; `single`: of one thing, so that no plural ends it."""
    part = _ADJECTIVE.match(low, end) if low[end : end + 1] == "-" else None
    if part and part["noun"] not in _NO_NOUN:
        return Noun(part["noun"], singular(part["noun"]), part.end())
    joint = _OF.match(low, end)
    single = bool(joint and joint["strong"]) or (single and not (joint and "of" in joint[0]))
    first = at = joint.end() if joint else end
    if text[at : at + 1] in _OPENS and text[at + 1 : at + 2].islower():  # `250 “combat sorties”`
        first = at = at + 1
    joined = not single and (" and " in low[at : at + _FAR] or " or " in low[at : at + _FAR])
    if joined and (several := _COORDINATE.match(low, at)) and not _NO_ADJECTIVES.intersection(_LETTERS.findall(several[0])):
        at = several.end("adjectives")
    stop, head, count, people = end, "", 0, False
    while count < 6 and (match := _WORD.match(low, at)):
        at, word = match.start(1), match[1].rstrip(".'\u2019")
        named = text[at].isupper() and not text[at - 2 : at - 1].isalnum()
        people = not single and text[at].isupper() and PEOPLES.fullmatch(text, at, at + len(word)) is not None
        if word in _STOPS or (count and not people and (named or (single and word.endswith("ed")))):
            break
        if word in _ADVERBIAL:
            at = match.end()
            continue
        owner = word.endswith(("'s", "\u2019s"))
        head, stop = ("", end) if owner else (word, at + len(word))
        at, count = match.end(), count + 1
        cut = len(word) < len(match[1]) and not _INITIALS.fullmatch(match[1])
        if cut or people or word in _UNITS or (not single and _PLURAL.search(word)) or (single and count == 1 and proposed(word)):
            break
    verb = head.endswith("ing") and not single and text[stop - len(head)].islower() and not proposed(head)  # `thousands fleeing`
    if not head or verb or head.endswith("ed"):
        return Noun("", "", end)
    unit = head[:-1] if people else singular(head)
    people = people or (unit == "bomber" and _BOMBERS.search(text, first, stop) is not None)
    return Noun(text[first:stop].strip(), unit, stop + (text[stop : stop + 1] in _CLOSES), people)


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of an English noun, roughly."""
    if word in _ODD:
        return _ODD[word]
    if word.endswith("wives"):
        return word[:-3] + "fe"
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
