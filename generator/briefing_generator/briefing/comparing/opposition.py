"""Whether two statements stand against each other: what they share of one matter, and whether their sides differ.

Whoever refuses a thing refuses every kind of it, and whoever refuses one kind may want another. So what counts is how much
of what is refused the other one wants, and not the other way round; a refusal of "a temporary truce" is none of a truce.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing_generator.briefing.comparing.comparison_words import load_contrary
from briefing_generator.briefing.comparing.currency import may_answer, named_by_issue, names_other, shared_good
from briefing_generator.briefing.comparing.polarity import FOR, Stance, figures_differ, matter_of, refers_to, stance
from briefing_generator.briefing.comparing.similarity import overlap

if TYPE_CHECKING:
    from briefing_generator.briefing.comparing.context import Ground
    from briefing_generator.model import Statement

Reason = Literal["opposite", "terms", "figures", "beside", "facing"]
"""What is contrary: for and against, conditions waived and set, the figures, what a sentence sets against each other, or the
sides alone."""

_REFUSED, _WANTED, _MEANT, _HEADS = 0.5, 0.15, 0.3, 0.1
"""What counts for one matter: the share of the refused words that the other has, the other way round, meaning, first words."""
_NAMED = 0.15
_NEAR_BY = {0: 0.2, 1: 0.15, 2: 0.08}
"""What it counts for that one stands so many sentences behind the other."""
ONE_ISSUE, TWO_ISSUES = 0.5, 0.62
"""From when two statements speak of one matter: on one issue, and where they are placed on two or on none."""
_ALIKE = 0.65
"""Meaning from which two contents of one issue without a common word speak of one matter."""
_TURNED = 0.75
"""Share of the refused words that must be common where only a word that turns the matter round sets the two apart."""
_FIGURE_WORDS = 0.5
_TERMS = 0.4
_POINTED = 0.45
"""How surely two parties speak of one matter that both only point at in the same words."""
_BESIDE = 0.5
"""How surely two speak of one matter whom a sentence sets against each other on one issue."""
_FLAT, _AROUND, _SURE = 0.25, 0.2, 0.55
"""One party that flatly contradicts itself on one issue, in words that have nothing in common: how surely of one matter;
how near the sentences around such words must be; how surely both must be read."""
_ELLIPTIC = 0.15
"""Meaning from which a bare verb ("refuses to pay") answers the demand before it, where neither names the other."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """How two statements are contrary; ``about`` (0 to 1) tells how surely they speak of one matter.

    ``flat`` tells that nothing but the issue and plain words for and against say so.
    """

    reason: Reason
    about: float
    flat: bool = False


def about_one_matter(left: Statement, right: Statement, ground: Ground) -> float:
    """Returns how surely two statements speak of one matter, from 0 to 1; 0 where nothing tells that they do."""
    a, b = stance(left), stance(right)
    wanted, refused = (b, a) if a.sign < b.sign else (a, b)
    called = ground.called(left, right) | load_contrary().bodies
    p, n = wanted.without(called), refused.without(called)
    if a.sign == b.sign and len(p) < len(n):
        p, n = n, p
    near = max(ground.meaning.near(matter_of(left), matter_of(right)), 0.0)
    shared = p & n
    by = ground.apart(left, right)
    beside = _NEAR_BY.get(abs(by), 0.0) if by is not None else 0.0
    named = _NAMED if names_other(left, right, ground) else 0.0
    if not shared:
        alike = near >= _ALIKE and left.issue == right.issue
        return round(0.8 * near + named + beside, 2) if alike else 0.0
    if (
        shared <= named_by_issue(left, right)
        and p != n
        and not (n <= shared and left.party != right.party)
        and not (refused.sweeping or named or beside >= _NEAR_BY[1])
    ):
        # All that is said on an issue speaks of what the issue is called after.
        return 0.0
    one_issue = left.issue == right.issue != "other"
    if len(shared) == 1 and p != n and by is None and not (one_issue or named) and near < _ALIKE:
        # One word in two articles on two issues is chance.
        return 0.0
    far = by is None or abs(by) > 1
    if shared <= load_contrary().papers and far and left.party != right.party and not named:
        # Which deal, and talks with whom, words further away need not mean.
        return 0.0
    heads = _HEADS if set(a.head) & set(b.head) else 0.0
    about = _REFUSED * len(shared) / len(n) + _WANTED * len(shared) / len(p) + _MEANT * near + heads
    return round(min(about + named + beside, 1.0), 2)


def one_matter(left: Statement, right: Statement, about: float, slack: float = 0.0) -> bool:
    """Tells whether this is enough for two statements to be shown together; ``slack`` asks that much less."""
    return about >= (ONE_ISSUE if left.issue == right.issue != "other" else TWO_ISSUES) - slack


def contrast(left: Statement, right: Statement, ground: Ground, slack: float = 0.0) -> Contrast | None:
    """Returns how two statements are contrary, None where they are not; ``slack`` is for those who weigh the pair afterwards."""
    if "threatens" in (left.act, right.act):
        return None
    a, b = stance(left), stance(right)
    if referring(left, right, ground):
        return Contrast("opposite", 1.0) if a.side != b.side else None
    same_party = left.party == right.party
    if same_party and left.issue == right.issue and ((a.waives and b.ties) or (b.waives and a.ties)):
        # Conditions are of the issue as a whole: "no conditions for talks", "any deal must …".
        about = about_one_matter(left, right, ground)
        about = max(about, ground.meaning.near(left.evidence.quote, right.evidence.quote), _TERMS)
        return Contrast("terms", round(about * max(a.waives, b.waives), 2))
    if a.vague or b.vague:
        return _pointing(left, right, ground)
    if not same_party and not may_answer(left, right, ground):
        return None
    about = about_one_matter(left, right, ground)
    if a.sign != b.sign and a.side != b.side and figures_differ(left, right):
        # To refuse 18 of a thing is not to be against 34.
        return None
    opposite = a.sign != b.sign and not (same_party and a.side == b.side == -1)
    if one_matter(left, right, about, slack) and (
        (opposite and _wholly(left, right, ground)) or (not same_party and _no_talk(a, b, left, right))
    ):
        return Contrast("opposite", about)
    if opposite:
        return _flat(left, right, ground)
    if a.side == b.side == 1 and _counted_apart(left, right, ground):
        return _figures(left, right, about, ground)
    return _beside(left, right, about, ground)


def facing(left: Statement, right: Statement, ground: Ground) -> Contrast | None:
    """Returns the contrast of two parties on contrary sides, whether or not their words tell that it is of one matter."""
    a, b = stance(left), stance(right)
    if left.party == right.party or "threatens" in (left.act, right.act) or (a.sign == b.sign and a.side == b.side):
        return None
    if left.act == right.act != "demands":
        # Two offers, or two refusals, stand side by side.
        return None
    return Contrast("facing", about_one_matter(left, right, ground))


def _no_talk(a: Stance, b: Stance, left: Statement, right: Statement) -> bool:
    """Tells whether one refuses even to talk about what the other demands something of, whatever that is."""
    return any(
        refused.talks and refused.side == -1 and other.act == "demands" for refused, other in ((a, right), (b, left))
    )


def _beside(left: Statement, right: Statement, about: float, ground: Ground) -> Contrast | None:
    """Returns the contrast of two parties whose wishes on one issue a sentence sets against each other ("…; the company wants …")."""
    if (
        left.party == right.party
        or left.issue != right.issue
        or left.issue == "other"
        or ground.apart(left, right) != 0
    ):
        return None
    if {left.act, right.act} - {"demands", "offers"} or about >= ONE_ISSUE:
        # About one matter, and both for it: they agree.
        return None
    return Contrast("beside", _BESIDE) if load_contrary().against.search(ground.between(left, right)) else None


def _pointing(left: Statement, right: Statement, ground: Ground) -> Contrast | None:
    """Returns how two contents are contrary of which one at least only points ("the plan", "to repeal it").

    Whose, and of what, its words do not say. "The plan" is one plan within one article; beyond it two parties who use the
    same words for a thing, and of whom one names the other, speak of one.
    """
    a, b = stance(left), stance(right)
    if not (a.vague and b.vague and a.matter and a.matter == b.matter and a.sign != b.sign):
        return None
    if ground.apart(left, right) is not None and "any" not in a.kinds | b.kinds and "elliptic" not in a.kinds | b.kinds:
        return Contrast("opposite", 1.0)
    return Contrast("opposite", _POINTED) if names_other(left, right, ground) else None


def _wholly(left: Statement, right: Statement, ground: Ground) -> bool:
    """Tells whether what one refuses is what the other wants, and not another kind of it, or mere talk of it."""
    a, b = stance(left), stance(right)
    wanted, refused = (b, a) if a.sign < b.sign else (a, b)
    if wanted.talks and not refused.talks:
        return False
    called = ground.called(left, right)
    n, p = refused.without(called), wanted.without(called)
    if (n - p) & ground.others(left, right):
        # To refuse somebody a thing is not to refuse it to all.
        return False
    if a.turned != b.turned and a.side == b.side:
        return len(n & p) >= _TURNED * max(1, len(n)) and bool(set(a.head) & set(b.head))
    by = ground.apart(left, right)
    if n & p and refused.nominal and not refused.turned and (by is None or abs(by) > 1):
        return not _restricted(refused, wanted.matter | called)
    return True


def _restricted(refused: Stance, wanted: frozenset[str]) -> bool:
    """Tells whether only a kind of the thing is refused: a word before it that the other does not have ("a *temporary* truce")."""
    shared = [at for at, word in enumerate(refused.head) if word in wanted]
    return bool(shared) and any(word not in wanted for word in refused.head[: shared[-1]])


def _flat(left: Statement, right: Statement, ground: Ground) -> Contrast | None:
    """Returns the contrast of one party that plainly accepts and plainly rejects something on one issue."""
    a, b = stance(left), stance(right)
    wanted = b if a.sign < b.sign else a
    plain = (
        left.party == right.party
        and left.issue == right.issue != "other"
        and {left.act, right.act} == {"accepts", "rejects"}
        and not (a.talks or b.talks)
        # Whoever wants a thing in general may well refuse one kind of it.
        and not wanted.without(ground.called(left)) <= named_by_issue(left)
        and all(not s.conditional and s.level != "expected" and s.confidence >= _SURE for s in (left, right))
    )
    around = ground.meaning.near(left.evidence.quote, right.evidence.quote) if plain else 0.0
    return Contrast("opposite", max(_FLAT, round(0.8 * around, 2)), flat=True) if plain and around >= _AROUND else None


def _counted_apart(left: Statement, right: Statement, ground: Ground) -> bool:
    """Tells whether two figures of one unit differ; in one breath the second may leave its unit out ("… offers 15,000")."""
    a, b = dict(stance(left).quantities), dict(stance(right).quantities)
    if any(unit and not set(a[unit]) & set(b[unit]) for unit in a.keys() & b.keys()):
        return True
    by = ground.apart(left, right)
    if (
        by is None
        or abs(by) > 1
        or sorted((len(a), len(b))) != [1, 1]
        or bool(a.keys() - {""}) == bool(b.keys() - {""})
    ):
        return False
    return not set(*a.values()) & set(*b.values())


def _figures(left: Statement, right: Statement, about: float, ground: Ground) -> Contrast | None:
    a, b = stance(left), stance(right)
    if not shared_good(left, right, ground):
        return None
    if a.bare or b.bare:
        # "4 percent" against "a raise of 12 percent": nothing but a figure is about the issue itself.
        return Contrast("figures", max(about, _TERMS))
    return Contrast("figures", about) if about and overlap(a.matter, b.matter) >= _FIGURE_WORDS else None


def referring(left: Statement, right: Statement, ground: Ground) -> bool:
    """Tells whether the later of two statements of one article answers what the other one says ("a demand Kyiv rejects").

    It does where its content is only a word for what somebody else said, of a kind that the other is, in the same sentence
    or the next one.
    """
    by = ground.apart(left, right)
    if by is None or abs(by) > 1 or left.party == right.party:
        return False
    first, second = (left, right) if left.evidence.start <= right.evidence.start else (right, left)
    kinds = refers_to(second)
    if not kinds or refers_to(first) or second.act not in ("rejects", "accepts"):
        return False
    meant = second.content not in second.evidence.quote
    if meant and not stance(first).whole & stance(second).whole - ground.called(first, second):
        # What it refers to is known, and is not this.
        return False
    if "figures" in kinds:
        return bool(stance(first).quantities)
    if "elliptic" in kinds:
        near = ground.meaning.near(matter_of(first), matter_of(second))
        return first.act == "demands" and (near >= _ELLIPTIC or names_other(first, second, ground))
    return first.act in kinds or ("any" in kinds and first.act in FOR)


def says_the_same(left: Statement, right: Statement, ground: Ground) -> bool:
    """Tells whether two statements of one party on one issue say the same, perhaps in other words.

    Same act, both with or both without a condition, no figure that differs, and either most words shared or a meaning
    that is near.
    """
    if left.act != right.act or left.conditional != right.conditional:
        return False
    a, b = stance(left), stance(right)
    if a.turned != b.turned or bool(a.waives) != bool(b.waives) or figures_differ(left, right):
        return False
    shared = overlap(a.matter, b.matter)
    near = ground.meaning.near(left.content, right.content)
    return (shared >= 0.6 and near >= 0.5) or (shared >= 0.25 and near >= 0.7) or near >= 0.85
