"""The pictures of README and docs, each made by a command.

.venv/bin/python docs/pictures.py architecture      # from the imports of the code
.venv/bin/python docs/pictures.py atlas [address]   # from the running app
"""

from __future__ import annotations

import ast
import shutil
import sys
from collections import Counter
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent

PICTURES = {"atlas.png": "/?item=dezhou-009#map=8.20/37.3500/117.4500"}
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]

# From the roof to the ground: what stands on each floor, and what it is for.
FLOORS = (
    {"pages": "one script per question"},
    {"components": "the Streamlit components"},
    {"notebook": "the same answers without the app"},
    {"operate": "commands, store, static files"},
    {"exhibition": "the tour, the single file"},
    {"reports": "files to take away, paper"},
    {"views": "what a page says, as data"},
    {"analysis": "what can be computed", "atlas": "what is drawn"},
    {"reading": "a plan read by program"},
    {"record": "read, checked, typed, selected"},
    {"language": "words, vocabulary, units"},
    {"config, files, characters": "settings; atomic writes; text as saved"},
)
GROUND = "config, files, characters"
BANDS, INK, PALE, LINE, LIFT = ("#F4F6F5", "#FFFFFF"), "#1C2A27", "#5B6F68", "#B8C4C0", "#1F6B4F"
SHAFT_IN, ROW_IN, NAMES_IN, MARGIN_IN = 0.9, 0.56, 3.4, 0.2


def package_of(module: str) -> str:
    """The package of our code that `module`, a dotted name, belongs to; '' for other code."""
    parts = module.split(".")
    if parts[0] in ("components", "pages"):
        return parts[0]
    if parts[0] == "app":
        return "pages"
    if parts[0] != "geodata" or parts[1:2] in ([], ["__main__"]):
        return ""
    return GROUND if parts[1] in GROUND.split(", ") else parts[1]


def modules() -> dict[str, Path]:
    """Every module of the app by dotted name; a package goes by its own name."""
    folders = (ROOT / "geodata", ROOT / "components", ROOT / "pages")
    files = [ROOT / "app.py", *(f for folder in folders for f in sorted(folder.rglob("*.py")))]
    names = [".".join(f.relative_to(ROOT).with_suffix("").parts) for f in files]
    return {n.removesuffix(".__init__"): f for n, f in zip(names, files, strict=True)}


def imports() -> Counter[tuple[str, str]]:
    """How many imports lead from a package to another: pairs of modules, each counted once."""
    known = modules()
    edges: Counter[tuple[str, str]] = Counter()
    for name, file in known.items():
        imported = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                full = {f"{node.module}.{alias.name}" for alias in node.names}
                imported |= {m if m in known else node.module for m in full}
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
        own = package_of(name)
        targets = [package_of(module) for module in imported]
        edges.update((own, target) for target in targets if own and target and own != target)
    return edges


def architecture() -> None:
    """Write docs/architecture.png: a row for each package, and a shaft down from it.

    A shaft stops at every package that is imported; the number there counts the imports.
    """
    edges = imports()
    rows = [package for floor in FLOORS for package in floor]
    sizes = Counter(package_of(name) for name in modules())
    height = len(rows) * ROW_IN + 2 * MARGIN_IN
    width = NAMES_IN + (len(rows) - 1) * SHAFT_IN + 1.0
    page = Figure(figsize=(width, height), facecolor="white")
    axes = page.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    number = 0
    for level, floor in enumerate(FLOORS):
        top, bottom = MARGIN_IN + number * ROW_IN, MARGIN_IN + (number + len(floor)) * ROW_IN
        axes.axhspan(top, bottom, color=BANDS[level % 2], zorder=0)
        axes.axhline(bottom, color=LINE, linewidth=0.8, zorder=1)
        for package, purpose in floor.items():
            y = MARGIN_IN + (number + 0.5) * ROW_IN
            axes.text(0.2, y - 0.02, package, size=12, weight="bold", color=INK, va="bottom")
            count = f"{sizes[package]} module{'s' * (sizes[package] > 1)}"
            axes.text(0.2, y + 0.04, f"{purpose} · {count}", size=8.5, color=PALE, va="top")
            if number < len(rows) - 1:
                _shaft(axes, number, rows, edges)
            number += 1
    metadata = {"Software": None, "Description": described(edges)}
    page.savefig(DOCS / "architecture.png", dpi=110, metadata=metadata)


def _shaft(axes: Axes, number: int, rows: list[str], edges: Counter[tuple[str, str]]) -> None:
    """The imports of the package in row `number`, in a column of its own."""
    x = NAMES_IN + (number + 0.5) * SHAFT_IN
    start = MARGIN_IN + (number + 0.5) * ROW_IN
    package = rows[number]
    stops = [(n, edges[package, row]) for n, row in enumerate(rows) if edges[package, row]]
    if stops:
        end = MARGIN_IN + (stops[-1][0] + 0.5) * ROW_IN
        axes.plot([x, x], [start, end], color=LIFT, linewidth=1.6, zorder=2)
    wide, high = SHAFT_IN - 0.06, 0.32
    box = FancyBboxPatch(
        (x - wide / 2, start - high / 2), wide, high, boxstyle="round,pad=0,rounding_size=0.06"
    )
    box.set(facecolor=LIFT, edgecolor="none", zorder=3)
    axes.add_patch(box)
    axes.text(x, start, package, size=8.5, color="white", ha="center", va="center", zorder=4)
    for row, count in stops:
        y = MARGIN_IN + (row + 0.5) * ROW_IN
        head = {"arrowstyle": "-|>", "color": LIFT, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", (x, y - 0.13), (x, y - 0.26), arrowprops=head, zorder=3)
        axes.scatter([x], [y], s=260, facecolor="white", edgecolor=LIFT, linewidth=1.4, zorder=4)
        axes.text(x, y, str(count), size=8.5, color=INK, ha="center", va="center", zorder=5)


def described(edges: Counter[tuple[str, str]]) -> str:
    """The arrows in words, kept in the picture: a test compares them with the code."""
    return "; ".join(f"{source} -> {target}" for source, target in sorted(edges))


def atlas(address: str = "http://127.0.0.1:8501") -> None:
    """Write the pictures of the app at `address`, 1440 x 900."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        for name, path in PICTURES.items():
            page.goto(address + path)
            page.wait_for_selector(".ft-map[data-drawn]")
            page.wait_for_timeout(1500)
            page.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["architecture"]:
            architecture()
        case ["atlas", *address]:
            atlas(*address)
        case _:
            sys.exit(__doc__)
