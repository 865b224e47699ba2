"""Problems as other programs want them: annotations for GitHub, SARIF for code scanning."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_generator.model import Problem
from briefing_generator.store.version import package_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing_generator.corpus.codes import Code

Found = tuple[Path, Problem]
"""A briefing's folder, and a problem whose path is relative to it."""


def annotation(folder: Path, problem: Problem) -> str:
    """Returns a workflow command of GitHub Actions that shows a problem in its place."""

    def escaped(text: str, also: str = "") -> str:
        signs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | {sign: f"%{ord(sign):02X}" for sign in also}
        return "".join(signs.get(sign, sign) for sign in text)

    file, _ = _place(folder, problem)
    place = f"file={escaped(file, ':,')},line={max(1, problem.line)}"
    column = f",col={problem.column}" if problem.column else ""
    return f"::{problem.severity} {place}{column},title={problem.code}::{escaped(problem.message)}"


def as_sarif(
    found: Iterable[Found],
    environment: Mapping[str, str] = os.environ,
    codes: Mapping[str, Code] | None = None,
    page: str = "codes",
) -> str:
    """Returns the problems as SARIF 2.1.0 (OASIS standard), with all that code scanning of GitHub asks for.

    Files are told relative to the working folder, those outside it by their whole address. ``environment`` may name the
    address at which the codes are explained: ``SITE_URL``, or the repository of a GitHub workflow. ``codes`` are those of
    the problems, of a check unless told otherwise, and ``page`` is the page of the documentation that explains them.
    """
    from briefing_generator.corpus.codes import problem_codes

    problems = list(found)
    codes = codes or problem_codes()
    used = sorted({problem.code for _, problem in problems})
    explained = _explained(environment, page)
    more = {"helpUri": explained} if explained else {}
    rules = [
        {
            "id": code, "shortDescription": {"text": codes[code].meaning}, "fullDescription": {"text": codes[code].meaning},
            "help": {"text": codes[code].cure, "markdown": codes[code].cure + (f" [More]({explained})" if explained else "")},
            "defaultConfiguration": {"level": codes[code].severity},
        } | more
        for code in used
    ]  # fmt: skip
    results = [
        {
            "ruleId": problem.code, "ruleIndex": used.index(problem.code), "level": problem.severity,
            "message": {"text": problem.message},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": _place(folder, problem)[1]},
                "region": {
                    "startLine": max(1, problem.line), "startColumn": max(1, problem.column), "endLine": max(1, problem.line),
                },
            }}],
        }
        for folder, problem in problems
    ]  # fmt: skip
    driver = {"name": "briefing", "version": package_version(), "rules": rules} | (
        {"informationUri": explained} if explained else {}
    )
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _place(folder: Path, problem: Problem) -> tuple[str, str]:
    """Returns the path and the URI of a problem's file: relative where it lies in the working folder."""
    from urllib.parse import quote

    # Only in words: what a link leads to is not what was named.
    file = os.path.normpath(Path.cwd() / folder / problem.path)
    here = Path(file)
    if here.is_relative_to(Path.cwd()):
        path = here.relative_to(Path.cwd()).as_posix()
        return path, quote(path)
    return here.as_posix(), here.as_uri()


def _explained(environment: Mapping[str, str], page: str) -> str | None:
    """Returns the address of the page that explains the codes, None where it is not known."""
    if site := environment.get("SITE_URL"):
        return f"{site.rstrip('/')}/{page}/"
    if repository := environment.get("GITHUB_REPOSITORY"):
        server = environment.get("GITHUB_SERVER_URL", "https://github.com")
        return f"{server}/{repository}/blob/HEAD/docs/{page}.md"
    return None
