"""What the bench found, written into docs/speed.md: the table, the charts, and the data that both are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from html import escape

from tests.bench.measuring import ROOT, Row

PAGE = ROOT / "docs/speed.md"
DATA = ROOT / "tests/bench/measured.json"
PICTURES = ROOT / "docs/assets/pictures"
BEGIN = "<!-- From here to the end mark `make bench RECORD=1` writes. -->"
END = "<!-- The end mark. -->"
CHARTS = {
    "peers": "Seconds of the processor for one site of the same pages",
    "words": "Words read in a second, on one core",
}
"""Rows that are drawn: all of a kind have the same points."""
_WIDTH, _LEFT, _LINE = 640, 210, 30


def record(rows: Iterable[Row], machine: str) -> None:
    """Puts rows that were measured in the place of those of the same names, and writes page and charts anew."""
    held = json.loads(DATA.read_text("utf-8")) if DATA.is_file() else {}
    for row in rows:
        held[row.name] = asdict(row) | {"machine": machine}
    DATA.write_text(json.dumps(dict(sorted(held.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    written(held)


def written(held: dict[str, dict[str, object]]) -> None:
    """Writes the table and the charts."""
    lines = ["| measured | ratio | reach | beside |", "| --- | --- | --- | --- |"]
    lines += [f"| {row['what']} | {row['ratio']} | {row['reach']} | {row['beside']} |" for row in held.values()]
    lines.append("\nMeasured on " + "; ".join(sorted({str(row["machine"]) for row in held.values()})) + ".")
    for kind, title in CHARTS.items():
        points = next((row["points"] for name, row in held.items() if name.startswith(kind)), None)
        if isinstance(points, dict) and points:
            path = PICTURES / f"speed-{kind}.svg"
            path.write_text(bars(title, points), encoding="utf-8")
            lines.append(
                f"\n![{title}: {', '.join(f'{n} {v:,}' for n, v in points.items())}](assets/pictures/{path.name})"
            )
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8")


def bars(title: str, points: dict[str, float]) -> str:
    """Returns a picture of figures as bars, the length of each its figure."""
    height = _LINE * (len(points) + 1) + 10
    most = max(points.values()) or 1
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="t">',
        f'<title id="t">{escape(title)}</title>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<g font-family="sans-serif" font-size="13" fill="#222"><text x="10" y="20" font-weight="bold">{escape(title)}</text>',
    ]
    for number, (name, figure) in enumerate(points.items(), 1):
        top = number * _LINE
        wide = max(1, round((_WIDTH - _LEFT - 80) * figure / most))
        lines.append(
            f'<text x="{_LEFT - 8}" y="{top + 20}" text-anchor="end">{escape(name.removesuffix(", s"))}</text>'
        )
        lines.append(f'<rect x="{_LEFT}" y="{top + 6}" width="{wide}" height="18" fill="#3f51b5"/>')
        lines.append(f'<text x="{_LEFT + wide + 6}" y="{top + 20}">{figure:,}</text>')
    return "\n".join([*lines, "</g>", "</svg>", ""])
