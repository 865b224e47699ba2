"""Where a statement comes from, told in words."""

from __future__ import annotations

from generator.model import Briefing


def explain_statement(briefing: Briefing, identity: str) -> str | None:
    """Returns article, sentence, rule, confidence and correcting lines of a statement; None when there is none of that id."""
    for statement in (*briefing.statements, *briefing.hidden, *briefing.unplaced):
        if statement.id != identity:
            continue
        article = next(a for a in briefing.articles if a.id == statement.evidence.article)
        spans = dict(briefing.sentences).get(article.id, ())
        inside = [s for s in spans if s[0] < statement.evidence.end and statement.evidence.start < s[1]]
        sentence = article.text[inside[0][0] : inside[-1][1]] if inside else statement.evidence.quote
        names = {s.id: s.name for s in briefing.stakeholders}
        party = names.get(statement.party or "", "nobody who is named")
        return "\n".join(
            (
                f"{party} {statement.act} ({briefing.pack.issue(statement.issue).name}): {statement.content}",
                f"  article     {article.path}" + (f", {article.date}" if article.date else ""),
                f"  sentence    {sentence}",
                f"  evidence    {statement.evidence.quote}",
                f"  rule        {statement.rule}",
                f"  level       {statement.level}",
                f"  confidence  {statement.confidence:.2f}",
                "  to correct it, write into briefing.yml:",
                "    statements:",
                f"      - id: {statement.id}",
                "        action: hide    # or set_party, set_act, set_issue, set_content",
                "        by: your name",
                "        reason: why",
            )
        )
    return None
