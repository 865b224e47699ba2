"""Briefings made of words that were written to act, and the site built of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
FOLDER = '"><img src=x onerror=alert(1)> {{ 7*7 }} [x](javascript_alert(1))'
ADDRESS = "javascript:alert(1)"
FIELDS = ("title", "author", "tags", "description", "source", "url", "language", "reliability", "unknown", "name", "role",
          "party", "alias", "text", "quote", "file", "reason", "note")  # fmt: skip


def payloads() -> list[str]:
    """Returns the words of ``payloads.yml``."""
    rows = yaml.safe_load((ROOT / "tests/site/payloads.yml").read_text(encoding="utf-8"))
    return [row["text"] for row in rows]


def slips() -> list[str]:
    """Returns what makes a parser lose its place; ``{}`` in it stands for the words behind."""
    rows: list[str] = yaml.safe_load((ROOT / "tests/site/slips.yml").read_text(encoding="utf-8"))
    return [row.replace("{long}", "y " * 2_000) for row in rows]


def behind(slip: str, words: str) -> str:
    """Returns words behind a slip."""
    return slip.replace("{}", words)


def groups(each: int, every: int = 1) -> list[list[str]]:
    """Returns the payloads for each article: ``each`` of them, every one in several fields over the whole corpus.

    ``every`` takes one of so many payloads alone.
    """
    words = payloads()[::every]
    return [words[at : at + each] for at in range(0, len(words), each)]


def dressed(field: str, number: int, group: list[str]) -> str:
    """Returns the payload that a field of an article holds, behind a slip; over the articles each field meets every kind."""
    at = FIELDS.index(field) + number
    known = slips()
    return behind(known[at % len(known)], group[at % len(group)])


def article(number: int, group: list[str]) -> tuple[str, str]:
    """Returns a file's name and content."""

    def of(field: str) -> str:
        return dressed(field, number, group)

    matter = {
        "title": of("title"), "author": [of("author"), "Ann Lee"], "tags": [of("tags"), f"#{of('tags')}"],
        "date": f"2025-03-{number % 28 + 1:02}", "description": of("description"), "source": of("source"), "url": of("url"),
        "link": of("source"), "reliability": of("reliability"), of("unknown")[:100]: of("unknown"),
        "stakeholders": [{"name": of("name"), "kind": "person", "role": of("role"), "party": "Norway", "aliases": [of("alias")]},
                         {"name": f"Port {number}", "kind": "organisation", "role": of("role"), "party": of("party")}],
        "conditions": [{"party": "Norway", "act": "demands", "issue": of("party")[:100], "text": of("text"), "quote": "Norway rejected a ceasefire"},
                       {"party": of("party"), "act": "offers", "text": of("text"), "quote": of("quote")}],
    }  # fmt: skip
    lines = [f"Norway rejected a ceasefire {words} on Monday, in round {number}." for words in group]
    lines += [f"“{words} We demand peace talks,” said Minister Ann Lund {words} of Sweden." for words in group]
    lines += group
    lines += [f"- Sweden accepted {words}" for words in group] + [f"> {words}" for words in group]
    lines += [f"## {words}" for words in group]
    known = slips()
    # Last, since some of them hide what stands below; an article of one payload has it behind every slip.
    pairs = (
        [(slip, group[0]) for slip in known]
        if len(group) == 1
        else [(known[(number + i) % len(known)], w) for i, w in enumerate(group)]
    )
    lines += [f"- Norway rejected peace talks {behind(slip, words)}" for slip, words in pairs]
    name = re.sub(r"[/\x00]", "∕", of("file")).encode("utf-8", "replace")[:120].decode("utf-8", "ignore")
    header = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{number:03}-{name}.md", f"---\n{header}---\n" + "\n\n".join(lines) + "\n"


def settings(each: int) -> dict[str, object]:
    """Returns a ``briefing.yml`` of which every text is a payload."""
    words = payloads()
    pages = ("overview", "conditions", "stakeholders", "timeline", "sources")
    return {
        "title": '</title><script>alert(1)</script> {{ 7*7 }} [x](javascript:alert(1)) "onmouseover="alert(1)',
        "description": "--> <img src=x onerror=alert(1)> \" onload=alert(1) ]]> {% raw %}",
        "notes": [{"page": pages[i % 5], "text": w, "by": w[:80]} for i, w in enumerate(words[:: max(1, each // 4)]) if w.strip()],
        "stakeholders": [{"match": "Sweden", "name": "<svg onload=alert(1)>", "by": "<b onclick=alert(1)>", "reason": "`x`{: onclick=alert(1) }"}],
        "statements": [{"action": "add", "quote": "Norway rejected a ceasefire", "set_party": w[:80], "set_act": "offers", "set_issue": w[:40],
                        "by": w[:80], "reason": w[:80]} for w in words[:: each * 3] if w.strip()],
        "overview": [{"action": "pin", "quote": "Norway rejected a ceasefire", "by": "<script>alert(1)</script>"}],
    }  # fmt: skip


def write(folder: Path, each: int, every: int = 1) -> Path:
    """Writes the project with the briefing of payloads into a folder."""
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.md"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    without, found = re.subn(r"^  - briefings:?$", "  - briefings:\n      policy: false", config, flags=re.MULTILINE)
    assert found == 1
    (folder / "mkdocs.yml").write_text(without, encoding="utf-8")
    briefing = folder / "briefings" / FOLDER
    (briefing / "articles").mkdir(parents=True)
    for number, group in enumerate(groups(each, every)):
        name, content = article(number, group)
        # Half a surrogate pair is no text in UTF-8: front matter has it as an escape, a body has a question mark for it.
        (briefing / "articles" / name).write_bytes(content.encode("utf-8", "replace"))
    (briefing / "briefing.yml").write_text(yaml.safe_dump(settings(each), allow_unicode=True), encoding="utf-8")
    # A folder whose name would be an address, were it put into a link as it is.
    other = folder / "briefings" / ADDRESS / "articles"
    other.mkdir(parents=True)
    (other / f"{ADDRESS}.md").write_text("Norway rejected a ceasefire. Sweden demanded peace talks.", encoding="utf-8")
    return folder


def build(folder: Path) -> Path:
    """Builds the site that opens from the disk, without the policy: escaping alone must hold."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"OFFLINE": "true", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "generator"), "SITE_URL": "https://site.example/"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return folder / "site"
