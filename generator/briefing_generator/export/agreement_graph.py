"""Who agrees and disagrees with whom on what, as a network (GraphML) for Gephi, yEd, visone, Cytoscape and networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from briefing_generator.corpus.body.markup import as_shown
from briefing_generator.export.directory import Directory
from briefing_generator.export.xml_words import allowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing_generator.model import Briefing, Statement

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"label": "string", "kind": "string", "statements": "int"}
_EDGE = {"label": "string", "relation": "string", "issue": "string", "issue_id": "string", "weight": "int",
         "confidence": "double", "first": "string", "last": "string", "quotes": "string"}  # fmt: skip

Value = str | int | float


_Key = tuple[tuple[str, str], str, str]
"""Two parties in order, the issue, and whether they agree."""
_Pairs = set[tuple[str, str]]
"""Statements of the one and of the other that meet, or that oppose each other."""


def export_graphml(briefing: Briefing) -> str:
    """Returns the network: a node a party, and an edge for each issue on which two of them agree, or disagree.

    ``weight`` counts the pairs of statements behind an edge, ``confidence`` is that of the surest of them, each as sure as
    the less sure of the two.
    """
    where = Directory(briefing)
    root = Element("graphml", {"xmlns": _SPACE})
    for target, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys.items():
            SubElement(root, "key", {"id": f"{target}_{name}", "for": target, "attr.name": name, "attr.type": kind})
    graph = SubElement(root, "graph", {"id": allowed(briefing.name), "edgedefault": "undirected"})
    parties = {position.party for position in briefing.positions}
    ties = _ties(where)
    for party in sorted(parties | {party for pair, *_ in ties for party in pair}):
        _data(SubElement(graph, "node", {"id": allowed(party)}), "node", _of_party(where, party))
    for number, (key, tie) in enumerate(sorted(ties.items()), 1):
        (one, other), _, _ = key
        edge = SubElement(graph, "edge", {"id": f"e{number}", "source": allowed(one), "target": allowed(other)})
        _data(edge, "edge", _of_tie(where, key, tie))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _data(element: Element, target: str, values: Mapping[str, Value]) -> None:
    for name, value in values.items():
        SubElement(element, "data", {"key": f"{target}_{name}"}).text = allowed(str(value))


def _of_party(where: Directory, party: str) -> dict[str, Value]:
    held = where.stakeholders.get(party)
    return {
        "label": where.name(party), "kind": held.kind if held else "",
        "statements": sum(statement.party == party for statement in where.briefing.statements),
    }  # fmt: skip


def _ties(where: Directory) -> dict[_Key, _Pairs]:
    found: dict[_Key, _Pairs] = {}
    shown = {statement.id: statement for statement in where.briefing.statements}

    def note(relation: str, issue: str, statements: Iterable[str]) -> None:
        held = [shown[identity] for identity in statements if identity in shown]
        for one in held:
            for other in held:
                if one.party and other.party and one.party < other.party:
                    key = ((one.party, other.party), issue, relation)
                    found.setdefault(key, set()).add((one.id, other.id))

    for gap in where.briefing.gaps:
        note("agrees" if gap.kind == "met" else "disagrees", gap.issue, (gap.asks, gap.answers))
    for disagreement in where.briefing.disagreements:
        if disagreement.kind == "opposed":
            note("disagrees", disagreement.issue, disagreement.statements)
    return found


def _of_tie(where: Directory, key: _Key, tie: _Pairs) -> dict[str, Value]:
    (one, other), issue, relation = key
    shown: dict[str, Statement] = {statement.id: statement for statement in where.briefing.statements}
    pairs = [(shown[a], shown[b]) for a, b in sorted(tie)]
    both = list(dict.fromkeys(statement for pair in pairs for statement in pair))
    days = sorted(statement.date for statement in both if statement.date)
    quotes = "\n".join(f"{where.name(s.party)} {s.act}: “{as_shown(s.evidence.quote)}”" for s in both)
    return {
        "label": f"{where.name(one)} {relation} with {where.name(other)} on {where.issue(issue)}",
        "relation": relation, "issue": where.issue(issue), "issue_id": issue, "weight": len(pairs),
        "confidence": max(min(a.confidence, b.confidence) for a, b in pairs),
        "first": days[0] if days else "", "last": days[-1] if days else "", "quotes": quotes,
    }  # fmt: skip
