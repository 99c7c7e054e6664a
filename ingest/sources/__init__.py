"""One module per source: what its documents hold, how they are read, and the schema of their rows."""
