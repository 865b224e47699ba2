"""Pronouns and roles that stand for somebody named before, where the text makes it sure.

"He" and "she" stand for the person who was last the subject, in the same sentence or the one before of the same block or
the block before; "the Russian leader" for the only person who speaks for Russia with such a role. All else stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.reading.parse import Parsed, ParsedSentence
from generator.reading.world import World

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = {"he", "she", "him", "her", "his", "hers"}
_THINGS = {"it", "its", "they", "their"}
_LEADERS = {"leader", "president", "chancellor", "premier", "minister", "chief", "king", "spokesman", "spokeswoman",
            "spokesperson", "envoy", "secretary", "ambassador", "governor", "mayor"}  # fmt: skip


def find_anaphors(parsed: Parsed, drafts: dict[str, Any], phrases: list[tuple[int, int, str]], world: World) -> None:
    """Adds to ``phrases`` the pronouns and role phrases whose referent is sure."""
    starts = {m.start: d for d in drafts.values() for m in d.mentions}
    person: tuple[int, str] | None = None
    for sentence in parsed.sentences:
        if sentence.kind == "heading":
            continue
        here: str | None = None
        thing: str | None = None
        seen: list[str] = []
        for token in sentence.doc:
            span = sentence.span(token, token)
            found = starts.get(span[0]) if token.text[0].isupper() else None
            if found is not None:
                main = _main(token, found, sentence)
                subject = main.dep_ in ("nsubj", "nsubjpass")
                if found.kind == "person":
                    seen.append(found.key)
                    if subject or here is None:
                        here = found.key
                elif subject:
                    thing = found.key
                continue
            word = token.lower_
            if word in _PERSONAL and token.pos_ in ("PRON", "DET"):
                key = here
                if key is None and person is not None and sentence.block - person[0] <= 2:
                    key = person[1]
                if key is not None:
                    phrases.append((*span, key))
                    here = here or key
            elif word in _THINGS and token.pos_ in ("PRON", "DET") and thing is not None and here is None:
                phrases.append((*span, thing))
            elif word in _LEADERS and token.dep_ not in ("compound", "appos") and not _names_somebody(token):
                key = _role_bearer(token, sentence, drafts, world)
                if key is not None:
                    left = min(t.i for t in token.subtree if t.i <= token.i)
                    phrases.append((*sentence.span(sentence.doc[left], token), key))
                    here = here or key
        if here is not None:
            person = (sentence.block, here)


def _main(token: Token, found: Any, sentence: ParsedSentence) -> Token:
    mention = next((m for m in found.mentions if m.start == sentence.char_start(token)), None)
    last = token
    while mention is not None and last.i + 1 < len(sentence.doc) and sentence.char_end(last) < mention.end:
        last = last.nbor(1)
    while last.dep_ == "conj" and last.head.i != last.i:
        last = last.head
    return last


def _names_somebody(token: Token) -> bool:
    return any(c.dep_ == "appos" for c in token.children) or token.head.ent_type_ == "PERSON"


def _role_bearer(token: Token, sentence: ParsedSentence, drafts: dict[str, Any], world: World) -> str | None:
    wanted: str | None = None
    for child in token.subtree:
        if child.i < token.i and child.text[0].isupper():
            code = world.state_of(child.text)
            wanted = f"state-{code.lower()}" if code else wanted
    definite = any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)
    if not definite:
        return None
    same = [d.key for d in drafts.values() if d.kind == "person" and d.party == wanted and wanted is not None]
    word = token.lemma_.casefold()
    exact = [
        d.key for d in drafts.values() if d.kind == "person" and (wanted is None or d.party == wanted)
        and any(word in r.role.casefold() or (word == "leader" and "president" in r.role.casefold()) for r in d.roles)
    ]  # fmt: skip
    if len(exact) == 1:
        return str(exact[0])
    return str(same[0]) if len(same) == 1 else None
