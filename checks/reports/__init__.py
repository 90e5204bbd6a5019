"""Reports: pure functions of one run."""
