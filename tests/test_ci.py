"""What CI runs on a change of data, tried here: the very commands of action.yml, in a repository with a good and a bad pull request."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from checks.engine.paths import targets

ROOT = Path(__file__).resolve().parents[1]
GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]


def read(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


ACTION, WORKFLOW, HOOKS = read("action.yml"), read(".github/workflows/validate.yml"), read(".pre-commit-hooks.yaml")
STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step and step["name"] != "Install"]


class Job(NamedTuple):
    """Exit code of every step, what they printed, and the folder of the reports."""

    codes: dict[str, int]
    out: str
    reports: Path
    summary: str


@pytest.fixture
def repository(dataset: Path) -> Path:
    """A repository whose main branch holds a sound dataset."""
    root = dataset.parent / "repository"
    shutil.copytree(dataset, root / "datasets" / "small")
    git(root, "init", "--quiet")
    commit(root, "first")
    return root


def git(root: Path, *arguments: str) -> str:
    return subprocess.run([*GIT, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def commit(root: Path, message: str) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD")


def run(root: Path, **inputs: str) -> Job:
    """Run the steps of the action as the runner does: one after the other, those marked `always()` even when one has failed."""
    given = {name: facts["default"] for name, facts in ACTION["inputs"].items()} | {
        key.replace("_", "-"): value for key, value in inputs.items()
    }
    temp = root.parent / "temp"
    temp.mkdir(exist_ok=True)
    summary = temp / "step_summary.md"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    codes, printed = {}, ""
    for step in STEPS:
        if any(codes.values()) and step.get("if") != "always()":
            continue
        own = {name: filled(value, given, temp) for name, value in step.get("env", {}).items()}
        environment = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(summary), **own}
        assert "${{" not in step["run"], "what a person can write belongs into env, never into a script"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        codes[step["name"]] = done.returncode
        printed += done.stdout + done.stderr
    return Job(codes, printed, temp / "claim-checks", summary.read_text(encoding="utf-8") if summary.exists() else "")


def filled(text: str, given: dict[str, str], temp: Path) -> str:
    known = {"runner.temp": str(temp)} | {f"inputs.{name}": value for name, value in given.items()}
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], text)


def test_a_good_pull_request_passes(repository: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    file = repository / "datasets" / "small" / "sources.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("The ministry", "The Ministry"), encoding="utf-8")
    commit(repository, "a better name")
    job = run(repository, base=base)
    assert set(job.codes.values()) == {0}, job.out
    assert "::error" not in job.out
    assert "claim-checks" in job.summary
    assert json.loads((job.reports / "report.json").read_text(encoding="utf-8"))["exit_code"] == 0
    assert json.loads((job.reports / "validate.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (job.reports / "site" / "index.html").is_file()


def test_a_bad_pull_request_is_annotated_at_its_row_and_at_the_words(repository: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    file = repository / "datasets" / "small" / "claims.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",eq,3,", ",eq,4,"), encoding="utf-8")
    commit(repository, "a slip")
    job = run(repository, base=base)
    assert job.codes == {"Check": 1, "Summary": 0, "Site": 0}, job.out
    assert "::error file=datasets/small/claims.csv,line=2,title=ANC007" in job.out
    assert "::error file=datasets/small/texts/d1.txt,line=1," in job.out
    assert "ANC007" in job.summary
    (result,) = json.loads((job.reports / "validate.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert (result["ruleId"], result["baselineState"]) == ("ANC007", "new")


def test_what_was_there_before_does_not_fail_a_pull_request(repository: Path) -> None:
    file = repository / "datasets" / "small" / "claims.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",eq,3,", ",eq,4,"), encoding="utf-8")
    base = commit(repository, "a slip that nobody saw")
    job = run(repository, base=base)
    assert job.codes["Check"] == 0, job.out
    assert run(repository).codes["Check"] == 1


def test_a_new_branch_and_named_paths(repository: Path) -> None:
    """A push of a new branch has a base of zeros; a path that looks like an option is a path."""
    assert run(repository, base="0" * 40, paths="datasets/small\n").codes["Check"] == 0
    assert run(repository, paths="--fail-on").codes["Check"] == 2


def test_the_workflow_asks_for_little_and_pins_what_it_runs() -> None:
    (job,) = WORKFLOW["jobs"].values()
    assert WORKFLOW["permissions"] == {}
    assert job["permissions"] == {"contents": "read", "security-events": "write"}
    used = [step["uses"] for step in [*job["steps"], *ACTION["runs"]["steps"]] if "uses" in step]
    assert all(re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", name) or name == "./" for name in used)
    assert not [step for step in job["steps"] if "run" in step]
    on = WORKFLOW.get("on", WORKFLOW.get(True))
    assert on["pull_request"]["paths"] == on["push"]["paths"] == ["datasets/**", "seeds/**"]


def test_the_hook_checks_the_dataset_of_a_file(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = HOOKS
    monkeypatch.chdir(repository)
    files = [name for name in git(repository, "ls-files").splitlines() if re.search(hook["files"], name)]
    assert "datasets/small/claims.csv" in files
    assert not any(name.endswith(".txt") for name in files)
    assert targets([Path(name) for name in files]) == ([Path("datasets/small")], [])
    command = [str(Path(sys.executable).parent / hook["entry"]), *hook["args"], *files]
    assert subprocess.run(command, cwd=repository, check=False, capture_output=True).returncode == 0
