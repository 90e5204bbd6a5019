"""Prove claims faithful to their documents, and find documents that contradict themselves or each other."""

__version__ = "0.1.0"
