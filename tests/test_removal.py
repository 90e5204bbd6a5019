"""The fewest claims that clear findings, against trying every set."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from checks.removal import Claim, components, hitting_set, removal

SIDES = (("x", 1, 97), ("y", 7, 89), ("z", 13, 83))
SETS = st.lists(st.frozensets(st.sampled_from([("x", name) for name in "abcdefgh"]), min_size=2, max_size=4), min_size=1, max_size=10)


@given(SETS)
def test_a_hitting_set_hits_all_and_is_as_small_as_can_be(sets: list[frozenset[Claim]]) -> None:
    found = hitting_set(sets)
    assert all(one & set(found) for one in sets)
    items = sorted(frozenset[Claim]().union(*sets))
    assert not any(all(one & set(few) for one in sets) for few in combinations(items, len(found) - 1))
    assert hitting_set(sets[::-1]) == found


@given(SETS)
def test_components_share_nothing(sets: list[frozenset[Claim]]) -> None:
    parts = components(sets)
    assert sorted(map(sorted, (one for part in parts for one in part))) == sorted(map(sorted, sets))
    held = [frozenset[Claim]().union(*part) for part in parts]
    assert all(not one & other for one, other in combinations(held, 2))


def test_a_large_component_ends_soon_and_is_hit() -> None:
    sets = [frozenset((side, f"{number * step % size}") for side, step, size in SIDES) for number in range(2_000)]
    found = hitting_set(sets)
    assert all(one & set(found) for one in sets)


def test_claims_that_clear_no_more_than_they_are_stay_unnamed() -> None:
    a, b, c, d, e, f = (("x", name) for name in "abcdef")
    found = removal([frozenset((a, b)), frozenset((a, c)), frozenset((d, e)), frozenset((e, f)), frozenset((("y", "a"), ("y", "b")))])
    assert found.claims == ((a, 2), (e, 2))
    assert (found.cleared, found.of) == (4, 5)
    assert removal([frozenset((a, b)), frozenset((c, d))]).claims == ()
    assert removal([]) == ((), 0, 0)
