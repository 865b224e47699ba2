"""Ministers whose state goes without saying: "Labour Minister Ana Ruiz" in an article that tells of one government."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.names.recognised import is_acronym
from briefing_generator.reading.names.short_names import head_of
from briefing_generator.reading.patterns.cues import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from spacy.tokens import Token

    from briefing_generator.reading.names.registry import Draft, Drafts
    from briefing_generator.reading.text.parse import ParsedSentence

_WILL = frozenset(["will", "would", "shall", "'ll", "’ll"])
GOVERNMENT = "actor-government"
"""The key of a government that the article does not name."""


def find_homes(drafts: Drafts, sentences: Iterable[ParsedSentence], owned: Set[str]) -> None:
    """Gives ministers, ministries and chairs those for whom they speak where the article tells of no other.

    A minister's is the only state that acts in the article; of several, the one whose will the minister tells ("Ruiz said
    that Peru would not sign"); where none acts, the government that the article does not name, which is a ministry's too.
    A chair or a director speaks for the only body whose will he or she tells. Whoever is among ``owned`` is somebody's
    by another word ("their minister").
    """
    words = load_name_words()
    acting = [d.key for d in drafts.by_key.values() if d.kind == "state" and d.acts and not d.guest]
    home = acting[0] if len(acting) == 1 else GOVERNMENT if not acting and GOVERNMENT in drafts.by_key else None
    open_ = [d for d in drafts.by_key.values() if d.party is None and d.key not in owned]
    officials = {d.key: d for d in open_ if d.kind == "person" and _of_state(d)}
    chairs = {d.key: d for d in open_ if d.kind == "person" and d.key not in officials and _of_body(d)}
    will = _wills(drafts, sentences, {**officials, **chairs}) if chairs or len(acting) > 1 else {}
    for key, draft in officials.items():
        told = [k for k in will.get(key, ()) if drafts.by_key[k].kind == "state"]
        draft.party = home if home is not None else told[0] if len(told) == 1 else None
    for key, draft in chairs.items():
        told = [k for k in will.get(key, ()) if drafts.by_key[k].kind == "organisation"]
        draft.party = told[0] if len(told) == 1 else None
    for draft in open_:
        organ = draft.key.startswith("actor-") and draft.name.split()[-1].casefold() in words.of_state
        if organ and home not in (None, draft.key) and min(drafts.by_key[home].mentions) < min(draft.mentions):
            draft.party = home


def mark_guests(drafts: Drafts, sentences: Iterable[ParsedSentence]) -> None:
    """Marks states that an article knows by their diplomats and mediators alone ("the Swiss ambassador").

    They are guests in the land that it tells of, whose government and army go without a name.
    """
    abroad = load_name_words().abroad
    seen: dict[str, bool] = {}
    for sentence in sentences:
        for token in sentence.doc:
            draft = drafts.at(sentence.char_start(token))
            if draft is not None and draft.kind == "state" and token.dep_ not in ("det", "case"):
                modifies = token.dep_ in ("amod", "compound", "nmod", "poss")
                sent = (token.head if modifies else token).lemma_.casefold() in abroad
                seen[draft.key] = seen.get(draft.key, True) and sent
    for key, guest in seen.items():
        drafts.by_key[key].guest = guest


def mark_state(draft: Draft, office: str) -> None:
    """Makes a state of what has a minister and no name of a body ("Foreign Minister Olof Kerr of Vestmark")."""
    nameless = draft.kind == "organisation" and head_of(draft.name) is None and not is_acronym(draft.name)
    if nameless and set(office.casefold().split()) & load_name_words().state_offices:
        draft.kind = "state"


def others(lower: Set[str]) -> frozenset[str]:
    """Returns the words that make the bearer of an office nobody's speaker; what a minister has in charge is none ("Industry")."""
    words = load_name_words()
    charged = words.portfolios | words.portfolio_parts
    return words.apart - charged if lower & words.cabinet_offices else words.apart


def _of_state(draft: Draft) -> bool:
    """Tells whether somebody has an office of a state that no word beside it gives to anybody."""
    words = load_name_words()
    plain = words.titles | words.ranks | words.portfolios | words.portfolio_parts | {"and", "for", "of", "the", "&"}
    for role in draft.roles:
        lower = set(role.role.casefold().split())
        office = lower & words.state_offices or ("secretary" in lower and lower & words.portfolios)
        if office and not lower & (words.past | others(lower)) and lower <= plain:
            return True
    return False


def _of_body(draft: Draft) -> bool:
    """Tells whether somebody has an office that bodies have, and no word beside it gives it to anybody."""
    words = load_name_words()
    roles = [set(role.role.casefold().replace("-", " ").split()) for role in draft.roles]
    return any(lower & words.body_offices and lower <= words.titles | words.ranks for lower in roles)


def _wills(drafts: Drafts, sentences: Iterable[ParsedSentence], officials: dict[str, Draft]) -> dict[str, Counter[str]]:
    """Returns of whose will each official tells ("Ruiz said that Peru would …"), and how often."""
    found: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for token in sentence.doc:
            if token.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.lower_ in _WILL for c in token.children):
                continue
            who = _subject(drafts, sentence, token.head)
            whose = _subject(drafts, sentence, token)
            own = token.lemma_ not in ("have", "need", "be") and whose is not None and whose.sure
            if who is not None and own and who.key in officials and whose is not None:
                found.setdefault(who.key, Counter())[whose.key] += 1
    return found


def _subject(drafts: Drafts, sentence: ParsedSentence, verb: Token) -> Draft | None:
    if (
        verb.pos_ == "VERB"
        and verb.dep_ != "ccomp"
        and "clause" not in load_lexicon().of("verb", verb.lemma_.casefold())
    ):
        return None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return drafts.at(sentence.char_start(child))
    return None
