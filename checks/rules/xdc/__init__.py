"""XDC: contradictions between documents, or between speakers."""
