"""Imports point downward only (DESIGN): the order of the rooms is written here and held against the code."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "extractor"

LAYERS = (
    ("errors", "datatypes", "stopping"),
    ("settings",),
    ("gazetteer",),
    ("values",),
    ("rules",),
    ("engines",),
    ("resolution",),
    ("stages",),
    ("tools",),
    ("pipeline",),
    ("store",),
    ("register",),
    ("reports",),
    ("jobs",),
    ("review",),
    ("learn",),
    ("commands",),
    ("cli", "__main__"),
)
"""Bottom to top. Value parsers look up unit and element tables, so the gazetteer lies beneath them."""

RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
STAGE_FREE = {"store", "register", "reports", "review"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a module stands in: its folder, or its own name at the top level."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Every module of the package that a file imports, as a dotted name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("extractor.")}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("extractor"):
            if node.module == "extractor" or (PACKAGE.parent / node.module.replace(".", "/")).is_dir():
                found |= {f"{node.module}.{alias.name}" for alias in node.names if alias.name != "__version__"}
            else:
                found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downward(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for name in imported(path):
        target = name.split(".")[1]
        assert target in RANK, f"{path}: no room {target}; add it to LAYERS"
        assert RANK[target] <= RANK[room], f"{path} imports upward: {name}"
        assert not (room in STAGE_FREE and target == "stages"), f"{path} imports a stage: {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) == "stages"], ids=lambda p: p.name)
def test_stages_do_not_import_one_another(path: Path) -> None:
    own = path.relative_to(PACKAGE / "stages").parts[0].removesuffix(".py")
    for name in imported(path):
        parts = name.split(".")
        if parts[1] == "stages":
            assert len(parts) > 2 and parts[2] == own, f"{path} imports another stage: {name}"


def test_every_room_exists_in_the_order() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__"}
    assert rooms <= set(RANK)


def test_command_line_starts_without_heavy_libraries() -> None:
    heavy = {"spacy", "numpy", "cv2", "openvino", "rapidocr", "pdfplumber", "matplotlib", "PIL", "pypdfium2"}
    import subprocess
    import sys

    code = "import sys, extractor.cli; print(' '.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)
