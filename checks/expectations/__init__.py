"""Expectations about a release as a whole: a Great Expectations suite beside the data, run in a process of its own."""
