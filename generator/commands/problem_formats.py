"""Problems as other programs want them: annotations for GitHub, SARIF for code scanning."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from generator.model import Problem

Found = tuple[Path, Problem]
"""A briefing's folder, and a problem whose path is relative to it."""


def annotation(folder: Path, problem: Problem) -> str:
    """Returns a workflow command of GitHub Actions that shows a problem in its place."""

    def escaped(text: str, also: str = "") -> str:
        signs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | {sign: f"%{ord(sign):02X}" for sign in also}
        return "".join(signs.get(sign, sign) for sign in text)

    place = f"file={escaped((folder / problem.path).as_posix(), ':,')},line={max(1, problem.line)}"
    column = f",col={problem.column}" if problem.column else ""
    return f"::{problem.severity} {place}{column},title={problem.code}::{escaped(problem.message)}"


def as_sarif(found: Iterable[Found]) -> str:
    """Returns the problems as SARIF 2.1.0 (OASIS standard)."""
    from generator.corpus.codes import problem_codes

    problems = list(found)
    codes = problem_codes()
    used = sorted({problem.code for _, problem in problems})
    rules = [
        {
            "id": code, "shortDescription": {"text": codes[code].meaning}, "help": {"text": codes[code].cure},
            "defaultConfiguration": {"level": codes[code].severity},
        }
        for code in used
    ]  # fmt: skip
    results = [
        {
            "ruleId": problem.code, "ruleIndex": used.index(problem.code), "level": problem.severity,
            "message": {"text": problem.message},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": _uri((folder / problem.path).as_posix())},
                "region": {"startLine": max(1, problem.line)} | ({"startColumn": problem.column} if problem.column else {}),
            }}],
        }
        for folder, problem in problems
    ]  # fmt: skip
    driver = {"name": "briefing", "version": version("briefing-generator"), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)
