from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SLOW = """
import time
print("imported", flush=True)
time.sleep(0.2)
VALUE = 7
"""


def lines(folder: Path, program: str) -> list[str]:
    """What a program says that puts off `slow`, a package in this folder."""
    package = folder / "slow"
    package.mkdir()
    (package / "__init__.py").write_text(SLOW)
    (package / "part.py").write_text("import slow\nDOUBLE = lambda: 2 * slow.VALUE\n")
    start = f"import sys; sys.path.insert(0, {str(folder)!r})\n"
    start += "from cephview.core.late_imports import load_late, put_off\nput_off('slow')\n"
    done = subprocess.run([sys.executable, "-c", start + program], capture_output=True, text=True, check=False)
    return [*done.stdout.splitlines(), *done.stderr.splitlines()[-1:]]


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import slow; import slow as again; print('later')", ["later"]),
        ("import slow; print('later'); print(slow.VALUE, slow.VALUE)", ["later", "imported", "7 7"]),
        ("import slow; load_late(); load_late(); print('later', type(slow).__name__)", ["imported", "later module"]),
        ("load_late('slow.part'); import slow; print('later', slow.part.DOUBLE())", ["imported", "later 14"]),
        ("from slow import VALUE; print(VALUE)", ["imported", "7"]),
        ("from slow.part import DOUBLE; print('later'); print(DOUBLE())", ["imported", "later", "14"]),
        (
            "import slow; put_off('slow'); slow.VALUE; put_off('slow'); print(slow.VALUE)",
            ["imported", "7"],
        ),
        ("put_off('no_such_module')\nimport no_such_module", ["ModuleNotFoundError: No module named 'no_such_module'"]),
        ("import slow\nslow.NOTHING", ["imported", "AttributeError: module 'slow' has no attribute 'NOTHING'"]),
    ],
)
def test_a_module_that_was_put_off_is_imported_when_it_is_used(tmp_path: Path, program: str, said: list[str]) -> None:
    assert lines(tmp_path, program) == said


def test_threads_that_use_it_at_once_all_wait_for_one_import(tmp_path: Path) -> None:
    program = """
import slow
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(8) as pool:
    print(set(pool.map(lambda _: slow.VALUE, range(32))))
"""
    assert lines(tmp_path, program) == ["imported", "{7}"]


def test_pyside_is_imported_without_its_own_import() -> None:
    program = """
import builtins
from cephview.core.late_imports import plain_import
own = builtins.__import__
with plain_import():
    import PySide6.QtCore
    print(builtins.__import__ is own)
print(builtins.__import__ is own)
names = {}
exec("from PySide6.QtWidgets import *", names)
print("QLabel" in names)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]
