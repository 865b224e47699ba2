"""What is new since an earlier state of the briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_generator.briefing.comparing.disagreements import identity_of
from briefing_generator.model import (
    Article,
    Change,
    Changes,
    EarlierState,
    Pack,
    Position,
    Problem,
    Stakeholder,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ORDER = {"position": 0, "stakeholder": 1, "article": 2, "statement": 3, "correction": 4}


def find_changes(
    earlier: EarlierState | None,
    articles: Iterable[Article],
    statements: Mapping[str, Statement],
    positions: Iterable[Position],
    people: Mapping[str, Stakeholder],
    stale: Iterable[Problem],
    pack: Pack,
) -> Changes:
    """Returns positions that changed, stakeholders that entered, new articles and statements, corrections gone stale.

    Each kind is sorted by date, the latest first. Without an earlier state nothing is new.
    """
    if earlier is None:
        return Changes()
    found = [
        *_positions(earlier, statements, positions, people, pack),
        *(_change("stakeholder", s.name, s.id) for s in people.values() if s.id not in earlier.stakeholders),
        *(
            _change("article", article.title, article.id, article.date)
            for article in articles
            if article.status == "used" and article.id not in earlier.articles
        ),
        *(
            _change("statement", _told(statement, people), statement.id, statement.date)
            for statement in statements.values()
            if statement.id not in earlier.statements
        ),
        *(_change("correction", p.message, p.message) for p in stale if p.message not in earlier.stale),
    ]
    found.sort(key=lambda change: change.ref)
    found.sort(key=lambda change: change.date or "", reverse=True)
    found.sort(key=lambda change: _ORDER[change.kind])
    return Changes(earlier.as_of, tuple(found), True)


def _change(kind: str, text: str, ref: str, date: str | None = None) -> Change:
    return Change(kind, text, ref, date, identity_of(kind, ref))  # type: ignore[arg-type]


def _name(identity: str | None, people: Mapping[str, Stakeholder]) -> str:
    return people[identity].name if identity is not None and identity in people else str(identity)


def _told(statement: Statement, people: Mapping[str, Stakeholder]) -> str:
    party = _name(statement.party, people)
    return f"{party} {statement.act} {statement.content}"


def _positions(
    earlier: EarlierState,
    statements: Mapping[str, Statement],
    positions: Iterable[Position],
    people: Mapping[str, Stakeholder],
    pack: Pack,
) -> Iterator[Change]:
    before = {(p.party, p.issue): p for p in earlier.positions}
    for position in positions:
        latest = position.statements[-1]
        held = before.get((position.party, position.issue))
        if held is None or latest in earlier.statements:
            continue
        name = _name(position.party, people)
        was, now = (
            _stand(act, tied) for act, tied in ((held.act, held.conditional), (position.act, position.conditional))
        )
        if held.act and was != now:
            text = f"{name}, {pack.issue(position.issue).name}: {was} before, {now} now"
        elif position.changed and not held.changed:
            text = f"{name}, {pack.issue(position.issue).name}: changed"
        else:
            continue
        yield _change("position", text, latest, statements[latest].date)


def _stand(act: str | None, conditional: bool) -> str:
    return f"{act} with a condition" if conditional else str(act)
