"""Windows: a PyTorch that lacks its DLLs is one sentence, on the command line, in the training child, in the window."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from platform_helpers import ROOT

from cephview.core.errors import CephViewError
from cephview.model import torch_import
from cephview.phantom import PhantomSpec, write_phantom

LACKS_RUNTIME = (
    "error = OSError('[WinError 126] The specified module could not be found. Error loading \"c10.dll\"')\n"
    "error.winerror = 126\nraise error\n"
)
DAMAGED = "raise ImportError('libtorch_cpu.so: cannot open shared object file')\n"
CUT_OFF = "from torch.gone import everything\n"


def _fake(folder: Path, code: str) -> Path:
    (folder / "torch").mkdir(parents=True)
    (folder / "torch" / "__init__.py").write_text(code, encoding="utf-8")
    return folder


def _run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    command = [sys.executable, "-m", "cephview", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.parametrize(
    ("code", "words"), [(LACKS_RUNTIME, "vc_redist.x64.exe"), (DAMAGED, "libtorch_cpu.so"), (CUT_OFF, "start.py")]
)
def test_training_says_it_in_one_sentence(tmp_path: Path, code: str, words: str) -> None:
    write_phantom(tmp_path / "films", "a", PhantomSpec(seed=1, width=193, height=240, mm_per_px=1.0))
    fake = _fake(tmp_path / "site", code)
    done = _run(["train", str(tmp_path / "films"), "-o", str(tmp_path / "run")], fake)
    assert done.returncode == 2 and words in done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "run").exists()


@pytest.fixture
def fake_torch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process: PyTorch is forgotten, and a fake that raises stands in its place."""
    monkeypatch.syspath_prepend(str(_fake(tmp_path / "site", LACKS_RUNTIME)))
    for name in [name for name in sys.modules if name.partition(".")[0] == "torch"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(torch_import, "_broken", [])


def test_a_torch_that_fails_is_told_in_the_same_sentence_each_time(fake_torch: None) -> None:
    for _ in range(2):
        with pytest.raises((OSError, ImportError, AttributeError)) as raised:
            importlib.import_module("torch")
        problem = torch_import.torch_problem(raised.value)
        assert "Visual C++ runtime is missing: install it from https://aka.ms" in problem


def test_other_errors_are_not_torchs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch_import, "_broken", [])
    errors: list[BaseException] = [
        FileNotFoundError(2, "No such file", "torch.pth"),
        ImportError("DLL load failed while importing cv2"),
        ModuleNotFoundError("No module named 'pydicom'", name="pydicom"),
        CephViewError("a sentence"),
    ]
    for error in errors:
        assert torch_import.torch_problem(error) == ""
    missing = ModuleNotFoundError("No module named 'torch'", name="torch")
    assert "is not installed" in torch_import.torch_problem(missing)


def test_a_worker_of_the_window_says_it(qtbot, fake_torch: None) -> None:  # type: ignore[no-untyped-def]
    from cephview.app.background.tasks import Worker

    worker, said = Worker("torch"), []
    worker.submit(lambda task: __import__("torch"), lambda result: None, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    worker.close()
    assert "Visual C++" in said[0] and "unexpected" not in said[0]
