"""A dataset against what it was at a git revision: only what is new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from checks.engine.discover import rules
from checks.engine.news import News, news
from checks.engine.revision import dataset_at, revision
from checks.engine.since import is_since, with_since
from checks.engine.touched import cut, nothing, touched
from checks.errors import UsageError
from checks.schemas.catalogue import SCHEMAS

if TYPE_CHECKING:
    from checks.dataset import Dataset


def compared(now: Dataset, base: str, chosen: Collection[str]) -> News:
    """What is new since a revision, by the chosen checks; all of it, when the dataset did not exist then.

    Raises UsageError for what is in no repository, for an unknown revision, and for a dataset that cannot be read at that revision.
    """
    if now.bare:
        raise UsageError(f"--base {base}: compares datasets; leave out the documents that lie in none")
    mine = [rule for rule in rules() if rule.code in chosen]
    asked = [schema for schema in SCHEMAS if schema.code in chosen], [rule for rule in mine if not is_since(rule)]
    since = [rule for rule in mine if is_since(rule)]
    with revision(now.folder, base) as at:
        then = dataset_at(at, now)
        if then is None:
            found = with_since(news(now, nothing(now), *asked), now, nothing(now), since)
            return replace(found, resolved=[])
        parts = touched(now, then)
        found = news(now, then, *asked, parts)
        return with_since(found, *(cut(now, then, parts, since) if parts and since else (now, then)), since)
