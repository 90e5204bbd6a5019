"""Which attack, blast or other disaster a toll is told of: the noun that names it, its day, place and target, as far as one sentence says.

Only a sentence counts that names one event in the singular, and in which nothing stands between the event and its toll that could be
the toll of another. What is read here compares figures, so a doubtful reading is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.datescan import plain
from checks.extract.figures import Figured
from checks.extract.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checks.extract.dates import Dated
    from checks.extract.rows import Extraction

HARMS = ("killed", "injured")


class Mention(NamedTuple):
    """An event as the sentence of the figure `at` (its place in the extraction) tells it.

    `noun`: what it is called, `kinds`: what that can mean, `several`: the document has more of them, so that "the strike" can be any;
    `day`: its date as EDTF, empty when the sentence has none; `names`: of the places it is said to be at; `target`: what it hit, as a
    noun; `known`: told as one that the reader has met ("the strike"), `same`: in so many words ("the same strike").
    """

    at: int
    noun: str
    kinds: frozenset[str]
    several: bool
    day: str
    names: frozenset[str]
    target: str
    known: bool
    same: bool


_AIR, _BLAST, _GROUND = ("air",), ("blast",), ("ground",)
_ANY = (*_AIR, *_BLAST, *_GROUND)
_KINDS: dict[str, tuple[str, ...]] = {
    "air ?strike": _AIR, "air ?raid": _AIR, "strike": _AIR, "shelling": _AIR, "bombardment": _AIR, "barrage": _AIR,
    "bombing": (*_AIR, *_BLAST), "bomb": _BLAST, "blast": _BLAST, "explosion": _BLAST,
    "shooting": _GROUND, "ambush": _GROUND, "massacre": _GROUND, "raid": (*_AIR, *_GROUND), "assault": _GROUND, "attack": _ANY,
    "earthquake": ("quake",), "quake": ("quake",), "crash": ("crash",), "collision": ("crash",), "derailment": ("crash",),
    "stampede": ("stampede",), "fire": ("fire",), "blaze": ("fire",), "landslide": ("landslide",), "mudslide": ("landslide",),
}  # fmt: skip
"""Nouns of events that have one toll, and what each can mean: two nouns can name one event when they have a meaning in common."""
_NOUNS = "|".join(_KINDS)
_EVENT = re.compile(rf"\b(?:{_NOUNS})(?:e?s)?(?:[ -](?:{_NOUNS})(?:e?s)?)*\b")
_PLURAL = re.compile(r"(?:(?<!s)s|[sx]hes|sses)\Z")
_OTHER_EVENTS = re.compile(
    r"\b(?:fighting|clash(?:es)?|battles?|war|siege|offensive|campaign|operations?|violence|bombings|killings|wave|series|string|spate"
    r"|incidents?|gunfire|gun ?battle|uprising|crackdown|protests?|riots?)\b"
)
_ACTS = {
    "bomb(?:ed|s)": (*_AIR, *_BLAST), "shell(?:ed|s)": _AIR, "explode[sd]?": _BLAST, "detonate[sd]?": _BLAST, "blew up": _BLAST,
    "went off": _BLAST, "struck": _ANY, "hit": _ANY, "attacked": _ANY,
}  # fmt: skip
_ACT = re.compile(rf"\b(?:{'|'.join(_ACTS)})\b")
_BEFORE = re.compile(r"(?:(?!(?:in|by|of|from|when|during|as|on|at) )[\w\u2019'-]+ ){0,5}\Z")
_LATER = re.compile(r"\b(?:after|following|since|despite|amid) (?:[\w'\u2019-]+ ){0,4}\Z")
_LEADING = re.compile(r"\W*(?:in|during) (?:[\w'\u2019-]+ ){1,4}\Z")
_SUFFERED = re.compile(r"(?: [\w'\u2019-]+){0,3} (?:(?:were|had been|was) (?:\w+ly )?(?:killed|injured|wounded)|died|lost their lives)\b")
_NOT_THIS = re.compile(
    r"\b(?:another|other|second|third|fourth|fifth|first|last|latest|next|earlier|previous|past|prior|similar|separate|two|three|both|each"
    r"|every|any|no|such|further|subsequent|later|recent|new|deadliest|worst|biggest|bloodiest|possible|planned|failed|future|different"
    r"|since|before|until|than)\b"
)
_KNOWN = re.compile(r"\b(?:the|this|that|\w+day['\u2019]s)\b")
_SAME = re.compile(r"\b(?:the same|this same|that same)\b")
_HARMED = (
    r"(?:kill(?:ed|s|ing)?|died|dead|deaths?|left|leaving|leaves|claim(?:ed|s|ing)|wound(?:ed|s|ing)|injur(?:ed|es|ing)"
    r"|lost their lives|toll)"
)
_FORWARD = re.compile(rf"\b{_HARMED}\b")
_BACKWARD = re.compile(
    rf"(?: [\w\u2019'-]+){{0,5}}? {_HARMED}\b.*\b(?:in|by|when|during|as|after|from|on)(?: [\w\u2019'-]+){{0,8}} ?\Z", re.DOTALL
)
_BREAK = re.compile(
    r"[;:\n]|\b(?:but|while|when|after|before|since|until|where|whose|who|whom|although|though|because|if|than|as|would|could|might"
    r"|may have|including|of them|of whom|days|weeks|months|years|hours|day later|avenge|revenge|ended|prompted|followed)\b"
)
_BREAK_BACK = re.compile(
    r"[;:\n]|\b(?:but|while|before|since|until|where|whose|although|though|because|if|than|would|could|might|and|including|day after"
    r"|days|weeks|months|years?|hours)\b"
)
_MORE = re.compile(r"\s(?:more|others?|further|additional|other|of)\b")
_NOT_TOLL = re.compile(
    r"\b(?:another|other|further|additional|bring\w* the|of (?:the|those)|up to|as many as|every|average|himself|herself|would|could|might"
    r"|expected|rescued?|denied|not|no longer)\b"
)
_NAME = r"[A-Z\u00c0-\u00de][\w\u2019'-]*|al-[A-Z][\w\u2019'-]*"
_PLACE = re.compile(
    rf"\b(?:in|on|at|near|of|outside|inside|around|against|hit|struck|bombed|shelled)"
    rf"(?: (?:the|a|an|[a-z][a-z-]*)){{0,3}}((?: (?:{_NAME})(?:(?: of| bin| al)(?= [A-Z]))?)+)"
)
_BESIDE = re.compile(rf"((?:(?:{_NAME})[ -])+)(?=[a-z])")
_PEOPLES = re.compile(r"(?:ian|ish|ese|can|eli|qi|emeni|stani|ench|utch|reek|hurdish)\Z")
_TARGETS = (
    "market|marketplace|hospital|clinic|school|mosque|church|synagogue|temple|camp|wedding|funeral|bus|train|station|checkpoint|convoy"
    "|bakery|hotel|restaurant|cafe|prison|base|airport|port|bridge|embassy|court|courthouse|bank|stadium|theatre|theater|university|college|factory"
    "|refinery|shrine|shelter|building|village|barracks|consulate|nightclub|club|ship|ferry|plane|helicopter|office|house|home|road|square|park"
)
_TARGET = re.compile(rf"\b({_TARGETS})\b")
_TIMES = words(
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec The A An Islamic State"
)
_SAID = re.compile(r"\b(?:said|says|told|reported|announced|confirmed)(?: [\w-]+)? (?:on |late |early )?\Z")
_DAY = re.compile(r"(?:[0-9]{4}|XXXX)-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}")
_LONGEST = 500


def mentions(found: Extraction) -> Iterator[Mention]:
    """The tolls of a document whose event is known, in order of place."""
    tolls = [at for at, one in enumerate(found.items) if isinstance(one, Figured) and one.measure in HARMS]
    if not tolls:
        return
    low = plain(found.page.text)
    several: dict[str, bool] = {}
    for at in tolls:
        if (mention := _mention(found, low, at)) is not None:
            noun = mention.noun.rpartition(" ")[2]
            if noun not in several:
                several[noun] = _several(low, noun)
            yield mention._replace(several=several[noun])


def _mention(found: Extraction, low: str, at: int) -> Mention | None:
    start, end = found.page.sentences[found.sentences[at]]
    figure = found.items[at]
    if end - start > _LONGEST or not _alone(found, at) or _NOT_TOLL.search(low, max(start, figure.start - 40), figure.start):
        return None
    if _MORE.match(low, figure.end) or _OTHER_EVENTS.search(low, start, end):
        return None
    nouns = list(_EVENT.finditer(low, start, end))
    acts = [] if nouns else list(_ACT.finditer(low, start, end))
    if len(nouns) + len(acts) != 1:
        return None
    event = (nouns or acts)[0]
    day = _day(found, at)
    if day is None or (nouns and _PLURAL.search(event[0]) and not event[0].endswith("ss")) or not _told(low, start, event, figure):
        return None
    before = _BEFORE.search(low, max(start, event.start() - 60), event.start())
    modifiers = before[0] if before else ""
    if _NOT_THIS.search(modifiers):
        return None
    kinds = _kinds(event[0], _KINDS if nouns else _ACTS)
    names, target = _places(found, start, end), _target(low, start, end)
    known = bool(nouns and _KNOWN.search(modifiers))
    return Mention(at, event[0], kinds, False, day, names, target, known, bool(_SAME.search(modifiers)))


def _alone(found: Extraction, at: int) -> bool:
    """Whether no other figure of the sentence can be of the same quantity."""
    one = found.items[at]
    for other in (at - 3, at - 2, at - 1, at + 1, at + 2, at + 3):
        if 0 <= other < len(found.items) and found.sentences[other] == found.sentences[at]:
            beside = found.items[other]
            if isinstance(beside, Figured) and isinstance(one, Figured) and beside.measure == one.measure and beside.unit in (one.unit, ""):
                return False
    return True


def _day(found: Extraction, at: int) -> str | None:
    """The one date of a sentence as EDTF, empty when it has none; None when there are several, or it is no day or month."""
    near = [other for other in range(max(0, at - 12), min(len(found.items), at + 12)) if found.sentences[other] == found.sentences[at]]
    text = found.page.text
    dated: list[Dated] = [one for other in near if not isinstance(one := found.items[other], Figured)]
    times = [one for one in dated if not _SAID.search(text, max(0, one.start - 24), one.start)]
    if not times:
        return ""
    days = {one.edtf for one in times}
    day = days.pop() if len(days) == 1 and not times[0].unit else ""
    return day if _DAY.fullmatch(day) else None


def _told(low: str, start: int, event: re.Match[str], figure: Figured | Dated) -> bool:
    """Whether a verb of harm joins a figure to the event of its sentence, which begins at `start`, and no new clause parts them."""
    if event.end() <= figure.start:
        between, before = low[event.end() : figure.start], low[start : event.start()]
        verb = _FORWARD.search(between) or (_LEADING.match(before) and _SUFFERED.match(low, figure.end))
        return bool(verb) and not (_BREAK.search(between) or _LATER.search(before))
    between = low[figure.end : event.start()]
    return bool(_BACKWARD.match(between)) and not _BREAK_BACK.search(between)


def _kinds(words: str, known: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """What an event can be by its nouns: the last one, narrowed by those before it."""
    found = [frozenset(kinds) for noun, kinds in known.items() if re.search(rf"\b{noun}", words)]
    both = frozenset.intersection(*found)
    return both or frozenset.union(*found)


def _several(low: str, noun: str) -> bool:
    """Whether the document speaks of more events by the same noun."""
    more = r"another|other|second|third|first|earlier|previous|similar|separate|two|three|both|each|every|last|latest|further|subsequent"
    return bool(re.search(rf"\b{noun}e?s\b|\b(?:{more}) (?:[\w-]+ ){{0,2}}{noun}\b", low))


def _places(found: Extraction, start: int, end: int) -> frozenset[str]:
    """Names that stand where a place stands, or before what was hit (`the Douma market`, `the Houla massacre`); not of who says so."""
    text = found.page.text
    said = [(one.start, one.end) for one in found.attributions if start <= one.start < end]
    names = [(match.start(1), match[1]) for match in _PLACE.finditer(text, start, end)]
    names += [
        (match.start(1), match[1])
        for match in _BESIDE.finditer(text, start, end)
        if _EVENT.match(text, match.end()) or _TARGET.match(text, match.end())
    ]
    kept = [words for at, words in names if not any(left <= at < right for left, right in said)]
    return frozenset(word for words in kept for word in re.findall(_NAME, words) if word not in _TIMES and not _PEOPLES.search(word))


def _target(low: str, start: int, end: int) -> str:
    """What was hit, when the sentence names one thing that can be."""
    found = {match[1] for match in _TARGET.finditer(low, start, end)}
    return found.pop() if len(found) == 1 else "?" if found else ""
