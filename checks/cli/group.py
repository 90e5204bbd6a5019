"""The command line as one command with others beside it: `validate` checks, and only its first word can be another command."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

COMMANDS = ("init", "extract", "report", "expect", "accept", "diff", "fix", "rules", "explain")
"""In the order of the help."""


class Default(click.Group):
    """A group whose default command needs no name: only the first word can be a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and not args:  # a shell asks for the first word, which may be a command
            return super().parse_args(ctx, args)
        if not args or (args[0] not in self.commands and args[0] not in ("--version", "--help")):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        commands = super().shell_complete(ctx, incomplete)
        options = self.commands["check"].shell_complete(ctx, incomplete)
        return [*commands, *options] or [CompletionItem(incomplete, type="file")]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[OPTIONS] [PATH]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (p for p in self.commands["check"].params if isinstance(p, click.Option))
        rows = [record for p in options if (record := p.get_help_record(ctx))]
        with formatter.section("Options"):
            formatter.write_dl([*rows, *(record for p in self.get_params(ctx) if (record := p.get_help_record(ctx)))])
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(70)) for name in COMMANDS])
