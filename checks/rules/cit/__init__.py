"""CIT: the evidence that documents offer for their claims."""
