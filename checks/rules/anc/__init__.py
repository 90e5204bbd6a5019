"""ANC: a claim against the words of its own document."""
