"""Makes helpers that stand beside the tests importable."""

import sys
from pathlib import Path

for room in ("pages", "adding"):
    sys.path.insert(0, str(Path(__file__).parent / room))
