"""The house as its sources draw it: rooms, modules and imports, and the part of the architecture page made of them.

``python -m tests.project.house --write`` writes that part and the picture; without ``--write`` it tells what is old.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator/briefing_generator"
PAGE = ROOT / "docs/architecture.md"
PICTURE = ROOT / "docs/assets/pictures/rooms.svg"
NAME = "briefing_generator"

ROOMS: dict[str, tuple[str, ...]] = {
    "model": (),
    "store": (),
    "language": (),
    "extraction": (),
    "corpus": ("body", "metadata"),
    "adding": (),
    "issues": (),
    "reading": (
        "text",
        "grammar",
        "patterns",
        "names",
        "coreference",
        "quotations",
        "tagger",
        "candidates",
        "spans",
        "statements",
        "dates",
        "many",
    ),
    "briefing": ("stakeholders", "comparing", "corrections", "telling"),
    "export": (),
    "reviewing": (),
    "pages": ("showing", "figures", "edition"),
    "make": (),
    "places": (),
    "verifying": (),
    "site": ("renewing",),
    "commands": ("saying",),
    "cli": (),
}
"""The rooms with their sub-rooms, in order: each imports from those before it, and a room's own modules from all its sub-rooms."""

BEGIN = "<!-- From here to the end mark `make architecture` writes. -->"
END = "<!-- The end mark. -->"


@dataclass(frozen=True)
class Module:
    """A module below the package: its dotted name there ("" for the package), where it stands and what it imports."""

    name: str
    path: Path
    tells: str
    imports: frozenset[str]
    outside: frozenset[str]

    @property
    def opens(self) -> bool:
        """Whether it opens a package or a program instead of holding one idea (``__init__``, ``__main__``)."""
        return self.path.stem.startswith("__")

    @property
    def room(self) -> str:
        """The room it stands in; a module beside the rooms is one by itself."""
        return self.name.split(".")[0]

    @property
    def subroom(self) -> str:
        """The sub-room it stands in, "" for a room's own modules."""
        below = self.path.relative_to(PACKAGE).parts[1:-1]
        return below[0] if below else ""


def _written(tree: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields each module that a source names in an import, wherever it stands, and the names taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written out in full"
            yield node.module or "", tuple(alias.name for alias in node.names)


def imports(source: str, known: frozenset[str], given: dict[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """Returns what a source imports: modules below the package by their names there, and the tops of others.

    Imports inside functions and below ``TYPE_CHECKING`` count like all. ``known`` are the modules that there are, so
    that ``from package import module`` is told from a name in the package; ``given`` tells where the package itself
    takes the names that it gives.
    """
    inside: set[str] = set()
    outside: set[str] = set()
    for module, names in _written(ast.parse(source)):
        if module.split(".")[0] != NAME:
            outside.add(module.split(".")[0])
            continue
        below = module.removeprefix(NAME).removeprefix(".")
        for name in names or ("",):
            whole = f"{below}.{name}".strip(".")
            inside.add(whole if name and whole in known else below or given.get(name, ""))
    return frozenset(inside), frozenset(outside)


@cache
def modules() -> tuple[Module, ...]:
    """Returns all modules of the package, sorted by name."""
    paths: dict[str, Path] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    known = frozenset(paths)
    trees = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    given = {
        name: module.removeprefix(f"{NAME}.")
        for module, names in _written(ast.parse(trees[""]))
        if module.startswith(f"{NAME}.")
        for name in names
    }
    found = []
    for name, source in trees.items():
        inside, outside = imports(source, known, given)
        tells = (ast.get_docstring(ast.parse(source)) or "").split("\n")[0]
        found.append(Module(name, paths[name], tells, inside - {name}, outside))
    return tuple(sorted(found, key=lambda m: m.name))


def room_imports() -> dict[str, dict[str, int]]:
    """Returns, for each room, from which others it imports and in how many of its modules; all in the order of rooms."""
    counts: dict[str, dict[str, int]] = {room: dict.fromkeys(ROOMS, 0) for room in ROOMS}
    for module in modules():
        if module.room in ROOMS:
            for room in {name.split(".")[0] for name in module.imports} & ROOMS.keys() - {module.room}:
                counts[module.room][room] += 1
    return {room: {other: n for other, n in others.items() if n} for room, others in counts.items()}


def subroom_imports(room: str) -> dict[str, list[str]]:
    """Returns, for each sub-room of a room, from which others it imports, in their order."""
    found: dict[str, set[str]] = {subroom: set() for subroom in ROOMS[room]}
    by_name = {module.name: module for module in modules()}
    for module in modules():
        if module.room == room and module.subroom:
            found[module.subroom] |= {by_name[n].subroom for n in module.imports if by_name[n].room == room}
    return {subroom: [s for s in ROOMS[room] if s in others - {subroom}] for subroom, others in found.items()}


# ---------------------------------------------------------------- the page

_ROW, _TOP, _AXIS, _WIDTH = 34, 48, 130, 460


def picture() -> str:
    """Returns the rooms from top to bottom as SVG, with an arc from each up to every one that it imports from."""
    rooms = list(ROOMS)
    height = _TOP + _ROW * len(rooms)
    at = {room: _TOP + _ROW * i for i, room in enumerate(rooms)}
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="t d">',
        '<title id="t">The rooms and what they import</title>',
        '<desc id="d">Rooms from top to bottom. Every arc leads up, from a room to one that it imports from; none leads '
        "down. The table of imports says the same.</desc>",
        # The picture brings its own ground: it stays readable where a page's colours are not those of the system.
        "<style>.g{fill:#fff}text{fill:#222;font:15px system-ui,sans-serif}.n{font-size:12px;fill:#555}"
        "path{fill:none;stroke:#2a6f97}.p{fill:#2a6f97;stroke:none}circle{fill:#222}"
        "@media(prefers-color-scheme:dark){.g{fill:#1e2129}text{fill:#eee}.n{fill:#bbb}path{stroke:#7cc4ee}"
        ".p{fill:#7cc4ee;stroke:none}circle{fill:#eee}}</style>",
        f'<rect class="g" width="{_WIDTH}" height="{height}" rx="8"/>',
        '<text class="n" x="16" y="22">Arcs lead up to what a room imports from; wide: many modules do</text>',
    ]
    for room, others in room_imports().items():
        for other, number in others.items():
            radius = abs(at[room] - at[other]) / 2
            start, end = (at[room], at[other])
            # Imports leave a room a little above its middle and arrive a little below, so that both can be told apart.
            width = 0.8 + min(number, 30) / 10
            lines.append(
                f'<path d="M{_AXIS + 6} {start - 5}A{radius * 1.25:g} {radius - 5:g} 0 0 0 {_AXIS + 12} {end + 5}" '
                f'stroke-width="{width:.1f}" stroke-opacity=".65"/>'
            )
            lines.append(f'<path class="p" d="M{_AXIS + 6} {end + 5}l8 -4v8z"/>')
    for room, y in at.items():
        lines.append(f'<circle cx="{_AXIS}" cy="{y}" r="4"/>')
        lines.append(f'<text x="{_AXIS - 12}" y="{y + 5}" text-anchor="end">{escape(room)}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _as_cell(tells: str) -> str:
    """Returns the first line of a docstring as a cell of a table: names in it as code, no full stop at its end."""
    told = re.sub(rf":\w+:`(?:{NAME}\.)?([\w.]+)`", r"`\1`", tells).replace("``", "`").replace("|", "\\|")
    return escape(told.removesuffix("."), quote=False)


def _table(found: list[Module], base: str) -> list[str]:
    rows = [f"| `{m.name.removeprefix(base + '.')}` | {_as_cell(m.tells)} |" for m in found if not m.opens]
    return ["| module | what it is about |", "| --- | --- |", *rows, ""] if rows else []


def part() -> str:
    """Returns the part of the page that is made of the sources, its marks included."""
    by_name = {module.name: module for module in modules()}
    lines = [
        BEGIN,
        "",
        "## Who imports from whom",
        "",
        f"![Rooms from top to bottom, and an arc up to each that a room imports from]({PICTURE.relative_to(PAGE.parent).as_posix()})",
        "",
        "The same in words; behind each room, in how many modules it is asked for:",
        "",
        "| room | imports from |",
        "| --- | --- |",
    ]
    for room, others in room_imports().items():
        lines.append(f"| `{room}` | {', '.join(f'{other} {n}' for other, n in others.items()) or 'nothing'} |")
    lines += [
        "",
        "Sub-rooms keep the same order among themselves:",
        "",
        "| sub-room | imports from its room’s |",
        "| --- | --- |",
    ]
    for room, subrooms in ROOMS.items():
        for subroom, asked in subroom_imports(room).items() if subrooms else ():
            lines.append(f"| `{room}/{subroom}` | {', '.join(asked) or 'none'} |")
    lines += ["", "## Every module", ""]
    for room, subrooms in ROOMS.items():
        own = [m for m in modules() if m.room == room and not m.subroom]
        lines += [f"### {room}", "", f"{_as_cell(by_name[room].tells)}.", ""]
        if by_name[room].opens:
            lines += _table(own, room)
        for subroom in subrooms:
            name = f"{room}.{subroom}"
            lines += [f"#### {room}/{subroom}", "", f"{_as_cell(by_name[name].tells)}.", ""]
            lines += _table([m for m in modules() if m.room == room and m.subroom == subroom], name)
    return "\n".join([*lines, END])


def page() -> str:
    """Returns the architecture page as it should be: its own words kept, the part between the marks renewed."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + part() + after


def main(arguments: list[str]) -> int:
    """Writes page and picture with ``--write``; else returns 1 and tells what is old."""
    old = [
        (path, new)
        for path, new in ((PAGE, page()), (PICTURE, picture()))
        if not path.is_file() or path.read_text(encoding="utf-8") != new
    ]
    for path, new in old:
        if "--write" in arguments:
            path.write_text(new, encoding="utf-8")
        else:
            print(f"{path.relative_to(ROOT)} is old; `make architecture` renews it")
    return 0 if "--write" in arguments or not old else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
