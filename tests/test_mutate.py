"""Good data made bad is caught, and changed in ways that mean nothing is not: a small share here, all of it in `nox -s mutate`."""

from pathlib import Path

import pytest

from checks.dataset import read_dataset
from checks.engine.check import Options, check
from tests.mutate.faults import FAULTS
from tests.mutate.harmless import HARMLESS, copied
from tests.mutate.trial import try_faults

SYRIA = Path(__file__).resolve().parents[1] / "datasets" / "syria"


def fingerprints(folder: Path) -> dict[str, str]:
    findings = check([folder], Options(fast=True)).findings
    return {finding.fingerprint: f"{finding.code} {finding.message}" for finding in findings if "elsewhere" not in finding.message}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return fingerprints(copied(SYRIA, tmp_path_factory.mktemp("before")))


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_changes_change_no_finding(name: str, before: dict[str, str], tmp_path: Path) -> None:
    folder = copied(SYRIA, tmp_path)
    HARMLESS[name](folder)
    assert fingerprints(folder) == before


def test_faults_are_caught() -> None:
    trials = list(try_faults(read_dataset(SYRIA), seed=7, share=0.03))
    expected = {fault.name for fault in FAULTS if fault.survives != FAULTS[0].survives}
    assert len(trials) > 100
    assert [trial for trial in trials if not trial.caught and trial.fault not in expected] == []
