"""The `tradebooks` command line: the top floor, which imports the other rooms lazily."""
