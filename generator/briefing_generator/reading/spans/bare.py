"""The bare matter of an act whose words tell of giving something up: what was demanded or resisted before.

"Dropped its objection to foreign troops" accepts the troops; "no longer calls for a ban" is no longer for the ban. The
words of such a content say the contrary of what is accepted, or wrap it in a noun of the party's own stance, so the
matter is kept beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import children, subtree_span
from briefing_generator.reading.spans.splitting import asked_to

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = load_words("matters")
_TIES = {True: ("to", "against"), False: ("for", "on", "of")}
"""What ties its matter to a noun of resistance, and to one of a demand."""


def bare_matter(head: Token, first: Token, last: Token, given_up: bool) -> tuple[Token, Token, bool]:
    """Returns the first and last word of what a content is about, and whether to take the content is to be against it.

    Args:
        head: the content's head.
        first: its first word.
        last: its last one.
        given_up: whether the act's own word gives the content up ("dropped", "no longer insists on").
    """
    against = given_up
    if head.pos_ in ("VERB", "AUX") and head.lemma_ in _WORDS["dropping"]:
        # "Agreed to drop its demand for back pay".
        dropped = [o for o in children(head, "dobj") if o.lemma_ in _WORDS["resistance"] | _WORDS["stances"]]
        if dropped:
            head, against = dropped[0], not against
            first, last = subtree_span(head)
    if (sign := next((s for s in head.doc[head.i + 1 : last.i] if asked_to(head, s)), None)) is not None:
        # "Called for the guards to stop wearing masks": whether it is for the masks or against them, the deed says.
        return sign, last, against
    resisted = head.lemma_ in _WORDS["resistance"]
    if head.pos_ != "NOUN" or not (resisted or head.lemma_ in _WORDS["stances"]):
        return first, last, against
    inner = next(
        (
            o
            for c in head.children
            if c.dep_ == "prep" and c.lower_ in _TIES[resisted]
            for o in children(c, "pobj", "pcomp")
        ),
        None,
    ) or next((c for c in head.children if c.dep_ in ("acl", "ccomp", "xcomp") and c.i > head.i), None)
    if inner is None or inner.i > last.i:
        return first, last, against
    return inner.left_edge, last, against != resisted
