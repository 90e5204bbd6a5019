"""Work without the collector of cycles."""

import gc

import pytest

from checks.uncollected import uncollected


@uncollected
def collecting(fails: bool = False) -> bool:
    if fails:
        raise ValueError("broken")
    return gc.isenabled()


def test_the_collector_is_off_for_the_work_alone() -> None:
    assert (collecting(), gc.isenabled()) == (False, True)
    with pytest.raises(ValueError, match="broken"):
        collecting(fails=True)
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        assert (collecting(), gc.isenabled()) == (False, False)
    finally:
        gc.enable()
