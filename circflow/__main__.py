"""`python -m circflow`."""

from circflow.cli.main import main

main()
