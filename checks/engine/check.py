"""From paths to one run: find the datasets, read them, run every selected check, locate the findings."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from checks import __version__
from checks.config import FILE
from checks.dataset import Dataset, read_dataset
from checks.engine.discover import rules, select
from checks.engine.evaluate import evaluate
from checks.engine.ledger import is_later, second_pass
from checks.engine.locate import Locator
from checks.engine.paths import targets
from checks.engine.settings import check_settings
from checks.finding import Finding, Level
from checks.lazy import pl
from checks.material import Material
from checks.run import DESELECTED, Checked, Outcome, Result, Run, Volume
from checks.schemas.catalogue import SCHEMAS


@dataclass(frozen=True)
class Options:
    """What the user chose."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Level = "error"
    strict: bool = False
    fast: bool = False
    material: bool = False
    """Whether to gather what a report needs that shows documents."""
    published: date | None = None
    """Day of publication of the bare documents that do not say theirs."""


def catalogue() -> list[Checked]:
    """Every check there is, in order of code."""
    return sorted([*SCHEMAS, *rules()], key=lambda check: check.code)


def check(paths: Sequence[Path], options: Options = Options()) -> Run:
    """Check datasets. Raises InputError and UsageError for what cannot be read or understood."""
    volumes: list[Volume] = []
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    titles: dict[str, str] = {}
    material: list[Material] = []
    gc.set_threshold(100_000)  # modules and findings make no cycles worth a search, which takes a tenth of a small run
    pl.Config.set_engine_affinity("in-memory")  # hundreds of small frames: the streaming engine costs more than it saves
    for dataset in _read(paths, options):
        check_settings(
            dataset.folder / FILE, dataset.config.settings, {entry.code: getattr(entry, "settings", {}) for entry in catalogue()}
        )
        locator = Locator(dataset)
        found, told = _examine(dataset, locator, options)
        findings += found
        outcomes += told
        volumes.append(_volume(dataset))
        titles |= locator.titles()
        if options.material:
            material.append(_material(dataset, locator))
    return Run(
        __version__, tuple(volumes), tuple(outcomes), tuple(findings), options.fail_on, options.strict, titles, tuple(catalogue()),
        tuple(material),
    )  # fmt: skip


def _material(dataset: Dataset, locator: Locator) -> Material:
    from checks.engine.gather import gather

    return gather(dataset, locator.path)


def _read(paths: Sequence[Path], options: Options) -> Iterator[Dataset]:
    folders, documents = targets(paths)
    yield from map(read_dataset, folders)
    if documents:
        from checks.engine.drafted import drafted

        yield drafted(documents, options.published)


def _examine(dataset: Dataset, locator: Locator, options: Options) -> tuple[list[Finding], list[Outcome]]:
    """Findings and outcomes of all checks on a dataset, those about the ledger after the others; both in order of code."""
    chosen = _chosen(dataset, options)
    found, results = _located(locator, _results(dataset, chosen))
    left_out = [Outcome(c.code, c.name, dataset.name, "skipped", DESELECTED) for c in catalogue() if c.code not in chosen]
    outcomes = [*(result.outcome for result in results), *left_out, *_expectations(dataset, options)]
    if later := [rule for rule in rules() if is_later(rule) and rule.code in chosen]:
        more, ledger = _located(locator, second_pass(dataset, later, found, outcomes))
        found = sorted([*more, *found], key=lambda finding: finding.code)
        outcomes += [result.outcome for result in ledger]
    return found, sorted(outcomes, key=lambda outcome: outcome.code)


def _results(dataset: Dataset, chosen: set[str]) -> list[Result]:
    schemas = [schema for schema in SCHEMAS if schema.code in chosen]
    with ThreadPoolExecutor(1) as beside:  # pandera is imported and at work while Polars computes
        evaluated = beside.submit(evaluate, dataset, [rule for rule in rules() if rule.code in chosen and not is_later(rule)])
        from checks.schemas.validate import validate

        results = validate(dataset, schemas) if schemas else []
    return results + evaluated.result()


def _located(locator: Locator, results: list[Result]) -> tuple[list[Finding], list[Result]]:
    """Findings of all results; a check whose rows cannot be told has crashed, and the others are told all the same."""
    try:
        return locator.findings(results), results
    except Exception:  # noqa: BLE001 - whichever check it was is named below
        told: list[Result] = []
        for result in results:
            try:
                locator.findings([result])
                told.append(result)
            except Exception as error:  # noqa: BLE001 - shown as the crash of this check
                outcome = replace(result.outcome, status="crashed", reason=f"{type(error).__name__}: {error}")
                told.append(replace(result, outcome=outcome, violations=None))
        return locator.findings(told), told


def _expectations(dataset: Dataset, options: Options) -> list[Outcome]:
    """A suite of expectations beside the data: this release has none to run it with, and says so."""
    if not (dataset.folder / "expectations.json").exists():
        return []
    reason = DESELECTED if options.fast else "this release does not run expectations.json"
    return [Outcome("EXP001", "expectations", dataset.name, "skipped", reason)]


def _chosen(dataset: Dataset, options: Options) -> set[str]:
    known = [entry.code for entry in catalogue()]
    wanted = [*options.select] or dataset.config.select
    chosen = select(wanted, known) if wanted else set(known)
    return chosen - select([*options.ignore, *dataset.config.ignore], known)


def _volume(dataset: Dataset) -> Volume:
    claims = dataset.tables["claims"]
    figures = claims.select(pl.any_horizontal(pl.col("low", "best", "high", "date").is_not_null()).sum()).item()
    unheld = int((dataset.tables["documents"]["held"] == "none").sum())
    return Volume(dataset.name, len(dataset.tables["documents"]) - unheld, len(claims), int(figures), unheld)
