"""Measurements: `nox -s bench`. Nothing here is asserted; ratios are taken within one run."""
