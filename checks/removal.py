"""The fewest claims whose withdrawal would clear findings: a minimum hitting set of the sets of claims that disagree.

Exact for small components (Reiter, A Theory of Diagnosis from First Principles, Artificial Intelligence 32, 1987: the diagnoses of a
system are the minimal hitting sets of its conflicts), by the greedy rule beyond (Chvátal, Mathematics of Operations Research 4, 1979).
A smallest set is no verdict: which claim is wrong it cannot know.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_TRIES = 20_000

Claim = tuple[str, str]
"""A dataset and a claim of it."""


class Removal(NamedTuple):
    """`claims` (dataset, claim) with the number of findings that each is part of; how many findings they clear `of` how many."""

    claims: tuple[tuple[Claim, int], ...]
    cleared: int
    of: int


def removal(conflicts: Sequence[frozenset[Claim]]) -> Removal:
    """The claims that clear more findings than they are, component by component; findings that share no claim with another are left."""
    parts = ((part, hitting_set(part)) for part in components(conflicts) if len(part) > 1)
    worth = [(part, found) for part, found in parts if len(found) < len(part)]
    degree = Counter(item for conflict in conflicts for item in conflict)
    claims = sorted(((item, degree[item]) for _, found in worth for item in found), key=lambda pair: (-pair[1], pair[0]))
    return Removal(tuple(claims), sum(len(part) for part, _ in worth), len(conflicts))


def components(conflicts: Iterable[frozenset[Claim]]) -> list[list[frozenset[Claim]]]:
    """Sets grouped so that sets of different groups have nothing in common, in order of their first appearance."""
    by_item: defaultdict[Claim, list[int]] = defaultdict(list)
    sets = list(conflicts)
    for number, conflict in enumerate(sets):
        for item in conflict:
            by_item[item].append(number)
    seen: set[int] = set()
    found = []
    for start in range(len(sets)):
        reached, ahead = set[int](), [] if start in seen else [start]
        while ahead:
            number = ahead.pop()
            if number not in reached:
                reached.add(number)
                ahead += [other for item in sets[number] for other in by_item.pop(item, ())]
        seen |= reached
        if reached:
            found.append([sets[number] for number in sorted(reached)])
    return found


def hitting_set(sets: Sequence[frozenset[Claim]]) -> list[Claim]:
    """The fewest items that every set has one of, in order; of several such the one with the most frequent items, then the first."""
    needed = [one for one in set(sets) if not any(other < one for other in sets)]
    greedy = _greedy(needed)
    degree = Counter(item for one in sets for item in one)
    budget = [_TRIES]
    for size in range(1, len(greedy) + 1):
        if (found := _within(sorted(needed, key=sorted), size, degree, budget)) is not None:
            return sorted(found)
        if budget[0] <= 0:
            break
    return sorted(greedy)


def _greedy(sets: Sequence[frozenset[Claim]]) -> list[Claim]:
    open_, chosen = list(sets), list[Claim]()
    while open_:
        degree = Counter(item for one in open_ for item in one)
        best = min(degree, key=lambda item: (-degree[item], item))
        chosen.append(best)
        open_ = [one for one in open_ if best not in one]
    return chosen


def _within(sets: Sequence[frozenset[Claim]], size: int, degree: Counter[Claim], budget: list[int]) -> list[Claim] | None:
    """A hitting set of at most so many items, found by branching over the items of the smallest open set."""
    if not sets:
        return []
    budget[0] -= 1
    if size == 0 or budget[0] <= 0:
        return None
    smallest = min(sets, key=len)
    for item in sorted(smallest, key=lambda one: (-degree[one], one)):
        rest: list[Claim] | None = _within([one for one in sets if item not in one], size - 1, degree, budget)
        if rest is not None:
            return [item, *rest]
    return None
