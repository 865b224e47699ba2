"""Names of one article. PROVISIONAL."""
from __future__ import annotations

import re

from generator.model import Entity, Mention
from generator.reading.parse import Parsed
from generator.reading.referents import Referents

_STATES = {"moscow": "Russia", "kremlin": "Russia", "kyiv": "Ukraine", "u.s.": "United States", "us": "United States", "washington": "United States"}


def find_referents(parsed: Parsed) -> Referents:
    """PROVISIONAL: spaCy's names, joined by surname."""
    found: dict[str, list[Mention]] = {}
    kinds: dict[str, str] = {}
    for s in parsed.sentences:
        if s.kind == "heading":
            continue
        for ent in s.doc.ents:
            if ent.label_ not in ("PERSON", "GPE", "ORG", "NORP"):
                continue
            name = re.sub(r"^the |[’']s$", "", ent.text, flags=re.I)
            name = _STATES.get(name.lower(), name)
            key = name.split()[-1].lower() if ent.label_ == "PERSON" else name.lower()
            a, b = s.span(ent[0], ent[-1])
            found.setdefault(key, []).append(Mention(a, b, parsed.text[a:b]))
            kinds.setdefault(key, {"PERSON": "person", "GPE": "state"}.get(ent.label_, "organisation"))
    ents = tuple(Entity(k, max((m.text for m in ms), key=len), kinds[k], tuple(sorted({m.text for m in ms})), tuple(ms)) for k, ms in sorted(found.items()))  # type: ignore[arg-type]
    return Referents(ents, tuple(sorted((m.start, m.end, e.key) for e in ents for m in e.mentions)))
