"""A first pack from a folder, as YAML to edit: what its parties want in groups, with their words and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from briefing_generator.issues.issue_groups import group_pack

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = """\
# A first pack, made of what parties want in {title}. Save it beside the folder, and name it in briefing.yml
# (`pack: packs/mine.yml`). Rename its issues, take groups together that are one matter, throw out terms that tell of
# several, and write further examples: about five an issue, as a newspaper would say it.
"""


def suggest_pack(title: str, texts: tuple[str, ...], contents: Iterable[str]) -> str:
    """Returns a pack as YAML: issues with codes, names, descriptions, weighted terms and examples.

    Args:
        title: what the folder is called.
        texts: its articles.
        contents: what their statements are about.

    Raises ``ValueError`` where nothing is wanted that a pack could be made of.
    """
    pack, _ = group_pack(texts, tuple(sorted(set(contents))))
    issues = [
        {
            "code": issue.code,
            "name": issue.name,
            "description": issue.description or f"What parties want in the matter of {issue.name.casefold()}.",
            "terms": {term: int(weight) if weight.is_integer() else weight for term, weight in issue.terms},
            "examples": list(issue.examples),
        }
        for issue in pack.issues
        if issue.code != "other"
    ]
    if not issues:
        raise ValueError("too little is wanted in these articles to make issues of; more articles would tell")
    told = yaml.safe_dump({"title": title, "issues": issues}, sort_keys=False, allow_unicode=True, width=120)
    return _HEAD.format(title=" ".join(title.split())) + told
