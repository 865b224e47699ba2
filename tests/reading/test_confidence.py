"""Confidence is made of named traits and fitted coefficients."""

from __future__ import annotations

import ast
import inspect

from briefing_generator.reading.statements import confidence as module
from briefing_generator.reading.statements.confidence import coefficients, confidence


def test_every_fitted_trait_is_one_that_statements_have() -> None:
    tree = ast.parse(inspect.getsource(module.traits))
    (table,) = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    known = {key.value for key in table.keys if isinstance(key, ast.Constant)}
    assert set(coefficients()) - {"constant"} <= known


def test_the_known_party_and_the_sure_issue_count() -> None:
    known = {"party known": 1.0}
    assert confidence({**known, "strong word": 1.0}) > confidence({"strong word": 1.0}) + 0.2
    assert confidence({**known, "issue sure": 0.2}) > confidence(known) > confidence({**known, "issue sure": -0.5})
    assert 0 <= confidence({}) < 0.5
