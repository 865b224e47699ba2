"""Messages saved from a mail program (``.eml``): a newsletter, or an article that somebody sent on."""

from __future__ import annotations

import codecs
import email
import email.policy
import itertools
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing_generator.extraction.errors import ExtractionError
from briefing_generator.extraction.tidying import as_windows, tidy
from briefing_generator.extraction.whole_page import as_markdown, without_layout
from briefing_generator.model import Document
from briefing_generator.store.resources import shipped

if TYPE_CHECKING:
    from datetime import datetime

_SENT_ON = re.compile(r"(?:\s*(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
"""What mail programs put before a subject."""
_PASSED_ON = re.compile(r"\s*(?:fwd?|wg|tr|rv)\s*:", re.IGNORECASE)
"""What they put before the subject of a message that is sent on, and not before that of an answer."""
_MAILING = ("List-Unsubscribe", "List-Id", "List-Post")
"""Headers of what goes to many: then its sender is an outlet and no author."""
_MOST_SENT_ON = 5
"""Times that a message was sent on."""
_UNSEEN = re.compile(r"[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufeff]")
_SHORTEST = 25
"""Words below which a message only accompanies the one that it carries."""
_LINK = re.compile(r"[ \t]{0,8}[<\[(]\s*(?:https?://|mailto:)[^\s<>\[\]()]{1,3000}\s{0,8}[>\])]")
_RULE = re.compile(r"[-=_*~#]{4,}")
_MOST_ELEMENTS = 20_000
_LONGEST_HEADER = 1_000
_MOST_PARTS = 1_000
"""Parts of a message or of a page in MHTML, which keeps its pictures in parts."""
_MOST_NESTED = 40
"""Parts that have parts: each line is looked at once for each that it stands in."""
_NO_CHARACTERS = frozenset(("punycode", "idna", "unicode_escape", "raw_unicode_escape"))
"""Codecs of Python's that are no encodings of a text; the work of some grows with the square of its length."""


@dataclass(frozen=True, slots=True)
class _Heads:
    """How mail programs open a message that is sent on: by a line that says so, or by its head alone."""

    marks: re.Pattern[str]
    heads: re.Pattern[str]
    header: re.Pattern[str]
    names: dict[str, str]


@cache
def _heads() -> _Heads:
    raw = shipped("briefing_generator.extraction", "sent_on.yml")
    names = {word.casefold(): name for name, words in raw["headers"].items() for word in words}
    openers, others = (
        "|".join(
            map(
                re.escape,
                sorted(
                    (w for n, words in raw["headers"].items() if (n == "From") == first for w in words),
                    key=len,
                    reverse=True,
                ),
            )
        )
        for first in (True, False)
    )
    # What goes on below a header is moved in: a long list of those who got it.
    line = r"[^\n]*\n(?:[ \t]+\S[^\n]*\n){0,40}(?:[>\s]*\n)?"
    flags = re.IGNORECASE | re.MULTILINE
    return _Heads(
        re.compile(rf"^[>\s]*(?:-{{2,}}\s*(?:{'|'.join(raw['marks'])})\s*-{{2,}}|(?:{'|'.join(raw['begins'])})\s*:?)\s*$", flags),
        re.compile(rf"^[>\s*_]*(?:{openers})\s?:{line}(?:[>\s*_]*(?:{others})\s?:{line}){{2,8}}", flags),
        re.compile(rf"[>\s*_]*({openers}|{others})\s*:[*_\s]*(.*?)[*_\s\\]*", re.IGNORECASE),
        names,
    )  # fmt: skip


def read_message(data: bytes) -> Document:
    """Returns the article in a message; raises :class:`ExtractionError` where it is none or holds no text.

    The page of a message is read before its plain text. Of a message that was forwarded, the one inside is read.
    """
    message = parsed(data)
    if not any(message[name] for name in ("From", "Subject", "Date", "Received")):
        raise ExtractionError("is no message")
    found = _read(message)
    for part in message.walk():
        inner = part.get_payload(0) if part.get_content_type() == "message/rfc822" and part.is_multipart() else None
        if isinstance(inner, EmailMessage) and (found is None or len(found.text.split()) < _SHORTEST):
            return _read(inner) or _nothing()
    return found or _nothing()


class _Policy(email.policy.EmailPolicy):
    """Reads headers only so far: the parser's work on one grows with the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Returns the name and the value of a header."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def parsed(data: bytes) -> EmailMessage:
    """Returns the parts of a message or of a page in MHTML; whatever is wrong with them is passed over.

    Raises :class:`ExtractionError` where there are more parts than any has.
    """
    if sum(1 for _ in re.finditer(rb"boundary\s*=", data, re.IGNORECASE)) > _MOST_NESTED:
        raise ExtractionError(f"is a message of more than {_MOST_NESTED} parts that have parts")
    made = itertools.count(1)

    def part(policy: email.policy.Policy | None = None) -> EmailMessage:
        if next(made) > _MOST_PARTS:
            raise ExtractionError(f"is a message of more than {_MOST_PARTS} parts")
        return EmailMessage(policy)

    message = email.message_from_bytes(data, policy=_Policy(message_factory=part))
    assert isinstance(message, EmailMessage)
    return message


def _nothing() -> Document:
    raise ExtractionError("is a message without text")


def _read(message: EmailMessage) -> Document | None:
    document = _body(message)
    if document is None:
        return None
    told = {name: _header(message, name) for name in ("Subject", "From", "Date")}
    text, forwarded = _sent_on(document.text, _PASSED_ON.match(told["Subject"]) is not None)
    told |= forwarded
    author, source = _sender(told["From"], not forwarded and any(message[name] for name in _MAILING))
    archived = re.search(r"https?://[^\s<>]+", _header(message, "Archived-At"))
    return Document(
        text=text,
        title=_SENT_ON.sub("", told["Subject"], count=1).strip() or document.title,
        date=_day(told["Date"]),
        source=source,
        url=archived.group() if archived else None,
        author=document.author or author,
        language=document.language,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(_UNSEEN.sub("", str(message[name] or "")).split())
    except (ValueError, LookupError, AttributeError, TypeError):  # what a broken header trips the parser over
        return ""


def _body(message: EmailMessage) -> Document | None:
    try:
        page, plain = message.get_body(("html",)), message.get_body(("plain",))
    except (KeyError, ValueError, AttributeError):
        return None
    if page is not None:
        found = as_markdown(_seen(_characters(page)))
        if found.strip() or plain is None:
            return Document(found)
    return Document(_paragraphs(_characters(plain), _flowed(plain))) if plain is not None else None


def _characters(part: Any) -> str:
    try:
        if codecs.lookup(str(part.get_content_charset("ascii"))).name.replace("-", "_") in _NO_CHARACTERS:
            raise LookupError
        return as_windows(str(part.get_content()))
    except (LookupError, ValueError):  # a character set that nobody knows
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)


def _flowed(part: Any) -> bool:
    return str(part.get_param("format", "")).casefold() == "flowed"


def _seen(page: str) -> str:
    """Returns a message's page without what it hides, and with tables that only place things as plain containers."""
    from lxml import html

    try:
        tree = html.document_fromstring(
            _UNSEEN.sub("", page).encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8")
        )
    except (ValueError, TypeError, html.etree.ParserError) as error:
        raise ExtractionError("is a message whose page cannot be read") from error
    for element in tree.xpath("//*[@style]"):
        if re.search(r"display\s*:\s*none|max-height\s*:\s*0|mso-hide\s*:\s*all", element.get("style"), re.IGNORECASE):
            element.drop_tree()
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise ExtractionError(f"is a message of more than {_MOST_ELEMENTS} elements")
    for element in tree.xpath("//head|//style|//script|//title"):
        element.drop_tree()
    without_layout(tree)
    return str(html.tostring(tree, encoding="unicode"))


def _paragraphs(text: str, flowed: bool) -> str:
    """Returns plain text as paragraphs: without addresses behind words, rules and a signature."""
    text = _LINK.sub("", _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\u00a0", " ")))
    text = re.split(r"^-- $", text, maxsplit=1, flags=re.MULTILINE)[0] if not _heads().marks.search(text) else text
    if flowed:
        text = re.sub(r" \n(?=\S)", " ", text)
    return tidy("\n".join(line for line in text.split("\n") if not _RULE.fullmatch(line.strip())))


def _sent_on(text: str, passed_on: bool) -> tuple[str, dict[str, str]]:
    """Returns the text of the message that a text forwards, and what is told of that one; else the text and nothing.

    ``passed_on`` tells that the subject says so: then a mere head within the text opens that message, however much
    stands above it.
    """
    told: dict[str, str] = {}
    for _ in range(_MOST_SENT_ON):
        inner = _inner(text, passed_on or bool(told))
        if inner is None:
            break
        text, told = inner
    return text, told


def _inner(text: str, passed_on: bool) -> tuple[str, dict[str, str]] | None:
    known = _heads()
    mark = known.marks.search(text)
    head = known.heads.search(text) if mark is None else None
    if head is not None and not passed_on and len(text[: head.start()].split()) >= _SHORTEST:
        head = None  # an answer, with what it answers below
    if mark is None and head is None:
        return None
    told: dict[str, str] = {}
    lines = text[mark.end() if mark is not None else head.start() if head is not None else 0 :].split("\n")
    last = ""
    until = 0
    for until, line in enumerate(lines):
        found = known.header.fullmatch(line)
        if found is not None:
            last = known.names[found[1].casefold()]
            told.setdefault(last, found[2])
        elif line.strip(" >") and not (last and lines[until - 1].strip() and line[:1] in " \t"):
            break
    else:
        until = len(lines)
    rest = "\n".join(re.sub(r"^>\s?", "", line) for line in lines[until:])
    if "From" not in told or not rest.strip():
        return None
    return rest.strip() + "\n", {name: told.get(name, "") for name in ("Subject", "From", "Date")}


def _sender(told: str, mailing: bool) -> tuple[str | None, str | None]:
    """Returns author and outlet out of a sender: "Ann Lee from Quay Notes <quay@mail.example>"."""
    name = " ".join(re.sub(r"[\"“”*]", "", parseaddr(told)[0] or re.sub(r"<.*|\S+@\S+", "", told)).split())
    parts = re.fullmatch(r"(.+?)\s+(?:from|at|of|via)\s+(.+)|(.+?)\s+[|@–-]\s+(.+)", name)
    if parts:
        return parts[1] or parts[3], parts[2] or parts[4]
    return (None, name or None) if mailing else (name or None, None)


def _day(told: str) -> str | None:
    """Returns the day on which a message was sent, where its sender was."""
    try:
        return parsedate_to_datetime(told).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    import dateparser

    words = re.sub(r"\bat\b", " ", told)[:60]
    found: datetime | None = (
        dateparser.parse(words, languages=list(shipped("briefing_generator.extraction", "sent_on.yml")["languages"]))
        if re.search(r"\d{4}", words)
        else None
    )
    return found.date().isoformat() if found else None
