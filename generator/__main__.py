"""``python -m generator`` in a checkout: the command line of the package that stands beside this file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from briefing_generator.cli import main

main()
