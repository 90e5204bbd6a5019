"""The HTML site: static pages that need no network, no server and, for reading, no script."""
