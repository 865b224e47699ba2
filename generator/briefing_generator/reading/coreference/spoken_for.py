"""For whom somebody speaks: holders of an office for whoever owns it, bodies of a state for that state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_name_words
from briefing_generator.reading.coreference.role_states import mark_state
from briefing_generator.reading.names.states import state_key
from briefing_generator.reading.names.world import fold_name, load_world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_generator.reading.names.registry import Drafts


def give_owners(drafts: Drafts, phrases: list[tuple[int, int, str]], owners: Iterable[tuple[str, int, int]]) -> None:
    """Lets people speak for whom the owner of their office speaks ("his deputy, Ana Ruiz").

    Takes the phrases that stand for somebody, and for each office its holder's key and where its owner is named.
    """
    by_key = drafts.by_key
    spoken_for = {(start, end): key for start, end, key in phrases}
    spoken_for |= {(m.start, m.end): d.key for d in by_key.values() for m in d.mentions.values()}
    for person, start, end in owners:
        owner = by_key.get(spoken_for.get((start, end), ""))
        if owner is not None and by_key[person].party is None:
            mark_state(owner, " ".join(r.role for r in by_key[person].roles))
            party = owner.party if owner.kind == "person" else owner.key
            by_key[person].party = party if party != person else None


def give_states(drafts: Drafts) -> None:
    """Lets bodies of a state speak for it ("the Norwegian Foreign Ministry")."""
    bodies = load_name_words().state_bodies
    for draft in drafts.by_key.values():
        words = fold_name(draft.name).split()
        ends = {words[-1], words[0], " ".join(words[-2:])} if words else set()
        if draft.kind != "organisation" or draft.party or not bodies & ends:
            continue
        for size in (3, 2, 1):
            code = load_world().state_of(" ".join(words[:size])) if len(words) > size else None
            if code and state_key(code) in drafts.by_key:
                draft.party = state_key(code)
                break
