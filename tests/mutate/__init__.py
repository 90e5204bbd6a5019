"""Mutation of good data: faults that a check must catch, and harmless changes that must change no finding."""
