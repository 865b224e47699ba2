"""Faults planted in made-up drafts over the bundled briefings: told but for one in a hundred, and hardly ever anything that is right."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from briefing_generator.make import make_folder
from briefing_generator.model import Briefing, Finding
from briefing_generator.verifying.draft_file import read_draft_bytes
from briefing_generator.verifying.verifier import Verifier

from tests.verifying.planting import Line, Planter, many

BRIEFINGS = ("selmouth-dock-strike", "tavaria-meridian-trade-talks", "ukraine-ceasefire-talks")
LEAST = 200
"""Planted faults of each kind."""
FALSE_ALARMS = 0.01
MISSED = 0.01
"""Of what is planted, the share that may go by: what a draft says is read like an article, and not all is read."""
ROOT = Path(__file__).parents[2] / "briefings"


@dataclass(frozen=True)
class Bench:
    """A bundled briefing, and the same folder with one more article in which every party turns round."""

    planter: Planter
    verifier: Verifier
    turned: Verifier


def made(folder: Path, cache: Path) -> Briefing:
    return make_folder(folder, cache)


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> list[Bench]:
    told = []
    # What patterns alone read is quick, and the same on every machine.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_WEIGHTS", "none")
        cache = tmp_path_factory.mktemp("cache")
        for name in BRIEFINGS:
            briefing = made(ROOT / name, cache)
            planter = Planter(briefing)
            folder = tmp_path_factory.mktemp("turned") / name
            shutil.copytree(ROOT / name, folder)
            turned = [planter.position(s, turned=True, plainly=True) for s in planter.held]
            (folder / "articles/2026-11-02-all-turned-round.md").write_text(
                "---\ntitle: Everybody turns round\ndate: 2026-11-02\nsource: The Made-Up Mail\n---\n"
                + "\n\n".join(turned)
            )
            told.append(Bench(planter, Verifier(briefing), Verifier(made(folder, cache))))
        yield told  # type: ignore[misc]


def checked(verifier: Verifier, lines: list[Line]) -> list[tuple[Line, list[Finding]]]:
    """Returns each line of a draft with what was found of it."""
    verified = verifier.verify(read_draft_bytes("\n\n".join(line.text for line in lines).encode()))
    found: dict[int, list[Finding]] = {}
    for finding in verified.findings:
        found.setdefault(verified.draft.line(finding.start), []).append(finding)
    return [(line, found.get(2 * at + 1, [])) for at, line in enumerate(lines)]


KINDS = {
    "quote-altered": lambda b: (b.verifier, many(b.planter.altered, 90)),
    "quote-misattributed": lambda b: (b.verifier, many(b.planter.misattributed, 90)),
    "quote-nowhere": lambda b: (b.verifier, many(b.planter.invented, 90)),
    "position-contradicted": lambda b: (b.verifier, many(b.planter.contradicted, 120)),
    "position-changed": lambda b: (b.turned, many(b.planter.outdated, 120)),
    "name-differs": lambda b: (b.verifier, many(b.planter.misspelt, 90)),
    "date-differs": lambda b: (b.verifier, many(b.planter.misdated, 130)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_planted_fault_is_told(kind: str, benches: list[Bench]) -> None:
    for bench in benches:
        bench.planter.begin(kind)
    planted = [told for bench in benches if (made := KINDS[kind](bench))[1] for told in checked(*made)]
    missed = [
        f"{line.text}  ->  {[(f.verdict, f.message) for f in found]}"
        for line, found in planted
        if not any(f.wrong and f.verdict == line.fault == kind for f in found)
    ]
    print(f"{kind}: {len(planted) - len(missed)} of {len(planted)} told")
    assert len(planted) >= LEAST
    assert len(missed) <= MISSED * len(planted), missed


def test_what_is_right_is_hardly_ever_told_to_be_wrong(benches: list[Bench]) -> None:
    alarms, lines = [], 0
    for bench in benches:
        p = bench.planter
        p.begin("right")
        for kind in (p.fair, p.named, p.dated, p.rightly):
            for line, found in checked(bench.verifier, many(kind, 110)):
                lines += 1
                alarms += [f"{line.text}  ->  {f.verdict}: {f.message}" for f in found if f.wrong]
    print(f"{len(alarms)} false alarms in {lines} lines")
    assert lines >= 3 * LEAST
    assert len(alarms) < FALSE_ALARMS * lines, alarms


def test_articles_of_the_folder_hold_against_it(benches: list[Bench]) -> None:
    # Whole articles as drafts: long sentences, pronouns, days of the week. Only what changed later may be told.
    alarms, blocks = [], 0
    for bench, name in zip(benches, BRIEFINGS, strict=True):
        for path in sorted((ROOT / name / "articles").iterdir()):
            verified = bench.verifier.verify(read_draft_bytes(path.read_bytes()))
            blocks += len(verified.draft.article.blocks)
            alarms += [
                f"{path.name}: {f.words} -> {f.verdict}" for f in verified.wrong if f.verdict != "position-changed"
            ]
    print(f"{len(alarms)} false alarms in {blocks} paragraphs of articles")
    assert len(alarms) < FALSE_ALARMS * blocks, alarms
