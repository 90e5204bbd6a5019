"""Rules: what two rows, two tables, or a row and its text may be. One module a rule, one folder a family."""
