"""Which issue of a pack some tokens are about, as the encoder sees it: likeness to the issues' own words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefing_generator.reading.tagger.tagging import encoded_texts
from briefing_generator.reading.tagger.weights import weights_folder

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from briefing_generator.model import Issue, Pack
    from briefing_generator.reading.tagger.tagging import Tags

    Matrix = np.ndarray[Any, Any]

_TERMS = 12
"""Terms of an issue that are read beside its name and description: the weightiest."""


def issue_text(issue: Issue) -> str:
    """Returns the words of an issue as the encoder reads them: name, description, its weightiest terms."""
    terms = sorted(issue.terms, key=lambda term: (-term[1], term[0]))[:_TERMS]
    return f"{issue.name}. {issue.description} {', '.join(term for term, _ in terms)}".strip()


def _of_length_one(x: Matrix) -> Matrix:
    import numpy as np

    whole: Matrix = x / (np.linalg.norm(x, axis=-1, keepdims=True) + 1e-6)
    return whole


@lru_cache(maxsize=8)
def _known(pack: Pack, folder: Path) -> Matrix:
    """The issues of a pack as vectors, by the weights in a folder: issues by dimensions."""
    import numpy as np

    weights, layers = encoded_texts(folder, [issue_text(issue) for issue in pack.issues])
    middles = np.stack([hidden[1:-1].mean(0) for hidden in layers])
    return _of_length_one(middles @ weights["issue.weight"].T)


def issue_likeness(tags: Tags, first: int, last: int, pack: Pack) -> dict[str, float]:
    """Returns the likeness (-1 to 1) of what some tokens are about to each issue of a pack, by its code."""
    folder = weights_folder()
    if folder is None or not pack.issues or "issue.weight" not in tags.weights:
        return {}
    middle = tags.hidden[first + 1 : last + 2].mean(0)
    asked = _of_length_one(middle @ tags.weights["matter.weight"].T)
    return dict(zip((i.code for i in pack.issues), (_known(pack, folder) @ asked).tolist(), strict=True))
