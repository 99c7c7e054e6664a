"""One module per source: what its documents hold, how they are read, what their rows may be."""
