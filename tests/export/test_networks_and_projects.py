"""A network, annotations and a project for coding, read back by the names that their standards give."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from briefing_generator.export.agreement_graph import export_graphml
from briefing_generator.export.annotations import export_annotations
from briefing_generator.export.coding_project import export_qdpx
from briefing_generator.model import Briefing, Gap
from made_briefing import FIRST, SECOND, made_briefing

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
QDA = "{urn:QDA-XML:project:1.0}"
PARTS = {
    "Project": (("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description"),
                {"name", "origin", "creatingUserGUID"}, {"name"}),
    "Users": (("User",), set(), set()), "User": ((), {"guid", "name", "id"}, {"guid"}),
    "CodeBook": (("Codes",), set(), set()), "Codes": (("Code",), set(), set()),
    "Code": (("Description", "NoteRef", "Code"), {"guid", "name", "isCodable", "color"}, {"guid", "name", "isCodable"}),
    "Variables": (("Variable",), set(), set()),
    "Variable": (("Description",), {"guid", "name", "typeOfVariable"}, {"guid", "name", "typeOfVariable"}),
    "Sources": (("TextSource",), set(), set()),
    "TextSource": (("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"),
                   {"guid", "name", "plainTextPath", "creatingUser"}, {"guid"}),
    "PlainTextSelection": (("Description", "Coding", "NoteRef"), {"guid", "name", "startPosition", "endPosition", "creatingUser"},
                           {"guid", "startPosition", "endPosition"}),
    "Coding": (("CodeRef", "NoteRef"), {"guid", "creatingUser"}, {"guid"}), "CodeRef": ((), {"targetGUID"}, {"targetGUID"}),
    "VariableValue": (("VariableRef", "TextValue", "DateValue"), set(), set()), "VariableRef": ((), {"targetGUID"}, {"targetGUID"}),
    "Description": ((), set(), set()), "TextValue": ((), set(), set()), "DateValue": ((), set(), set()),
}  # fmt: skip
"""Of each element of the standard that we write: its children in their order, its attributes, and those that it must have."""
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def briefing() -> Briefing:
    made = made_briefing()
    return replace(
        made,
        gaps=(Gap("pay", "company", "union", "st2", "st1", "met"),),
        settings=replace(made.settings, description="On hours"),
    )


def graph_data(element: Element) -> dict[str, str]:
    return {str(d.get("key")): d.text or "" for d in element.iter(f"{GRAPHML}data")}


def test_the_network_tells_who_agrees_with_whom_on_what() -> None:
    root = ElementTree.fromstring(export_graphml(briefing()))
    keys = {(k.get("id"), k.get("for")): k.get("attr.type") for k in root.iter(f"{GRAPHML}key")}
    (graph,) = root.iter(f"{GRAPHML}graph")
    nodes = {n.get("id"): graph_data(n) for n in graph.iter(f"{GRAPHML}node")}
    assert nodes["union"] == {"node_label": "Port union", "node_kind": "organisation", "node_statements": "1"}
    edges = [(e.get("source"), e.get("target"), graph_data(e)) for e in graph.iter(f"{GRAPHML}edge")]
    assert {source for source, _, _ in edges} | {target for _, target, _ in edges} <= set(nodes)
    told = {(one, other, d["edge_relation"], d["edge_issue"]) for one, other, d in edges}
    assert told == {("company", "union", "disagrees", "Working hours"), ("company", "union", "agrees", "Pay")}
    for data, kind in [*((d, "node") for d in nodes.values()), *((d, "edge") for _, _, d in edges)]:
        assert {(key, kind) for key in data} <= set(keys)
    quotes = next(d["edge_quotes"] for _, _, d in edges if d["edge_relation"] == "disagrees")
    assert FIRST in quotes
    assert SECOND in quotes


def test_annotations_select_what_they_tell_of() -> None:
    made = briefing()
    held = json.loads(export_annotations(made))
    assert held["@context"] == "http://www.w3.org/ns/anno.jsonld"
    page = held["first"]
    assert (held["type"], page["type"], held["total"]) == ("AnnotationCollection", "AnnotationPage", len(page["items"]))
    texts = {article.path: article.text for article in made.articles}
    assert len({item["id"] for item in page["items"]}) == 3
    for item in page["items"]:
        assert item["type"] == "Annotation"
        in_file, on_the_web = item["target"]
        quote, place = in_file["selector"]
        assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        text = texts[in_file["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
        assert on_the_web["source"] == "https://example.org/a"
    assert {"Port union", "rejects", "Working hours"} <= {b["value"] for b in page["items"][0]["body"]}


def wrong(element: Element) -> Iterator[str]:
    """Yields what of an element the standard does not know, or not in this order."""
    name = element.tag.removeprefix(QDA)
    children, attributes, needed = PARTS[name]
    keys = set(element.attrib)
    if not needed <= keys <= attributes:
        yield f"{name} has {sorted(keys)}"
    order = [children.index(below.tag.removeprefix(QDA)) for below in element]
    if order != sorted(order):
        yield f"{name} is out of order"
    for below in element:
        yield from wrong(below)


def test_the_project_is_one_of_the_standard() -> None:
    made = briefing()
    data = export_qdpx(made)
    assert data == export_qdpx(made)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        root = ElementTree.fromstring(file.read("project.qde"))
        texts = {name: file.read(name).decode() for name in file.namelist() if name != "project.qde"}
    assert root.tag == f"{QDA}Project"
    assert list(wrong(root)) == []
    guids = [e.get("guid") for e in root.iter() if e.get("guid")]
    assert len(set(guids)) == len(guids)
    assert all(GUID.fullmatch(str(guid)) for guid in guids)
    assert {e.get("targetGUID") for e in root.iter() if e.get("targetGUID")} <= set(guids)
    codes = {c.get("guid"): c.get("name") for c in root.iter(f"{QDA}Code")}
    sources = list(root.iter(f"{QDA}TextSource"))
    assert {f"Sources/{str(s.get('plainTextPath')).removeprefix('internal://')}" for s in sources} == set(texts)
    found = {}
    for source in sources:
        text = texts[f"Sources/{source.get('guid')}.txt"]
        for selection in source.iter(f"{QDA}PlainTextSelection"):
            words = text[int(str(selection.get("startPosition"))) : int(str(selection.get("endPosition")))]
            found[words] = [codes[ref.get("targetGUID")] for ref in selection.iter(f"{QDA}CodeRef")]
    assert found[FIRST] == ["Port union", "rejects", "Working hours"]
    assert found[SECOND] == ["Harbour company", "demands", "Working hours"]


def test_signs_that_xml_refuses_do_not_spoil_a_file() -> None:
    made = briefing()
    first, *rest = made.statements
    names = tuple(replace(s, name=f"{s.name}\x00\x0b\ufffe") for s in made.stakeholders)
    odd = replace(made, statements=(replace(first, content="\x01]]>&<"), *rest), stakeholders=names)
    ElementTree.fromstring(export_graphml(odd))
    with zipfile.ZipFile(io.BytesIO(export_qdpx(odd))) as file:
        ElementTree.fromstring(file.read("project.qde"))
