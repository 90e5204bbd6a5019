"""COV: what the dataset covers of its documents, and what of it was never compared or read."""
