"""The raw lake, the build file and the releases. Knows nothing of where rows come from."""
