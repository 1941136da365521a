"""What import-linter cannot see: what is in memory when the window starts, and that no model file is read unsafely."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "cephview"


def test_starting_the_window_imports_no_torch() -> None:
    heavy = ("torch", "onnxruntime", "pydicom", "gdcm", "pydantic", "scipy", "pyqtgraph", "cephview.review")
    script = f"import sys, cephview.app.application; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_first_frame_waits_for_no_film_reader(tmp_path: Path) -> None:
    script = """
import sys
from cephview.core import late_imports
def frame_is_drawn(*names):
    late = "numpy._core", "cv2.cv2", "simplejpeg._jpeg", "_hashlib", "_csv", "html.entities", "cephview.core.formulas"
    print([name for name in late if name in sys.modules], flush=True)
    load_late(*names)
    # Before any worker works: two threads that import pydantic at once could see half of it.
    print([name for name in ("pydantic.main", "cephview.io.cases.schema") if name not in sys.modules], flush=True)
    import cv2, numpy
    print(cv2.resize(numpy.ones((4, 4)), (2, 2)).sum(), flush=True)
    sys.exit(0)
load_late, late_imports.load_late = late_imports.load_late, frame_is_drawn
from cephview.cli import main
main(["--settings", sys.argv[1]])
"""
    command = [sys.executable, "-c", script, str(tmp_path / "settings.ini")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    assert result.stdout.splitlines() == ["[]", "[]", "4.0"], result.stderr


def test_the_command_line_imports_no_qt_before_it_needs_it() -> None:
    script = "import sys, cephview.cli.predict, cephview.cli.model; print('PySide6' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_every_torch_load_reads_weights_only() -> None:
    calls = [
        (path.name, line)
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"torch\.load\(", line)
    ]
    assert calls
    assert all("weights_only=True" in line for _, line in calls)


def test_the_program_opens_no_network_connection_of_its_own() -> None:
    forbidden = re.compile(
        r"^\s*(import|from)\s+(socket|urllib(?!\.parse)|http|requests|ftplib|PySide6\.QtNetwork)\b", re.MULTILINE
    )
    offenders = [path.name for path in PACKAGE.rglob("*.py") if forbidden.search(path.read_text(encoding="utf-8"))]
    assert offenders == []


def test_no_two_files_need_each_other() -> None:
    """Nor any ring of them, whether they import one another at the top or within a function; types alone are free."""
    modules = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    needs = {name: _imported(path, modules) - {name} for name, path in modules.items()}
    assert sum(map(len, needs.values())) > 1000
    list(TopologicalSorter(needs).static_order())  # raises CycleError, which names the ring


def _imported(path: Path, modules: Mapping[str, Path]) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in modules:
            whole = {f"{node.module}.{each.name}" for each in node.names}
            found |= whole & modules.keys() or {node.module}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names} & modules.keys()
    return found


def test_no_class_name_stands_for_two_things() -> None:
    found = Counter(
        node.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in found.items() if count > 1] == []
