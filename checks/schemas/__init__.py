"""Schemas: what one row may be, in pandera."""
