"""`python -m cli` is the `tradebooks` command."""

from cli.main import main

main()
