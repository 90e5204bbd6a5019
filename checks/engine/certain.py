"""How sure a finding is, and how bad: what it rests on may be a draft, an inference, or a figure that was read with doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checks.finding import MILDER, Certainty, Level

TRUSTED = 0.8
"""Confidence of a draft below which a finding on it is no more than a note."""
_CONFIDENCE = re.compile(r"\bconfidence ([01](?:\.[0-9]+)?)$")


def weigh(verdict: str, level: Level, by: str, row: dict[str, Any], claims: Sequence[dict[str, Any]]) -> tuple[Certainty, Level]:
    """Certainty and level of a violated row of a check: a possible finding is one step milder, one on a doubtful draft a note."""
    certainty: Certainty = "definite" if verdict == "definite" and _firm(by, row, claims) else "possible"
    if any(confidence(claim) < TRUSTED for claim in claims):
        return certainty, "note"
    return certainty, level if certainty == "definite" else MILDER[level]


def _firm(by: str, row: dict[str, Any], claims: Sequence[dict[str, Any]]) -> bool:
    """Whether a definite verdict may stand: it rests on no draft, no inferred relation, and, when the event is what holds
    the set together, on no inferred event."""
    if row.get("basis") == "inferred" or any(claim["status"] == "draft" for claim in claims):
        return False
    return by != "event_id" or all(claim["event_basis"] != "inferred" for claim in claims)


def confidence(row: Mapping[str, Any]) -> float:
    """How far the extractor trusts a row that it drafted, as the note says; a row that a person has read is trusted."""
    found = _CONFIDENCE.search(row["note"] or "") if row.get("status", "draft") == "draft" else None
    return float(found[1]) if found else 1.0
