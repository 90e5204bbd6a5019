"""What is known with --base only: the claims that the base had, and how well each document was covered then and is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.engine.evaluate import evaluate
from checks.engine.locate import Locator, located
from checks.lazy import pl
from checks.ledger import SINCE
from checks.load import LINE
from checks.offers import followable
from checks.views import INACTIVE

if TYPE_CHECKING:
    from polars import DataFrame

    from checks.dataset import Dataset
    from checks.engine.news import News
    from checks.finding import Finding
    from checks.rule import Rule

_UNCOVERED = "COV001"
_IDLE = (*INACTIVE, "draft")


def is_since(rule: Rule) -> bool:
    """Whether a rule asks for what is known with --base only."""
    return not set(SINCE).isdisjoint(rule.needs)


def with_since(found: News, now: Dataset, then: Dataset, rules: Sequence[Rule]) -> News:
    """The news, with what these rules say of the two versions. All that they find is new."""
    before = then.tables["claims"].select("claim_id", "status")
    later = now.later | {"before": before, "coverage": _coverage(now, then, found)}
    findings, results = located(Locator(now), evaluate(replace(now, later=later), list(rules)))
    new = sorted([*found.new, *(replace(finding, new=True) for finding in findings)], key=lambda finding: finding.code)
    return replace(found, new=new, outcomes=[*found.outcomes, *(result.outcome for result in results)])


def _coverage(now: Dataset, then: Dataset, found: News) -> DataFrame:
    """`document_id`, `part`, `now`, `before` of the documents of both versions."""
    sides = []
    for name, version in (("now", now), ("before", then)):
        sides.append(_counts(version).unpivot(index="document_id", variable_name="part", value_name=name))
    both = sides[0].join(sides[1], on=["document_id", "part"])
    more, fewer = _uncovered(found.new, now), _uncovered(found.resolved, then)
    rows = [(document, "figures without a claim", float(more[document]), float(fewer[document])) for document in sorted({*more, *fewer})]
    figures = pl.DataFrame(rows, schema=both.schema, orient="row").join(then.texts.select("document_id"), on="document_id", how="semi")
    return pl.concat([both, figures]).with_columns(pl.col("now", "before").round(4).cast(pl.String))


def _counts(dataset: Dataset) -> DataFrame:
    """By document: how many claims it has that count, and the share of them with a citation that can be followed."""
    claims = dataset.tables["claims"].filter(~pl.col("status").is_in(_IDLE).fill_null(False)).select("claim_id", "document_id")
    cited = dataset.tables["citations"].filter(followable()).select(claim_id=pl.col("claim_id").str.split(";"))
    served = cited.explode("claim_id").unique().with_columns(served=pl.lit(True))
    counted = claims.join(served, on="claim_id", how="left").group_by("document_id").agg(
        pl.len().cast(pl.Float64).alias("claims"),
        pl.col("served").fill_null(False).mean().alias("share of claims with a source to follow"),
    )  # fmt: skip
    every = dataset.tables["documents"].select("document_id").drop_nulls().unique().join(counted, on="document_id", how="left")
    return every.with_columns(pl.col("claims").fill_null(0.0))


def _uncovered(findings: Iterable[Finding], dataset: Dataset) -> Counter[str]:
    """How many of these findings are figures that no claim covers, by document."""
    documents = dict(dataset.tables["documents"].select(LINE, "document_id").iter_rows())
    found = (documents.get(finding.locations[0].line) for finding in findings if finding.code == _UNCOVERED)
    return Counter(document for document in found if document)
