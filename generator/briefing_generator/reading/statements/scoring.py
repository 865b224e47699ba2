"""How sure a statement is, and who holds it: weights that were learned from annotated stories, over named traits.

Two regressions, both data (``scorer.json`` beside the tagger's weights): a softmax over who may hold an act, and a
logistic one over what speaks for the statement as a whole, which is both the decision and the confidence. Fitted by
``make fit``.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing_generator.language.words import load_words
from briefing_generator.reading.grammar.clauses import ancestors
from briefing_generator.reading.grammar.modality import asked, negated, not_yet, unsettled
from briefing_generator.reading.grammar.scope import question
from briefing_generator.reading.tagger.tagging import ACTS
from briefing_generator.reading.tagger.weights import weights_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spacy.tokens import Span, Token

    from briefing_generator.reading.candidates.candidate import Found
    from briefing_generator.reading.candidates.options import Option
    from briefing_generator.reading.tagger.tagging import Stretch, Tags

FILE = "scorer.json"
Traits = dict[str, float]
_SPEECH, _GRAMMAR = load_words("speech"), load_words("grammar")
_EDGE = 0.002
_HARDLY = 0.3
"""Share below which the tagger says little for words, or for their act."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Learned weights by trait: of who holds an act, and of a statement as a whole."""

    holder: Traits
    statement: Traits
    issue: Traits

    def shares(self, found: Sequence[Option]) -> list[float]:
        """Returns how likely each option is the holder; they add up to 1."""
        return _softmax([_weighed(self.holder, o.traits) for o in found])

    def placed(self, found: Sequence[tuple[str, Traits]]) -> tuple[str, float]:
        """Returns the likeliest of issues that are given with their traits, and how sure that is (two digits)."""
        shares = _softmax([round(_weighed(self.issue, traits), 4) for _, traits in found])
        best = max(range(len(found)), key=lambda i: shares[i])
        return found[best][0], round(shares[best], 2)

    def confidence(self, traits: Traits) -> float:
        """Returns how often statements with such traits are right in party and act, 0 to 1, two digits."""
        total = self.statement["constant"] + _weighed(self.statement, traits)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 2)


def _weighed(weights: Traits, traits: Traits) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in traits.items())


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    whole = sum(raised)
    return [each / whole for each in raised]


@lru_cache(maxsize=2)
def _read(folder: Path) -> Scorer | None:
    path = folder / FILE
    if not path.is_file():
        return None
    held = json.loads(path.read_text(encoding="utf-8"))
    return Scorer(held["holder"], held["statement"], held["issue"])


def load_scorer() -> Scorer | None:
    """Returns the scorer that lies with the weights in use, None where patterns read alone."""
    folder = weights_folder()
    return _read(folder) if folder is not None else None


def logit(share: float) -> float:
    """Returns a share as a score that a regression can weigh."""
    share = min(1 - _EDGE, max(_EDGE, share))
    return math.log(share / (1 - share))


def _under(cue: Token) -> Traits:
    """Returns the classes of words that a clause hangs on: what is denied, doubted, sought, accused is not yet so."""
    above = [a.lemma_.casefold() for a in ancestors(cue)]
    marks = {
        c.lower_ for t in (cue, *ancestors(cue)) for c in t.children if c.dep_ in ("mark", "advmod") and c.i < cue.i
    }
    return {
        "under doubt": float(any(w in _SPEECH["guessing"] for w in above)),
        "under trying": float(any(w in _GRAMMAR["trying"] for w in above)),
        "under moving": float(any(w in _GRAMMAR["moving"] for w in above)),
        "under accusing": float(any(w in _SPEECH["accusing"] for w in above)),
        "under denying": float(any(w in _SPEECH["denying"] for w in above)),
        "under deciding": float(any(w in _SPEECH["deciding"] for w in above)),
        "under saying": float(any(w in _SPEECH["saying"] for w in above)),
        "under if": float(bool(marks & _GRAMMAR["providing"])),
        "under whether": float(bool(marks & _GRAMMAR["open"])),
    }


def traits(
    tags: Tags | None,
    words: Span,
    one: Found,
    stretch: Stretch | None,
    chosen: tuple[Option, float],
    by_pattern: Found | None,
) -> Traits:
    """Returns what speaks for and against a statement, by name.

    Args:
        tags: what the tagger tells of its sentence.
        words: the words that carry it.
        one: the act.
        stretch: the tagger's stretch, where it has one with this act.
        chosen: who holds it, and how likely that is.
        by_pattern: what a pattern finds in the same words, where one does.
    """
    cue = one.cue
    inside, shares = tags.over(words[0].idx, words[-1].idx + len(words[-1])) if tags is not None else (0.0, (0.0,) * 5)
    share = shares[ACTS.index(one.act)] / inside if inside > 0 else 0.0
    option, sure = chosen
    helpers = {c.lower_ for c in cue.children if c.dep_ == "aux"}
    patterned = float(by_pattern is not None)
    return {
        "tagged": logit(inside),
        "tagged, by a pattern": patterned * logit(inside),
        "hardly tagged": float(inside < _HARDLY),
        "act hardly tagged": patterned * float(share < _HARDLY),
        "act tagged": logit(share),
        "act tagged, by a pattern": patterned * logit(share),
        "own stretch": float(stretch is not None),
        "sureness of stretch": stretch.inside if stretch is not None else 0.0,
        "pattern": patterned,
        "pattern alone": float(stretch is None),
        "another act by pattern": float(by_pattern is not None and by_pattern.act != one.act),
        "weak pattern": float(by_pattern is not None and by_pattern.strength == "weak"),
        "holder": logit(sure),
        "holder nobody": float(option.party is None),
        "holder not named": float(option.named is None),
        "negated": float(negated(cue)),
        "unsettled": float(unsettled(cue)),
        "not yet": float(not_yet(cue)),
        "question": float(asked(words[-1])),
        "indirect question": float(cue.pos_ in ("VERB", "AUX") and question(cue)),
        "could": float(bool(helpers & {"could", "might", "may"})),
        "would": float("would" in helpers),
        "must": float(bool(helpers & {"must", "should"})),
        "will": float(bool(helpers & {"will", "'ll", "’ll"})),
        one.act: 1.0,
        one.act + " by pattern": patterned,
        "negated " + one.act: (1.0 - patterned) * float(negated(cue)),
        **_under(cue),
    }
