"""The mean of runs: number by number, with those that are named twice counted twice."""

import numpy as np
import pytest

from tests.fit.average import mean_of


def test_a_mean_counts_what_is_named_twice() -> None:
    low, high = ({"layer": np.full((2, 3), value, np.float32)} for value in (1, 4))
    assert (mean_of([low, low, high])["layer"] == 2).all()


def test_weights_of_other_forms_have_no_mean() -> None:
    with pytest.raises(ValueError, match="no mean"):
        mean_of([{"layer": np.zeros((2, 3), np.float32)}, {"layer": np.zeros((3, 2), np.float32)}])
