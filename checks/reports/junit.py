"""JUnit XML, for CI servers: a suite a dataset, a case a check; a check that did not run is never a passed case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from checks.finding import Finding
from checks.reports.words import by_severity, clean, row_of, words_of
from checks.run import DESELECTED, Outcome, Run

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2, Char) cannot hold."""


def render(run: Run) -> str:
    """The run as one JUnit document. A failure holds the findings that fail the run; all others are in `system-out`."""
    root = Xml.Element("testsuites", name="claim-checks")
    failing = {id(finding) for finding in run.failing}
    for volume in run.volumes:
        suite = Xml.SubElement(root, "testsuite", name=_legal(volume.dataset))
        for outcome in run.outcomes:
            if outcome.dataset == volume.dataset and outcome.reason != DESELECTED:
                found = [f for f in run.findings if (f.dataset, f.code) == (outcome.dataset, outcome.code)]
                _case(suite, outcome, [f for f in found if id(f) in failing], [f for f in found if id(f) not in failing])
        _count(suite, list(suite))
    if run.unread:
        suite = Xml.SubElement(root, "testsuite", name="documents not read")
        for one in run.unread:
            case = Xml.SubElement(suite, "testcase", classname="documents", name=_legal(clean(one.path)))
            Xml.SubElement(case, "error", message=_legal(clean(one.reason)))
        _count(suite, list(suite))
    _count(root, list(root.iter("testcase")))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _case(suite: Xml.Element, outcome: Outcome, failing: list[Finding], others: list[Finding]) -> None:
    classname = _legal(f"{outcome.dataset}.{outcome.code.rstrip('0123456789')}")
    case = Xml.SubElement(suite, "testcase", classname=classname, name=f"{outcome.code} {outcome.name}")
    if outcome.status == "crashed":
        Xml.SubElement(case, "error", message=_legal(clean(outcome.reason)))
    elif outcome.status == "skipped":
        Xml.SubElement(case, "skipped", message=_legal(clean(outcome.reason)))
    elif failing:
        count = f"{len(failing)} finding{'s' if len(failing) > 1 else ''}"
        Xml.SubElement(case, "failure", message=count, type=failing[0].level).text = _told(failing)
    elif not outcome.compared:
        Xml.SubElement(case, "skipped", message="nothing to compare")
    if told := others if case.find("failure") is not None else [*failing, *others]:
        Xml.SubElement(case, "system-out").text = _told(told)


def _told(findings: Sequence[Finding]) -> str:
    return _legal("\n".join(_finding(finding) for finding in by_severity(findings)))


def _finding(finding: Finding) -> str:
    accepted = f" (accepted, {finding.accepted.resolution}: {clean(finding.accepted.reason)})" if finding.accepted else ""
    head = f"{row_of(finding)}: {finding.level}, {finding.certainty}: {clean(finding.message)}{accepted} [{finding.fingerprint}]"
    return "\n".join([head, *(f"    {at} “{clean(at.quote or '')}”" for at in words_of(finding)), f"    -> {finding.help}"])


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def _count(parent: Xml.Element, cases: Sequence[Xml.Element]) -> None:
    parent.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        parent.set(name, str(sum(case.find(tag) is not None for case in cases)))
