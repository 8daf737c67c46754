"""`python -m roster …` is the same as `roster …`."""

from roster.cli import main

main()
