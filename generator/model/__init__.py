"""The words of the project, as frozen dataclasses; no other module defines one that walks between rooms.

Every ``start`` and ``end`` in this module counts Unicode code points into :attr:`Article.text`, and the
promise that holds everything together is ``article.text[span.start:span.end] == span.quote``.

The terms are the field's: statements (actor, concept, agreement) come from discourse network analysis,
quotations (source, cue, content) from attribution corpora, acts from the PLOVER event ontology and the
issues of the ``peace`` pack from the PA-X codebook of peace agreements.
"""

from __future__ import annotations

from generator.model.article import (
    Article,
    Block,
    Document,
    Evidence,
    Picture,
    Problem,
    StatedCondition,
    StatedStakeholder,
)
from generator.model.briefing import (
    Briefing,
    Change,
    Changes,
    Coverage,
    Disagreement,
    Event,
    Gap,
    KeyPoint,
    Page,
    Position,
    Role,
    Stakeholder,
    StakeholderMention,
)
from generator.model.kinds import (
    ACTS,
    Act,
    Basis,
    BlockKind,
    DisagreementKind,
    Kind,
    Level,
    Origin,
    Precision,
    QuotationKind,
    Severity,
    Status,
)
from generator.model.pack import Issue, Pack
from generator.model.reading import (
    DateMention,
    Entity,
    Mention,
    Quotation,
    Quoted,
    Reading,
    RoleMention,
    Sentence,
    Statement,
)
from generator.model.settings import (
    Corpus,
    EarlierPosition,
    EarlierState,
    Note,
    OverviewCorrection,
    Rename,
    Settings,
    StatementCorrection,
)

__all__ = [
    "ACTS",
    "Act",
    "Article",
    "Basis",
    "Block",
    "BlockKind",
    "Briefing",
    "Change",
    "Changes",
    "Corpus",
    "Coverage",
    "DateMention",
    "Disagreement",
    "DisagreementKind",
    "Document",
    "EarlierPosition",
    "EarlierState",
    "Entity",
    "Event",
    "Evidence",
    "Gap",
    "Issue",
    "KeyPoint",
    "Kind",
    "Level",
    "Mention",
    "Note",
    "Origin",
    "OverviewCorrection",
    "Pack",
    "Page",
    "Picture",
    "Position",
    "Precision",
    "Problem",
    "Quotation",
    "QuotationKind",
    "Quoted",
    "Reading",
    "Rename",
    "Role",
    "RoleMention",
    "Sentence",
    "Settings",
    "Severity",
    "Stakeholder",
    "StakeholderMention",
    "StatedCondition",
    "StatedStakeholder",
    "Statement",
    "StatementCorrection",
    "Status",
]
