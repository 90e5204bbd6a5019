"""Print how many faults are caught and what survives: `python -m tests.mutate [SHARE] [SEED]`; exit 1 when under 99 percent are caught."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from checks.dataset import read_dataset
from tests.mutate.faults import FAULTS
from tests.mutate.trial import try_faults

SYRIA = Path(__file__).resolve().parents[2] / "datasets" / "syria"
BAR = 0.99


def main() -> None:
    """Every fault that a row can have, or a share of them; then what survived, and why."""
    share, seed = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    trials = list(try_faults(read_dataset(SYRIA), seed, share))
    caught = Counter(trial.fault for trial in trials if trial.caught)
    for name, tried in Counter(trial.fault for trial in trials).items():
        print(f"{name:<35} {caught[name]:>5} of {tried:>5}  {caught[name] / tried:7.1%}")
    print(f"{'all':<35} {caught.total():>5} of {len(trials):>5}  {caught.total() / len(trials):7.1%}")
    why = {fault.name: fault.survives for fault in FAULTS}
    for name in dict.fromkeys(trial.fault for trial in trials if not trial.caught):
        print(f"\n{name} survives where {why.get(name, 'nothing was expected to')}:")
        for trial in trials:
            if trial.fault == name and not trial.caught:
                print(f"  {trial.row}: {trial.change}")
    sys.exit(caught.total() < BAR * len(trials))


if __name__ == "__main__":
    main()
