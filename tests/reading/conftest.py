"""What stands in this folder judges patterns by themselves; tests of what is learned ask for it (``learned``)."""

import pytest


@pytest.fixture(autouse=True)
def patterns_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads without learned weights, unless the test is marked ``learned``."""
    if "learned" not in request.keywords:
        monkeypatch.setenv("BRIEFING_WEIGHTS", "none")
