"""Report writers: each module is a format, and its `render` a pure function of one run."""

FORMATS = ("terminal", "json", "sarif", "junit", "github", "markdown")
"""Formats that are one text; the HTML site is many files, see `validate report`."""
