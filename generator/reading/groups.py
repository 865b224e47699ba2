"""Groups that hold a position together: "European allies", "Western nations", "the West"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

REGIONS: dict[str, str] = {
    "european": "European countries", "europe": "European countries", "western": "Western countries",
    "the west": "Western countries", "west": "Western countries", "arab": "Arab countries", "gulf": "Gulf countries",
    "african": "African countries", "asian": "Asian countries", "latin": "Latin American countries",
    "nordic": "Nordic countries", "baltic": "Baltic countries", "balkan": "Balkan countries", "caribbean": "Caribbean countries",
    "scandinavian": "Nordic countries", "nato": "NATO countries", "eu": "EU countries",
}  # fmt: skip
"""Adjectives and names of regions to the group that their collective nouns name."""

COLLECTIVE = frozenset(
    [
        "ally",
        "allies",
        "country",
        "countries",
        "nation",
        "nations",
        "state",
        "states",
        "leader",
        "leaders",
        "official",
        "officials",
        "power",
        "powers",
        "government",
        "governments",
        "partner",
        "partners",
        "diplomat",
        "diplomats",
        "capital",
        "capitals",
        "minister",
        "ministers",
        "member",
        "members",
        "negotiator",
        "negotiators",
        "mediator",
        "mediators",
    ]
)
GROUP_NOUNS = COLLECTIVE | frozenset(
    [
        "administration",
        "authority",
        "authorities",
        "cabinet",
        "delegation",
        "delegate",
        "envoy",
        "force",
        "forces",
        "troop",
        "troops",
        "military",
        "army",
        "side",
        "team",
        "regime",
        "ministry",
        "parliament",
        "representative",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "lawmaker",
        "leadership",
        "source",
        "ambassador",
        "embassy",
        "command",
        "commander",
        "general",
        "soldier",
        "parliamentarian",
        "senator",
        "legislator",
        "tribunal",
        "council",
    ]
)
"""Nouns that, behind a demonym, stand for its state ("Ukrainian officials")."""
ACTORS = frozenset(
    [
        "union",
        "guild",
        "federation",
        "confederation",
        "association",
        "company",
        "firm",
        "corporation",
        "operator",
        "employer",
        "management",
        "board",
        "contractor",
        "owner",
        "shareholder",
        "worker",
        "employee",
        "staff",
        "striker",
        "docker",
        "miner",
        "teacher",
        "nurse",
        "driver",
        "pilot",
        "farmer",
        "fisherman",
        "steelworker",
        "autoworker",
        "longshoreman",
        "crew",
        "student",
        "protester",
        "demonstrator",
        "activist",
        "campaigner",
        "rebel",
        "militant",
        "insurgent",
        "guerrilla",
        "separatist",
        "fighter",
        "militia",
        "kidnapper",
        "captor",
        "hijacker",
        "gunman",
        "faction",
        "group",
        "movement",
        "party",
        "coalition",
        "opposition",
        "government",
        "cabinet",
        "ministry",
        "minister",
        "president",
        "premier",
        "parliament",
        "legislature",
        "council",
        "commission",
        "committee",
        "bloc",
        "delegation",
        "negotiator",
        "mediator",
        "envoy",
        "court",
        "bank",
        "agency",
        "regulator",
        "exporter",
        "importer",
        "producer",
        "manufacturer",
        "industry",
        "lobby",
        "community",
        "villager",
        "resident",
        "tribe",
        "church",
        "bishop",
        "bloc",
        "city",
        "province",
        "state",
        "army",
        "military",
        "junta",
        "administration",
    ]
)
"""Common nouns of those who hold positions without a name of their own ("the union", "the rebels", "dockers")."""


def actor_phrase(token: Token) -> tuple[int, str] | None:
    """Returns where the phrase of an unnamed actor starts and how it is called, None where a noun is no such actor.

    Only whoever says or does something counts: a subject, an agent, or the owner of a stance.
    """
    if token.pos_ != "NOUN" or token.lemma_.casefold() not in ACTORS or token.ent_type_ in ("PERSON", "ORG", "GPE"):
        return None
    top = token
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    agent = top.dep_ == "pobj" and top.head.dep_ == "agent"
    if not (agent or (top.dep_ in ("nsubj", "poss") and top.head.pos_ in ("VERB", "NOUN", "AUX", "ADJ"))):
        return None
    left = [c for c in token.children if c.i < token.i and c.dep_ in ("compound", "amod", "nmod", "poss")]
    if any(c.ent_type_ in ("NORP", "GPE", "PERSON") for c in left):
        return None
    start = min((t.i for c in left if c.dep_ != "amod" for t in c.subtree), default=token.i)
    while token.doc[start].pos_ in ("DET", "PUNCT") and start < token.i:
        start += 1
    return start, token.doc[start : token.i + 1].text


_ALONE = {"europe": "European countries"}


def region_group(token: Token) -> tuple[str, int] | None:
    """Returns the group that a phrase starting at this token names and the index after its last token, None for none."""
    word = token.lower_
    doc = token.doc
    if word in _ALONE and token.pos_ == "PROPN" and token.dep_ in ("pobj", "nsubj", "dobj", "conj"):
        return _ALONE[word], token.i + 1
    if (
        word == "west"
        and token.text == "West"
        and token.i
        and doc[token.i - 1].lower_ == "the"
        and token.dep_ in ("nsubj", "pobj", "dobj", "conj")
    ):
        return REGIONS["west"], token.i + 1
    if word in REGIONS and token.text[0].isupper() and word not in ("europe", "west", "nato", "eu"):
        for at in range(token.i + 1, min(token.i + 3, len(doc))):
            if doc[at].lower_ in COLLECTIVE:
                return REGIONS[word], at + 1
    return None
