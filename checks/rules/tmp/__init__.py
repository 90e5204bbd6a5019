"""TMP: dates, lengths of time, and their order."""
