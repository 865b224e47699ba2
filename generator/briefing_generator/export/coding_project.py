"""A briefing as a project for qualitative coding: REFI-QDA (``.qdpx``), which NVivo, MAXQDA, ATLAS.ti, QualCoder and others read.

A ZIP of ``project.qde`` (XML) and the articles as text: parties, acts and issues are codes, and each statement is a selection
in its article, coded with its three.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefing_generator.export.directory import Directory, one_line
from briefing_generator.export.xml_words import allowed
from briefing_generator.model import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.model import Article, Briefing, Statement

_SPACE = "urn:QDA-XML:project:1.0"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP can say, and no clock: the same briefing gives the same file."""
_COLOURS = {
    "demands": "#1F77B4",
    "rejects": "#D62728",
    "offers": "#2CA02C",
    "accepts": "#17BECF",
    "threatens": "#FF7F0E",
}


def export_qdpx(briefing: Briefing) -> bytes:
    """Returns the project file: the same bytes for the same briefing."""
    where = Directory(briefing)
    cited = {statement.evidence.article for statement in where.statements}
    articles = [a for a in briefing.articles if a.status == "used" or a.id in cited]
    project = _Project(where, articles).xml()
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        _add(file, "project.qde", project)
        for article in articles:
            _add(file, f"Sources/{_guid(where, 'source', article.id)}.txt", article.text)
    return out.getvalue()


def _add(file: ZipFile, name: str, words: str) -> None:
    info = ZipInfo(name, _FIRST_DAY)
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
    file.writestr(info, words.encode("utf-8", "replace"))


def _guid(where: Directory, *names: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("briefing", where.briefing.name, *names))))


class _Project:
    """The XML of a project, in the order that its schema asks for."""

    def __init__(self, where: Directory, articles: list[Article]) -> None:
        self._where = where
        self._articles = articles
        self._user = self._guid("user")

    def _guid(self, *names: str) -> str:
        return _guid(self._where, *names)

    def xml(self) -> str:
        """Returns the whole."""
        settings = self._where.briefing.settings
        root = Element("Project", {
            "xmlns": _SPACE, "name": allowed(settings.title), "origin": "briefing-generator", "creatingUserGUID": self._user,
        })  # fmt: skip
        SubElement(SubElement(root, "Users"), "User", {"guid": self._user, "name": "briefing-generator"})
        self._codes(SubElement(SubElement(root, "CodeBook"), "Codes"))
        variables = SubElement(root, "Variables")
        for name, kind in (("Source", "Text"), ("Date", "Date"), ("Author", "Text"), ("Address", "Text")):
            SubElement(
                variables, "Variable", {"guid": self._guid("variable", name), "name": name, "typeOfVariable": kind}
            )
        if self._articles:
            sources = SubElement(root, "Sources")
            for article in self._articles:
                self._source(sources, article)
        if settings.description:
            SubElement(root, "Description").text = allowed(settings.description)
        indent(root)
        return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"

    def _codes(self, parent: Element) -> None:
        where, held = self._where, self._where.statements
        parties = sorted({s.party for s in held if s.party}, key=lambda party: (where.name(party), party))
        issues = [issue for issue in where.issues if any(s.issue == issue.code for s in held)]
        self._group(parent, "Party", ((party, where.name(party), "") for party in parties))
        self._group(parent, "Act", ((act, act, "") for act in ACTS))
        self._group(parent, "Issue", ((issue.code, issue.name, issue.description) for issue in issues))

    def _group(self, parent: Element, group: str, codes: Iterable[tuple[str, str, str]]) -> None:
        """Adds a code that only holds others, and those."""
        above = SubElement(parent, "Code", {"guid": self._guid("group", group), "name": group, "isCodable": "false"})
        for identity, name, description in codes:
            code = SubElement(
                above, "Code", {"guid": self._guid(group, identity), "name": allowed(name), "isCodable": "true"}
            )
            if identity in _COLOURS:
                code.set("color", _COLOURS[identity])
            if description:
                SubElement(code, "Description").text = allowed(description)

    def _source(self, parent: Element, article: Article) -> None:
        guid = self._guid("source", article.id)
        source = SubElement(parent, "TextSource", {
            "guid": guid, "name": allowed(one_line(article.title)), "plainTextPath": f"internal://{guid}.txt", "creatingUser": self._user,
        })  # fmt: skip
        for statement in self._where.statements:
            if statement.evidence.article == article.id:
                self._selection(source, statement)
        values = {"Source": article.source, "Date": article.date, "Author": article.author, "Address": article.url}
        for name, value in values.items():
            if value:
                held = SubElement(source, "VariableValue")
                SubElement(held, "VariableRef", {"targetGUID": self._guid("variable", name)})
                SubElement(held, "DateValue" if name == "Date" else "TextValue").text = allowed(value)

    def _selection(self, parent: Element, s: Statement) -> None:
        told = self._where.told(s)
        selection = SubElement(parent, "PlainTextSelection", {
            "guid": self._guid("statement", s.id), "name": allowed(told), "startPosition": str(s.evidence.start),
            "endPosition": str(s.evidence.end), "creatingUser": self._user,
        })  # fmt: skip
        SubElement(selection, "Description").text = allowed(
            f"{told} ({s.level}, confidence {s.confidence:.2f}, id {s.id})"
        )
        for group, identity in (("Party", s.party), ("Act", s.act), ("Issue", s.issue)):
            if identity:
                coding = SubElement(
                    selection, "Coding", {"guid": self._guid("coding", s.id, group), "creatingUser": self._user}
                )
                SubElement(coding, "CodeRef", {"targetGUID": self._guid(group, identity)})
