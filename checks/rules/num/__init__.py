"""NUM: figures that must agree within a document or a stated relation."""
