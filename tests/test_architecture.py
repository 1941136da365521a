"""What import-linter cannot see: what is in memory when the window starts, and that no model file is read unsafely."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "cephview"


def test_starting_the_window_imports_no_torch() -> None:
    heavy = ("torch", "onnxruntime", "pydicom", "gdcm", "pydantic", "scipy", "pyqtgraph", "cephview.review")
    script = f"import sys, cephview.app.application; print([m for m in {heavy} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


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
        r"^\s*(import|from)\s+(socket|urllib|http|requests|ftplib|PySide6\.QtNetwork)\b", re.MULTILINE
    )
    offenders = [path.name for path in PACKAGE.rglob("*.py") if forbidden.search(path.read_text(encoding="utf-8"))]
    assert offenders == []
