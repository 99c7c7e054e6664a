"""Article text to trade claims: one package per language behind one function, `extract`."""
