"""A briefing composed by hand: what page tests look at, hostile words included."""

from __future__ import annotations

from briefing_generator.model import (
    Account,
    Article,
    Block,
    Briefing,
    Coverage,
    Disagreement,
    Discrepancy,
    Event,
    Evidence,
    Issue,
    KeyPoint,
    Note,
    Pack,
    Position,
    Problem,
    Quotation,
    Quoted,
    Role,
    Settings,
    Stakeholder,
    StakeholderMention,
    Statement,
)  # fmt: skip

HOSTILE = (
    '<script>alert(1)</script> [click](javascript:alert(2)) words{: onclick="alert(3)" } '
    '--8<-- "mkdocs.yml" :smile: {{ 7*7 }} <img src=x onerror=alert(4)> | **bold** ==x=={#s-00000000}'
)
FIRST = "The port union rejects night shifts."
SECOND = "The harbour company demands longer shifts if wages rise."
SPOKEN = "“We will not load ships at night,” Ada Lund said."


def article(identity: str, sentences: list[str], *, title: str, date: str | None, source: str | None) -> Article:
    text = "\n\n".join(sentences)
    blocks, place = [], 0
    for sentence in sentences:
        blocks.append(Block("paragraph", place, place + len(sentence)))
        place += len(sentence) + 2
    return Article(
        id=identity, path=f"articles/{identity}.md", title=title, title_basis="stated", date=date,
        date_basis="stated" if date else "unknown", date_from=None, source=source, source_basis="stated",
        url="https://example.org/a", author=None, description=None, tags=(), language="en", reliability=None,
        words=len(text.split()), sha256="0" * 64, status="used", reason=None, duplicate_of=None, family=identity,
        text=text, body_line=1, blocks=tuple(blocks),
    )  # fmt: skip


def evidence(holder: Article, quote: str) -> Evidence:
    start = holder.text.index(quote)
    return Evidence(holder.id, start, start + len(quote), quote)


def made_briefing(name: str = "harbour") -> Briefing:
    one = article("one", [FIRST, SPOKEN], title="Night shifts", date="2025-03-01", source="Harbour Post")
    two = article("two", [SECOND, HOSTILE], title="<b>Shifts</b> {{ 1 }} | :x:", date="2025-03-04", source=None)
    refused = Article(
        **{**{f: getattr(two, f) for f in Article.__slots__}, "id": "bad", "path": "articles/bad.md",
           "title": "bad", "status": "refused", "reason": "the file is empty", "text": "", "blocks": ()}
    )  # fmt: skip

    def statement(identity: str, party: str, act: str, holder: Article, quote: str, content: str) -> Statement:
        return Statement(
            identity, party, act, "hours", content, None, "if" in content, None, None, "own", holder.date,  # type: ignore[arg-type]
            evidence(holder, quote),
        )  # fmt: skip

    rejects = statement("st1", "union", "rejects", one, FIRST, "night shifts")
    demands = statement("st2", "company", "demands", two, SECOND, "longer shifts if wages rise")
    nobody = statement("st3", "union", "offers", two, HOSTILE, HOSTILE)
    start = one.text.index(SPOKEN)
    spoken = Quotation(
        "q1", "one", start, start + len(SPOKEN), SPOKEN, "direct",
        (Quoted(start + 1, start + 32, SPOKEN[1:32]),), "lund", None, None, "said",
    )  # fmt: skip
    names = {"union": "Port union", "company": "Harbour company", "lund": "Ada Lund"}
    stakeholders = tuple(
        Stakeholder(
            key, label, "person" if key == "lund" else "organisation", (), (Role("speaker", "one", 0, 3),),
            "union" if key == "lund" else key, (StakeholderMention("one", 0, 3, "The"),),
        )
        for key, label in names.items()
    )  # fmt: skip
    return Briefing(
        name=name, settings=Settings("Harbour talks", notes=(Note("overview", HOSTILE, "An analyst"),)),
        pack=Pack("labour", "Labour", (Issue("hours", "Working hours", ""),)), as_of="2025-03-04",
        articles=(refused, one, two),
        sentences=(
            ("one", ((0, len(FIRST)), (start, start + len(SPOKEN)))),
            ("two", ((0, len(SECOND)), (len(SECOND) + 2, len(two.text)))),
        ),
        stakeholders=stakeholders, quotations=(spoken,), statements=(rejects, demands),
        positions=(Position("union", "hours", ("st1",), False, current="st1"),
                   Position("company", "hours", ("st2",), False, current="st2")),
        disagreements=(Disagreement("opposed", "hours", ("union", "company"), ("st1", "st2")),), gaps=(),
        bottom_line=(KeyPoint(FIRST, evidence(one, FIRST)),), overview=(KeyPoint(SECOND, evidence(two, SECOND)),),
        timeline=(Event("e1", "2025-03-01", "day", FIRST, evidence(one, FIRST)),),
        coverage=Coverage(2, 2, 2, "2025-03-01", "2025-03-04"), changes=_changes(), hidden=(),
        unplaced=(nobody,), problems=(Problem("articles/bad.md", 0, 0, "error", "empty", "the file is empty"),),
        discrepancies=(
            Discrepancy("d1", (Account("night", evidence(one, FIRST)), Account("<script>", evidence(two, HOSTILE)))),
        ),
    )  # fmt: skip


def _changes():  # type: ignore[no-untyped-def]
    from briefing_generator.model import Changes

    return Changes()


__all__ = ["FIRST", "HOSTILE", "SECOND", "SPOKEN", "made_briefing"]
