"""Sessions: `nox` runs lint, tests and lowest; `nox -s bench` measures, `nox -s browser` clicks through the HTML site."""

import re
import tomllib
from pathlib import Path

import nox

nox.options.sessions = ["lint", "tests", "lowest"]
nox.options.error_on_external_run = True

BOTH_CORES = ("--numprocesses", "auto", "--dist", "loadfile")
PYPROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))


def group(name: str) -> list[str]:
    """Requirements of a dependency group."""
    return [entry for entry in PYPROJECT["dependency-groups"][name] if isinstance(entry, str)]


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types and floors."""
    session.install("--no-compile", ".[html,pdf,site]", *group("lint"), *group("test"))  # read by mypy, not run
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, against the installed package."""
    session.install(".[html,pdf,site]", *group("test"))
    session.run("pytest", *BOTH_CORES, *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """The lines and branches that no test reaches; slower than the tests alone."""
    session.install(".[html,pdf,site]", *group("test"))
    session.run("pytest", *BOTH_CORES, "--cov", "--cov-report=term:skip-covered", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests against the lowest versions that pyproject.toml admits, but for those of the repository's own files and of its data."""
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    declared = [*PYPROJECT["project"]["dependencies"], *(requirement for extra in extras for requirement in extra)]
    lower = [re.sub(r">=", "==", requirement) for requirement in declared]
    session.install(".[html,pdf,site]", *lower, *group("test"))
    apart = [f"--ignore=tests/test_{name}.py" for name in ("ci", "house", "mutate", "news", "readme")]
    session.run("pytest", *BOTH_CORES, *apart, *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The HTML site in Chromium: fails where there is none (Debian: apt-get install chromium chromium-driver)."""
    session.install(".[html,pdf,site]", *group("test"), *group("browser"))
    session.run("pytest", "tests/test_site_browser.py", *session.posargs, env={"CLAIM_CHECKS_BROWSER": "required"})


@nox.session
def validate(session: nox.Session) -> None:
    """The bundled datasets, as a user checks them; findings do not fail the session, anything else does."""
    session.install(".")
    session.run("validate", *session.posargs, success_codes=[0, 1])


@nox.session
def data(session: nox.Session) -> None:
    """After an edit of the bundled data: its findings against the golden ones, and harmless changes."""
    session.install(".[site]", *group("test"))
    session.run("pytest", "tests/test_syria.py", "tests/test_mutate.py", *session.posargs)


@nox.session
def mutate(session: nox.Session) -> None:
    """Every fault that a row of the bundled dataset can have: how many are caught, and what survives."""
    session.install(".")
    session.run("python", "-m", "tests.mutate", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Ratios against the raw Polars floor, printed; nothing is asserted."""
    session.install(".", *group("bench"))
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Extraction on texts of all Unicode, many more than in the tests: `nox -s fuzz -- 100000` for so many of each."""
    examples = session.posargs[0] if session.posargs else "20000"
    session.install(".", *group("test"))
    session.run("pytest", "tests/test_extract_fuzz.py", env={"FUZZ_EXAMPLES": examples})
