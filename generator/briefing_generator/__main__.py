"""``python -m generator``: the command line."""

from briefing_generator.cli import main

main()
