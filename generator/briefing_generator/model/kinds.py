"""The kinds that the words of the project come in."""

from __future__ import annotations

from typing import Literal

Act = Literal["demands", "rejects", "offers", "accepts", "threatens"]
ACTS: tuple[Act, ...] = ("demands", "rejects", "offers", "accepts", "threatens")

Level = Literal["own", "reported", "expected"]
"""Who says that a party holds a position: the party itself, somebody else, or somebody who guesses."""

Kind = Literal["person", "state", "organisation", "group"]
BlockKind = Literal["heading", "paragraph", "item", "quote", "table", "code", "furniture"]
ApartReason = Literal[
    "correction", "credit", "notice", "promotion", "page", "about", "caption", "links", "picture", "struck", "note"
]
"""Why a passage of a file is set apart from its article."""
Basis = Literal["stated", "inferred", "unknown"]
Origin = Literal["read", "front-matter", "correction"]
QuotationKind = Literal["direct", "indirect", "mixed"]
DisagreementKind = Literal["opposed", "conflict", "change"]
Precision = Literal["day", "week", "month", "year"]
Stage = Literal["told", "ahead", "due"]
Status = Literal["used", "duplicate", "refused", "off-topic"]
Severity = Literal["error", "warning"]
