"""Run the rules on one dataset: one `collect_all` over shared lazy views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.errors import UsageError
from checks.lazy import pl
from checks.numbers import readings
from checks.offers import offers, uncited
from checks.recounts import schema as recount_schema
from checks.run import CONTRADICTIONS, Outcome, Result, Status
from checks.tables import TABLES
from checks.text import anchors, anchors_again
from checks.views import days, figures, operands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from polars import DataFrame, Expr, LazyFrame

    from checks.dataset import Dataset
    from checks.rule import Rule

EXTRACTED, EVIDENCE = "extracted", "evidence"
"""The views that take longest: the documents are read anew for them."""

_COMPARED, _LOOKED_AT, _ROWS, _MEMBERS = "_compared", "_looked_at", "_rows", "compared"


def inputs(dataset: Dataset, wanted: set[str], other: Mapping[str, LazyFrame] | None = None) -> dict[str, LazyFrame]:
    """Every table, and each view that is wanted, by name; tables that the dataset lacks are left out.

    `other`: the inputs of another version of the dataset, whose anchors and readings are taken over where claim and text are the same.

    Views are computed once, here: left lazy, each rule's plan would hold a copy of them, and optimising those copies together
    costs more than running them.
    """
    tables, config = {name: frame.lazy() for name, frame in dataset.tables.items()}, dataset.config
    derived = {
        "texts": dataset.texts.lazy(),
        "originals": dataset.originals.lazy(),
        "measures": config.measure_table().lazy(),
        "hedges": config.hedge_table().lazy(),
        "exclusive": config.exclusive_table().lazy(),
        "clock": config.clock_table().lazy(),
        "recounts": pl.LazyFrame(schema=recount_schema()) if dataset.recounts is None else dataset.recounts.lazy(),
    }
    missing = {name: pl.LazyFrame(schema=_schema(name)) for name in ("events", "sources") if name not in tables}
    parts = missing | tables | derived
    if wanted & {"figures", "operands", "offered", "days"}:
        parts["days"] = derived["days"] = _once(days(parts))
    if wanted & {"figures", "operands", "offered"}:
        facts = ("claims", "events", "documents", "sources", "measures", "hedges", "days")
        derived["figures"] = _once(figures(*(parts[name] for name in facts)))
        derived["operands"] = _once(operands(parts["relations"], derived["figures"]))
    if "anchors" in wanted:
        quoted = parts["claims"], derived["texts"]
        derived["anchors"] = _once(anchors_again(*quoted, other) if other else anchors(*quoted))
    if "offered" in wanted:
        derived["offered"] = _once(_offered(parts | derived))
    if "readings" in wanted:
        derived["readings"] = _once(readings(parts["claims"]))
    if read := wanted & {EXTRACTED, EVIDENCE}:
        from checks.engine.extracted import readers

        derived |= readers(dataset, read, other)
    return tables | derived | {name: frame.lazy() for name, frame in dataset.later.items()}


def _offered(parts: Mapping[str, LazyFrame]) -> LazyFrame:
    """The evidence that words offer; where nothing else asks for anchors, only those of claims without evidence are made."""
    figures, citations, texts = parts["figures"], parts["citations"], parts["texts"]
    return offers(figures, citations, parts["anchors"] if "anchors" in parts else anchors(uncited(figures, citations), texts), texts)


def _broken() -> tuple[type[BaseException], ...]:
    """Whatever a plan can raise; a panic inside Polars is no Exception, but must not end the run either."""
    return Exception, pl.exceptions.PanicException


def _once(view: LazyFrame) -> LazyFrame:
    """A view, computed; one that fails is left as it is, to fail again in each rule that asks for it."""
    try:
        return view.collect(engine="in-memory").lazy()
    except _broken():  # every rule that needs the view is named as crashed
        return view


def _schema(table: str) -> dict[str, pl.DataType | type[pl.DataType]]:
    kinds: dict[str, type[pl.DataType]] = {"decimal": pl.Float64, "integer": pl.Int64, "boolean": pl.Boolean}
    return {name: kinds.get(column.kind, pl.String) for name, column in TABLES[table].items()}


def evaluate(dataset: Dataset, rules: list[Rule], track: bool = False) -> list[Result]:
    """Run rules on a dataset; one that lacks a table is skipped, one that fails is named as crashed.

    `track`: gather the claims that those rules looked at that compare figures, dates and categories.
    """
    return _evaluate(dataset, rules, inputs(dataset, _needed(rules)), track=track)


def evaluate_both(one: Dataset, other: Dataset, rules: list[Rule]) -> tuple[list[Result], list[Result]]:
    """Run rules on two versions of a dataset, or of a part of it."""
    ours = inputs(one, _needed(rules))
    return _evaluate(one, rules, ours), _evaluate(other, rules, inputs(other, _needed(rules), ours))


def _needed(rules: list[Rule]) -> set[str]:
    return {name for rule in rules for name in rule.needs}


def _evaluate(dataset: Dataset, rules: list[Rule], available: dict[str, LazyFrame], *, track: bool = False) -> list[Result]:
    results: dict[str, Result] = {}
    plans: dict[str, LazyFrame] = {}
    for rule in rules:
        absent = [name for name in rule.needs if name not in available]
        if unknown := [name for name in absent if name not in TABLES]:
            results[rule.code] = _outcome(rule, dataset, "crashed", f"asks for an unknown table: {', '.join(unknown)}")
        elif absent:
            results[rule.code] = _outcome(rule, dataset, "skipped", f"the dataset has no table {', '.join(absent)}")
        else:
            try:
                plans[rule.code] = _plan(rule, available, _settings(rule, dataset), track and rule.family in CONTRADICTIONS)
            except UsageError:
                raise
            except _broken() as error:  # a rule may fail in any way; it is named, never hidden
                results[rule.code] = _outcome(rule, dataset, "crashed", _describe(error))
    by_code = {rule.code: rule for rule in rules}
    for code, found in _collect(plans).items():
        results[code] = _result(by_code[code], dataset, found)
    return [results[rule.code] for rule in rules]


def _settings(rule: Rule, dataset: Dataset) -> dict[str, object]:
    given = dataset.config.settings.get(rule.code, {})
    if unknown := sorted(set(given) - set(rule.settings)):
        known = ", ".join(rule.settings) or "none"
        raise UsageError(f"{dataset.folder}: [settings.{rule.code}] has no setting {unknown[0]!r}; known: {known}")
    return {**rule.settings, **given}


def _plan(rule: Rule, available: dict[str, LazyFrame], settings: dict[str, object], track: bool) -> LazyFrame:
    """The rows of a rule that are violated, and its first row, each with how many it compared: two plans would cost twice as much.

    With `track` one row: the violated rows, how many were compared, and the claims that were looked at, each as one list.
    """
    comparisons = rule.function(*(available[name] for name in rule.needs), **settings)
    compared = pl.col("verdict").count().alias(_COMPARED)
    if not track:
        bare = comparisons.drop(_MEMBERS, strict=False).with_columns(compared)
        return bare.filter(_violated() | (pl.int_range(pl.len()) == 0))
    rows = pl.struct(pl.exclude(_MEMBERS)).filter(_violated()).implode().alias(_ROWS)
    members = pl.coalesce(pl.selectors.by_name(_MEMBERS, "claims", require_all=False)).filter(pl.col("verdict").is_not_null())
    looked_at = members.explode(empty_as_null=False).drop_nulls().unique().implode().alias(_LOOKED_AT)
    return comparisons.select(rows, compared, looked_at)


def _violated() -> Expr:
    return pl.col("verdict").is_in(["definite", "possible"])


def _collect(plans: dict[str, LazyFrame]) -> dict[str, DataFrame | BaseException]:
    """Collect all plans at once; when one fails, collect each alone to name the culprit."""
    try:
        return dict(zip(plans, pl.collect_all(list(plans.values()), engine="in-memory"), strict=True))
    except _broken():  # whatever failed is found below
        return {code: _collect_one(plan) for code, plan in plans.items()}


def _collect_one(plan: LazyFrame) -> DataFrame | BaseException:
    try:
        return plan.collect(engine="in-memory")
    except _broken() as error:  # reported as this rule's crash
        return error


def _result(rule: Rule, dataset: Dataset, found: DataFrame | BaseException) -> Result:
    if isinstance(found, BaseException):
        return _outcome(rule, dataset, "crashed", _describe(found))
    compared = int(found[_COMPARED][0]) if len(found) else 0
    left = "; ".join(dataset.uncounted.values()) if "recounts" in rule.needs else ""
    status: Status = "skipped" if left and not compared else "ran"
    outcome = Outcome(rule.code, rule.name, dataset.name, status, left, compared)
    if _LOOKED_AT in found.columns:
        return Result(rule, outcome, found[_ROWS][0].struct.unnest(), found[_LOOKED_AT][0])
    return Result(rule, outcome, found.filter(_violated()).drop(_COMPARED))


def _outcome(rule: Rule, dataset: Dataset, status: str, reason: str) -> Result:
    assert status in ("skipped", "crashed")
    return Result(rule, Outcome(rule.code, rule.name, dataset.name, status, reason))  # type: ignore[arg-type]


def _describe(error: BaseException) -> str:
    first = (str(error).splitlines() or [""])[0]
    return f"{type(error).__name__}: {first[:200]}"
