"""The command line, `validate`. Heavy modules are imported inside the commands, so that help answers at once."""

from __future__ import annotations

import gc
import io
import os
import re
import sys
import traceback
from datetime import date
from pathlib import Path

import click

from checks import __version__
from checks.cli.group import Default
from checks.cli.keeping import COMMANDS
from checks.cli.options import codes
from checks.errors import ChecksError, UsageError
from checks.reports import FORMATS

_TRACEBACK = "CLAIM_CHECKS_TRACEBACK"
_HELP = """Check datasets of claims: every row against the words of its document, every figure against the others, and
every claim for its citation.

PATH is a dataset, a folder of datasets, or a file of one. A document that lies in no dataset (.txt, .md, .html, .pdf) is checked by itself:
its figures and dates are read from the words, and no finding is more than possible. Without PATH, every folder of ./datasets
that has a dataset.toml is checked. A PATH named like a command is written ./NAME.

\b
Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on that nobody has accepted
  2  wrong usage, or input that cannot be read
  3  nothing to check
  4  a check crashed, or validate itself did
"""

_fast = click.option(
    "--fast", is_flag=True, help="Leave out what takes longest: expectations, and reading documents anew (ANC015, CIT015, COV001)."
)


@click.group(cls=Default, help=_HELP, context_settings={"help_option_names": ["--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="validate", message="%(prog)s %(version)s")
def cli() -> None:  # noqa: D103 - its help is above
    pass


@cli.command("check", hidden=True, help=_HELP)
@click.argument("paths", nargs=-1, type=click.Path(path_type=str, readable=False), metavar="[PATH]...")
@click.option("--select", multiple=True, metavar="CODES", callback=codes, help="Run only these checks: codes or families, comma-separated.")
@click.option("--ignore", multiple=True, metavar="CODES", callback=codes, help="Leave these checks out.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "note"]), default="error", show_default=True, help="Least level that fails."
)
@click.option("--base", default="", metavar="REV", help="Report, and fail on, only what is new since this git revision.")
@click.option(
    "--report", "reports", multiple=True, metavar="FORMAT[=FILE]",
    help=f"How to report: {', '.join(FORMATS)}; repeatable, at most one to standard output.  [default: terminal]",
)  # fmt: skip
@click.option(
    "--rules", "files", multiple=True, type=click.Path(path_type=str, readable=False), metavar="FILE",
    help="Also run the rules of this Python file; repeatable.",
)  # fmt: skip
@_fast
@click.option("--published", metavar="DATE", help="Day of publication of documents that are checked by themselves and do not say it.")
@click.option("--strict", is_flag=True, help="Fail when a selected check could not run.")
@click.option("--verbose", is_flag=True, help="Show every finding in full, accepted ones too.")
@click.pass_context
def check_command(  # noqa: D103 - its help is above
    ctx: click.Context, paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str,
    base: str, reports: tuple[str, ...], files: tuple[str, ...], fast: bool, published: str | None, strict: bool, verbose: bool,
) -> None:  # fmt: skip
    from checks.cli.check import run_check
    from checks.engine.discover import add_file

    for file in files:
        add_file(Path(file))
    ctx.exit(run_check(paths, select, ignore, fail_on, reports, base=base, fast=fast, strict=strict, verbose=verbose, published=published))


@cli.command("report")
@click.argument("paths", nargs=-1, type=click.Path(path_type=str, readable=False), metavar="[PATH]...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder to write; a new one, or one of an earlier report.")
@click.option("--data-docs", is_flag=True, help="Instead, Great Expectations' own pages, which load parts from the network when opened.")
@click.option("--select", multiple=True, metavar="CODES", callback=codes, help="Run only these checks.")
@click.option("--ignore", multiple=True, metavar="CODES", callback=codes, help="Leave these checks out.")
@_fast
@click.pass_context
def report_command(
    ctx: click.Context, paths: tuple[str, ...], output: str, data_docs: bool, select: tuple[str, ...], ignore: tuple[str, ...], fast: bool
) -> None:
    """Write a site: every document with its claims and findings, in HTML.

    Findings do not fail it: exit code 0 says that the pages are written; 2 to 4 mean what they mean for validate.
    """
    if data_docs:
        from checks.cli.datadocs import run_data_docs

        ctx.exit(run_data_docs(paths, Path(output)))
    from checks.cli.report import run_report
    from checks.engine.check import Options

    ctx.exit(run_report(paths, Path(output), Options(select=select, ignore=ignore, fast=fast, material=True)))


@cli.command("rules")
@click.option("--json", "as_json", is_flag=True, help="Print the catalogue as JSON.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print the catalogue as the page of the documentation.")
def rules_command(as_json: bool, as_markdown: bool) -> None:
    """List every check: code, level, side and what it finds."""
    from checks.cli.pages import print_catalogue

    print_catalogue(as_json, as_markdown)


@cli.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Show one check's page: what it finds, why, and examples."""
    from checks.cli.pages import print_page

    print_page(code)


@cli.command("init")
@click.argument("path", type=click.Path(path_type=str, readable=False), metavar="FOLDER")
@click.option("--example", is_flag=True, help="With a document of one sentence, coded as an example.")
@click.pass_context
def init_command(ctx: click.Context, path: str, example: bool) -> None:
    """Begin a new dataset: its folder, its tables, its dataset.toml."""
    from checks.cli.init import run_init

    ctx.exit(run_init(path, example))


@cli.command("expect")
@click.argument("path", type=click.Path(path_type=str, readable=False), metavar="DATASET")
@click.option("--write", is_flag=True, help="Write expectations.json beside the data, where there is none.")
@click.pass_context
def expect_command(ctx: click.Context, path: str, write: bool) -> None:
    """Draft expectations about a release from a dataset as it stands."""
    from checks.cli.expect import run_expect

    ctx.exit(run_expect(path, write))


@cli.command("extract")
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=str, readable=False), metavar="DOC...")
@click.option(
    "--format", "output", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True,
    help="Rows as JSON lines, or draft claims as CSV.",
)  # fmt: skip
@click.option("--into", metavar="DATASET", help="Add the drafts to the CSV tables of this dataset instead.")
@click.option("--published", metavar="DATE", help='Day of publication, from which "last week" is counted.')
@click.pass_context
def extract_command(ctx: click.Context, documents: tuple[str, ...], output: str, into: str | None, published: str | None) -> None:
    """Draft claims from documents: every figure and date, with its place."""
    from checks.cli.extract import run_extract

    ctx.exit(run_extract(documents, output, into, published))


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line; errors of the user's or the data's making are one line and exit code 2, our own exit code 4."""
    gc.set_threshold(100_000)  # modules and findings make no cycles worth a search, which takes a tenth of a small run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(prog_name="validate")
    except (SystemExit, KeyboardInterrupt):
        raise
    except ChecksError as error:
        _stop(error, str(error), 2)
    except OSError as error:
        _mute()
        _stop(error, f"cannot read or write ({error.strerror})", 2)
    except BaseException as error:  # noqa: BLE001 - a bug is told in one line, even a panic of Polars, which is no Exception
        what = (str(error).splitlines() or [""])[0]
        _stop(error, f"internal error: {type(error).__name__}: {what[:200]}; please report ({_TRACEBACK}=1 shows where)", 4)
    finally:
        gc.freeze()  # else the interpreter searches all modules for cycles on its way out, as long as reading a small dataset takes


def _stop(error: BaseException, message: str, code: int) -> None:
    if os.environ.get(_TRACEBACK) == "1":
        traceback.print_exception(error)
    click.echo(f"validate: {printable(message)}", err=True)
    sys.exit(code)


def emit(text: str, *, color: bool | None = None) -> None:
    """Print to standard output. A reader that went away is no error; what else stops the output is."""
    if sys.stdout is None:
        raise UsageError("standard output is closed; open it, or write the report to a FILE")
    try:
        click.echo(text, nl=False, color=color)
    except OSError as error:
        _mute()
        if not isinstance(error, BrokenPipeError):
            raise UsageError(f"standard output cannot be written ({error.strerror}); write to another place") from None


def _mute() -> None:
    """Let standard output lead nowhere: what is left in its buffer must not fail again when Python ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def whole_day(text: str, option: str) -> date:
    """The day that an option gives."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"{option} {text}: no such day; write it as 2026-01-31")


def printable(text: str) -> str:
    """Text on one line, without what could steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
