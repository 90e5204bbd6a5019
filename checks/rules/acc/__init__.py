"""Rules about the ledger, accepted.csv, held against what a run found."""
