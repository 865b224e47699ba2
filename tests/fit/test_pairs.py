"""Weights of pairs are fitted to what was judged."""

from tests.fit.pairs import fit


def test_a_trait_of_right_pairs_weighs_for_them() -> None:
    cases = [
        {"story": "a", "traits": {"near": near, "noise": float(at % 3 == 0)}, "right": near, "weight": 20.0}
        for at, near in enumerate([1.0, 0.0] * 20 + [0.0, 0.0])
    ]
    weights = fit(cases)
    assert weights["near"] > 2 > abs(weights["noise"])
    assert weights["base"] < 0
