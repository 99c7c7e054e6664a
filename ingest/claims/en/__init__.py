"""English: data and the rule for the sides of a flow."""
