"""What can go wrong, split by whose move it is: the user's, the data's, or ours."""


class ChecksError(Exception):
    """Base of all errors that end a run with one clear line and exit code 2."""


class UsageError(ChecksError):
    """The user asked for something that does not exist or does not make sense."""


class InputError(ChecksError):
    """A file cannot be read as what it claims to be. `reason`: why, and what to do, without the place."""

    def __init__(self, path: object, problem: str, remedy: str, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else f"{path}"
        self.reason = f"{problem}; {remedy}"
        super().__init__(f"{where}: {self.reason}")


class RuleError(ChecksError):
    """A rule is written wrongly: a bad code, an unknown table, a docstring without examples."""
