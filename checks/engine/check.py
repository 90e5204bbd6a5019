"""From paths to one run: find the datasets, read them, run every selected check, locate the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checks import __version__
from checks.config import FILE
from checks.dataset import Dataset, read_dataset
from checks.engine.discover import catalogue, rules, select
from checks.engine.evaluate import EVIDENCE, EXTRACTED, evaluate
from checks.engine.ledger import LOOKED_AT, is_later, second_pass
from checks.engine.locate import Locator, located
from checks.engine.news import News
from checks.engine.paths import targets
from checks.engine.release import Release
from checks.engine.settings import check_settings
from checks.engine.since import is_since
from checks.expectations.catalogue import UNMET
from checks.finding import Finding, Level
from checks.lazy import pl
from checks.run import DESELECTED, Outcome, Result, Run, Unread, Volume
from checks.schemas.catalogue import SCHEMAS

if TYPE_CHECKING:
    from checks.material import Material

EXPECTATIONS = UNMET.code


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
    base: str = ""
    """A git revision: only what is new since then is found."""
    published: date | None = None
    """Day of publication of the bare documents that do not say theirs."""


def check(paths: Sequence[Path], options: Options = Options(), early: Callable[[Run], None] | None = None) -> Run:
    """Check datasets. Raises InputError and UsageError for what cannot be read or understood; of several bare
    documents those that cannot be read are named in the run, and the others are checked.

    `early` is given the run without the expectations, when these take longer, as soon as everything else is known.
    """
    folders, documents = targets(paths)
    with Release(folders, wanted=EXPECTATIONS in _wanted(options) and not options.base) as release:
        run, locators = _examined(_read(folders, documents, options), options, release)
        if early and release.waiting:
            early(run)
        return _with_expectations(run, release.results(), locators)


def _with_expectations(run: Run, results: list[Result], locators: dict[str, Locator]) -> Run:
    outcomes, findings = list(run.outcomes), list(run.findings)
    for result in results:
        found, told = located(locators[result.outcome.dataset], [result])
        outcomes += [one.outcome for one in told]
        findings += found
    order = {volume.dataset: number for number, volume in enumerate(run.volumes)}
    outcomes.sort(key=lambda outcome: (order[outcome.dataset], outcome.code))
    findings.sort(key=lambda finding: (order[finding.dataset], finding.code))
    return replace(run, outcomes=tuple(outcomes), findings=tuple(findings))


def _examined(datasets: Iterable[Dataset], options: Options, release: Release) -> tuple[Run, dict[str, Locator]]:
    """Everything but the expectations."""
    volumes: list[Volume] = []
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    resolved: list[Finding] = []
    titles: dict[str, str] = {}
    material: list[Material] = []
    unread: list[Unread] = []
    pl.Config.set_engine_affinity("in-memory")  # hundreds of small frames: the streaming engine costs more than it saves
    locators: dict[str, Locator] = {}
    for dataset in datasets:
        check_settings(
            dataset.folder / FILE, dataset.config.settings, {entry.code: getattr(entry, "settings", {}) for entry in catalogue()}
        )
        locator = locators[dataset.name] = Locator(dataset)
        if EXPECTATIONS in _chosen(dataset, options) and not options.base:
            release.add(dataset)
        examined = _compare(dataset, options) if options.base else examine(dataset, locator, options)
        findings += examined.new
        resolved += examined.resolved
        outcomes += examined.outcomes
        volumes.append(_volume(dataset))
        titles |= locator.titles()
        unread += (Unread(path, reason) for path, reason in dataset.unread.items())
        if options.material:
            material.append(_material(dataset, locator))
    run = Run(
        __version__, tuple(volumes), tuple(outcomes), tuple(findings), options.fail_on, options.strict, titles, tuple(catalogue()),
        tuple(material), options.base, tuple(resolved), tuple(unread),
    )  # fmt: skip
    return run, locators


def _material(dataset: Dataset, locator: Locator) -> Material:
    from checks.engine.gather import gather

    return gather(dataset, locator)


def _read(folders: Sequence[Path], documents: Sequence[Path], options: Options) -> Iterator[Dataset]:
    yield from map(read_dataset, folders)
    if documents:
        from checks.engine.drafted import drafted

        yield drafted(documents, options.published)


def _compare(dataset: Dataset, options: Options) -> News:
    """What is new since the base; expectations look at the release as it is, so they are none of it."""
    from checks.engine.compare import compared

    whole = {rule.code for rule in rules() if LOOKED_AT in rule.needs}  # what was compared at all is known only of the whole dataset
    chosen = _chosen(dataset, options) - whole
    found = compared(dataset, options.base, chosen - {EXPECTATIONS})
    outcomes = [*found.outcomes, *_left_out(dataset, chosen)]
    if EXPECTATIONS in chosen:
        outcomes.append(Outcome(UNMET.code, UNMET.name, dataset.name, "skipped", DESELECTED))
    return replace(found, outcomes=sorted(outcomes, key=lambda outcome: outcome.code))


def examine(dataset: Dataset, locator: Locator, options: Options) -> News:
    """Findings and outcomes of all checks on a dataset, those about the ledger after the others; both in order of code."""
    chosen = _chosen(dataset, options)
    found, results = located(locator, _results(dataset, chosen))
    outcomes = [*(result.outcome for result in results), *_left_out(dataset, chosen)]
    if later := [rule for rule in rules() if is_later(rule) and rule.code in chosen]:
        more, ledger = located(locator, second_pass(dataset, later, results, found, outcomes))
        found = sorted([*more, *found], key=lambda finding: finding.code)
        outcomes += [result.outcome for result in ledger]
    return News(found, [], sorted(outcomes, key=lambda outcome: outcome.code))


def _left_out(dataset: Dataset, chosen: set[str]) -> list[Outcome]:
    return [Outcome(c.code, c.name, dataset.name, "skipped", DESELECTED) for c in catalogue() if c.code not in chosen]


def _results(dataset: Dataset, chosen: set[str]) -> list[Result]:
    schemas = [schema for schema in SCHEMAS if schema.code in chosen]
    with ThreadPoolExecutor(1) as beside:  # pandera is imported and at work while Polars computes
        first = [rule for rule in rules() if rule.code in chosen and not is_later(rule)]
        track = any(LOOKED_AT in rule.needs for rule in rules() if rule.code in chosen)
        evaluated = beside.submit(evaluate, dataset, first, track)
        from checks.schemas.validate import validate

        results = validate(dataset, schemas) if schemas else []
    return results + evaluated.result()


def _chosen(dataset: Dataset, options: Options) -> set[str]:
    known = [entry.code for entry in catalogue()]
    return _wanted(options, dataset.config.select) - select(dataset.config.ignore, known)


def _wanted(options: Options, default: Sequence[str] = ()) -> set[str]:
    """The checks that the user asks for, or those of `default` when he names none."""
    known = [entry.code for entry in catalogue()]
    named = options.select or default
    chosen = select(named, known) if named else set(known)
    chosen -= set() if options.base else {rule.code for rule in rules() if is_since(rule)}
    slow = {EXPECTATIONS, *(rule.code for rule in rules() if {EXTRACTED, EVIDENCE} & set(rule.needs))}
    return chosen - select(options.ignore, known) - (slow if options.fast else set())


def _volume(dataset: Dataset) -> Volume:
    claims = dataset.tables["claims"]
    figures = claims.select(pl.any_horizontal(pl.col("low", "best", "high", "date").is_not_null()).sum()).item()
    unheld = int((dataset.tables["documents"]["held"] == "none").sum())
    return Volume(dataset.name, len(dataset.tables["documents"]) - unheld, len(claims), int(figures), unheld)
