"""Names of unions that list whose they are, which recognisers cut at the "and" ("United Food and Commercial Workers")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.world import load_world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_JOINTS = frozenset(["and", "&", ","])
_WITHIN = frozenset(["of", "for"])


def listed_names(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yields the first token of each such name and the one behind it, from left to right."""
    at = 0
    while at < len(doc):
        if not _capital(doc[at]) or doc[at].lower_ == "the":
            at += 1
            continue
        end = _run(doc, at)
        last = next((n for n in range(end, at, -1) if _whose(doc[n - 1])), at)
        if last > at and _one(doc, at, last):
            yield at, _with_local(doc, last)
        at = max(end, at + 1)


def _capital(token: Token) -> bool:
    return token.is_alpha and token.text[0].isupper()


def _run(doc: Doc, first: int) -> int:
    """Returns where a run of words with capitals ends, which "and", commas and "of" hold together."""
    end = at = first + 1
    while at < len(doc):
        if _capital(doc[at]):
            end = at = at + 1
        elif doc[at].lower_ in _JOINTS | _WITHIN and at - end < 2:
            at += 1
        else:
            break
    return end


def _union(token: Token) -> bool:
    return token.lower_ in load_name_words().kinds["union"]


def _whose(token: Token) -> bool:
    """Tells whether a word may end the name of a union: what it is, or whom it organises."""
    # What a recogniser takes for a name has no lemma in the singular.
    word, workers = token.lower_, load_name_words().workers
    return _union(token) or (word.endswith("men") and word in workers) or (word[-1:] == "s" and word[:-1] in workers)


def _one(doc: Doc, first: int, last: int) -> bool:
    """Tells whether a run of words is one name: no part before the last is a name by itself, nor is the last one."""
    words, world = load_name_words(), load_world()
    cuts = [n for n in range(first, last) if doc[n].lower_ in _JOINTS]
    starts = [first, *(n + 1 for n in cuts)]
    parts = [doc[a:b] for a, b in zip(starts, [*cuts, last], strict=True) if a < b]
    if len(parts) < 2 or not any(doc[n].lower_ in ("and", "&") for n in cuts):
        return False
    of = any(t.lower_ in ("of", "for") for t in parts[0])
    if len(parts) < 3 and len(parts[0]) < 2:
        return False
    for part in parts[:-1]:
        ends = part[-1].lower_
        if (
            world.state_of(part.text)
            or any(t.ent_type_ == "PERSON" for t in part)
            or (part[0].is_upper and len(part) < 2)
        ):
            return False
        if not of and (ends in words.heads or ends in words.kinds["company"] or _whose(part[-1])):
            return False
    tail = parts[-1]
    return tail[0].lower_ not in words.beginnings and not any(t.lower_ == "of" for t in tail[:-1])


def _with_local(doc: Doc, last: int) -> int:
    """Returns the end of a name with the number of a union's branch behind it ("Local 12")."""
    branch = last + 1 < len(doc) and doc[last].text == "Local" and doc[last + 1].text.isdigit()
    return last + 2 if branch else last
