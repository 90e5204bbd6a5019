"""Discovers, selects, evaluates and locates: from a dataset and checks to one run."""
