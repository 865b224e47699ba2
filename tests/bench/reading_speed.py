"""How many words a second are read cold, against ``nlp.pipe`` of the same pipeline on the same text, on one core.

``python -m tests.bench.reading_speed ours|spacy FOLDER`` does one of both in a process of its own: words, and seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.homes import NAME, PLACE, real
from tests.bench.measuring import ROOT, TIMES, Row, often
from tests.bench.recombined import write

READ = int(os.environ.get("READ", "40"))
"""Articles that are read."""


def one(who: str, folder: Path) -> tuple[int, float]:
    """Returns the words of a folder's articles, and the processor's seconds that reading them takes; models are loaded before."""
    from briefing_generator import load_corpus, read_article
    from briefing_generator.issues import pack_for
    from briefing_generator.reading.text.model_choice import model_name
    from briefing_generator.reading.text.parse import load_model

    corpus = load_corpus(folder)
    pack = pack_for(corpus)
    used = [article for article in corpus.articles if article.status == "used"]
    nlp = load_model(model_name())
    read_article(used[0], pack)
    list(nlp.pipe([used[0].text]))
    began = time.process_time()
    if who == "ours":
        for article in used[1:]:
            read_article(article, pack)
    else:
        for _ in nlp.pipe(article.text for article in used[1:]):
            pass
    return sum(len(article.text.split()) for article in used[1:]), time.process_time() - began


def _apart(who: str, folder: Path, weights: str) -> float:
    """Returns words a second."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    if weights:
        environment["BRIEFING_WEIGHTS"] = weights
    else:
        environment.pop("BRIEFING_WEIGHTS", None)
    command = [sys.executable, "-m", "tests.bench.reading_speed", who, str(folder)]
    said = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    words, seconds = json.loads(said)
    return float(words / seconds)


def rows() -> list[Row]:
    """Measures, and returns a row with the tagger and one without."""
    import shutil
    import statistics

    folder = PLACE / f"read-{READ}" / NAME
    shutil.rmtree(folder, ignore_errors=True)
    write(folder, READ, real())
    ways = {"spaCy": ("spacy", "none"), "with the tagger": ("ours", ""), "patterns alone": ("ours", "none")}
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TIMES):
        for name, (who, weights) in ways.items():
            found[name].append(_apart(who, folder, weights))
    speed = {name: statistics.median(all_) for name, all_ in found.items()}
    return [
        Row(
            name=f"words: {name}",
            what=f"words a second, cold, against `nlp.pipe` of spaCy on the same {READ} articles and one core, {name}",
            ratio=f"{speed[name] / speed['spaCy']:.2f}",
            reach=reach,
            beside=f"{speed[name]:,.0f} words a second against {speed['spaCy']:,.0f}, {often(TIMES)}",
            points={f"{who}, words/s": round(figure) for who, figure in speed.items()},
        )
        for name, reach in (("with the tagger", "at least 0.6"), ("patterns alone", "at least 1.2"))
    ]


if __name__ == "__main__":
    print(json.dumps(one(sys.argv[1], Path(sys.argv[2]))))
