"""The commands that keep a dataset in order: accept, diff and fix."""

from __future__ import annotations

import click

from checks.cli.options import codes
from checks.errors import UsageError


@click.command("accept")
@click.argument("words", nargs=-1, type=click.Path(path_type=str, readable=False), metavar="[FINGERPRINT] [PATH]...")
@click.option("--resolution", metavar="R", help="How it is settled: error-in-source, range-reported, source-priority, "
              "not-same-quantity, superseded, baseline or pending.")  # fmt: skip
@click.option("--reason", required=True, metavar="TEXT", help="Why it may stand, in words that a reader can check.")
@click.option("--by", default="", metavar="NAME", help="Who accepts it.  [default: git's user.name]")
@click.option("--expires", default="", metavar="DATE", help="Last day on which it is accepted.")
@click.option("--code", "codes", multiple=True, metavar="CODES", callback=codes, help="A baseline: every open finding of these checks.")
@click.option("--all", "every", is_flag=True, help="A baseline: every open finding.")
@click.pass_context
def accept_command(
    ctx: click.Context,
    words: tuple[str, ...],
    resolution: str | None,
    reason: str,
    by: str,
    expires: str,
    codes: tuple[str, ...],
    every: bool,
) -> None:
    """Accept a finding: record in accepted.csv how it is settled and why."""
    from checks.cli.accept import run_accept
    from checks.engine.accept import Decision

    if resolution is None and not (codes or every):
        raise UsageError("--resolution is missing; say how the finding is settled, or that it is pending")
    ctx.exit(run_accept(words, Decision(resolution or "baseline", reason, by, expires), codes, every))


@click.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
@click.pass_context
def diff_command(ctx: click.Context, old: str, new: str, as_json: bool) -> None:
    """Show what differs between two versions of a dataset.

    A and B are dataset folders, or REV:PATH for a folder at a git revision.
    """
    from checks.cli.diff import run_diff

    ctx.exit(run_diff(old, new, as_json))


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=str, readable=False), metavar="[PATH]...")
@click.option("--write", is_flag=True, help="Write the changes; without it they are only shown (on a terminal you are asked).")
@click.option("--hashes", is_flag=True, help="Take changed documents as they are now: you have read their claims again.")
@click.pass_context
def fix_command(ctx: click.Context, paths: tuple[str, ...], write: bool, hashes: bool) -> None:
    """Mend what has exactly one right answer, shown as a diff first.

    Hashes of documents whose line ends changed, quotes that differ in letters only, needless occurrences, stale acceptances, order of rows.
    """
    from checks.cli.fix import run_fix

    ctx.exit(run_fix(paths, write=write, hashes=hashes))


COMMANDS = (accept_command, diff_command, fix_command)
