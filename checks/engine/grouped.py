"""Events of bare documents: tolls that tell of one event in the same words for day, place and target, in one document or in several.

A draft has no events of its own, so nothing would compare two tolls of one attack. Grouped is only what a careful reader would hold to be
one event: the same day and nothing that differs; without a day, within one document that knows no other event of that kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checks.extract.cells import Names, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from checks.extract.cells import Cells
    from checks.extract.mentions import Mention

_MOST, _FEW = 40, 5
"""A toll is held against so many of the last events of its measure, and so many tolls of each: a bound for texts made to be slow."""


class Toll(NamedTuple):
    """A draft claim and the event that its sentence tells of; `head`: of the headline."""

    claim: Cells
    mention: Mention
    head: bool


def events(tolls: Sequence[Toll]) -> list[Cells]:
    """The events that several tolls tell of, as rows; their claims are given the event. Tolls are in order of document and place."""
    groups: dict[tuple[str, ...], list[list[Toll]]] = {}
    disputed = _disputed(tolls)
    for toll in sorted(tolls, key=lambda toll: not toll.mention.day):  # those with a day first: the others look for theirs
        near = groups.setdefault(_quantity(toll.claim), [])
        fitting = [group for group in near[-_MOST:] if _fits(toll, group, disputed)]
        if len(fitting) == 1:
            fitting[0].append(toll)
        else:
            near.append([toll])
    names = Names()
    return [_event(group, names) for near in groups.values() for group in near if len(group) > 1]


def _quantity(claim: Cells) -> tuple[str, ...]:
    return tuple(claim[name] for name in ("measure", "unit", "per", "population"))


def _disputed(tolls: Iterable[Toll]) -> set[tuple[str, ...]]:
    """Document, quantity and day of those tolls that a document has from several speakers: it tells their difference itself."""
    voices: dict[tuple[str, ...], set[str]] = {}
    for toll in tolls:
        if not toll.head:
            voices.setdefault(_account(toll), set()).add(toll.claim["asserted_by"])
    return {account for account, speakers in voices.items() if len(speakers) > 1}


def _account(toll: Toll) -> tuple[str, ...]:
    return (toll.claim["document_id"], toll.mention.day, *_quantity(toll.claim))


def _fits(toll: Toll, group: Sequence[Toll], disputed: set[tuple[str, ...]]) -> bool:
    """Whether a toll is of the event of a group: of all its tolls, or without a day of those of its document."""
    known = group[-_MOST:]
    here = [other for other in known if other.claim["document_id"] == toll.claim["document_id"]]
    if len(here) < len(known) and any(_account(one) in disputed for one in (toll, *known[:_FEW])):
        return False
    beside = (known if toll.mention.day else here)[:_FEW]
    return bool(beside) and all(_one_event(toll, other) for other in beside)


def _one_event(one: Toll, other: Toll) -> bool:
    """Whether two tolls tell of one event, and neither is somebody else's account of it in the same document."""
    a, b = one.mention, other.mention
    here = one.claim["document_id"] == other.claim["document_id"]
    if here and one.claim["asserted_by"] != other.claim["asserted_by"] and not (one.head or other.head):
        return False
    hit = bool(a.target) and a.target == b.target
    nested = a.names <= b.names or b.names <= a.names
    differ = not (a.kinds & b.kinds and nested) or "?" in (a.target, b.target) or (a.target and b.target and not hit)
    if differ or not (hit or a.names & b.names or a.same or b.same):
        return False
    alike, met = a.names == b.names or hit, a.known or b.known
    if not (a.day and b.day):
        return here and not (a.several or b.several) and (a.same or b.same or (alike and (met or one.head or other.head)))
    if a.day != b.day or not alike:
        return False
    placed = bool(a.names & b.names)
    return met or (placed and hit and a.names == b.names) if here else placed and "X" not in a.day


def _event(group: Iterable[Toll], names: Names) -> Cells:
    """The row of one event, under a name that says what it is."""
    told = [toll.mention for toll in group]
    day = next((mention.day for mention in told if mention.day), "")
    places = sorted(set().union(*(mention.names for mention in told)))
    target = next((mention.target for mention in told if mention.target), "")
    label = " ".join(filter(None, (told[0].noun, day, *places[:2], target)))
    name = names.new(slug(label, 56))
    for toll in group:
        toll.claim.update(event_id=name, event_basis="stated" if toll.mention.day else "inferred")
    return {"event_id": name, "label": label, "type": "other"}
