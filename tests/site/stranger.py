"""The package as a stranger has it: a wheel in an environment of its own, and commands that see nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from sites import ROOT


def install_wheel(folder: Path) -> None:
    """Puts an environment into a folder that holds the wheel and, of what surrounds these tests, the libraries alone."""
    sources = folder / "sources"
    # A build leaves folders beside what it builds.
    shutil.copytree(
        ROOT / "generator", sources / "generator", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    alone = ["--no-deps", "--no-index"]
    run([*pip, "wheel", *alone, "--no-build-isolation", "-w", str(folder), str(sources)], folder)
    shutil.rmtree(sources)
    (wheel,) = folder.glob("briefing_generator-*.whl")
    run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], folder)
    python = folder / "env/bin/python"
    run([*pip, "--python", str(python), "install", *alone, str(wheel)], folder)
    # A path in such a file, unlike a folder of packages, brings no files of its kind along: no editable install.
    (site,) = (folder / "env").glob("lib/python*/site-packages")
    paths = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    (site / "libraries.pth").write_text("\n".join(sorted(paths)) + "\n", "utf-8")
    told = run([str(python), "-c", "import briefing_generator; print(briefing_generator.__file__)"], folder)
    assert Path(told.strip()).is_relative_to(site)


def surroundings(folder: Path) -> dict[str, str]:
    """Returns the environment of a command that runs where nothing of the repository is in sight."""
    return {"PATH": f"{folder.parent / 'env/bin'}:{folder / 'env/bin'}:/usr/bin:/bin", "HOME": str(folder)}


def run(command: list[str], folder: Path, status: int = 0, **environment: str) -> str:
    """Runs a command in a folder with an environment in it or above, and returns what it said."""
    clean = surroundings(folder) | environment
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr
