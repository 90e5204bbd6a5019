"""Drafts of rows from plain text: figures, dates, who says so, what is cited, how figures relate."""
