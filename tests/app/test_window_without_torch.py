"""Where PyTorch cannot be loaded (a broken DLL), the window works with the embedded model and says what does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cephview.core.resources import resource

HERE = Path(__file__).resolve().parent
BROKEN = (
    "error = OSError('[WinError 126] The specified module could not be found. Error loading \"c10.dll\"')\n"
    "error.winerror = 126\nraise error\n"
)


@pytest.mark.slow
def test_the_embedded_model_and_onnx_work_and_the_rest_is_said(tmp_path: Path) -> None:
    (tmp_path / "site" / "torch").mkdir(parents=True)
    (tmp_path / "site" / "torch" / "__init__.py").write_text(BROKEN)
    shutil.copyfile(resource("models", "cephview-w18s.pth"), tmp_path / "mine.pth")
    shutil.copyfile(resource("models", "cephview-w18s.onnx"), tmp_path / "mine.onnx")
    places = os.pathsep.join((str(tmp_path / "site"), str(HERE.parents[1])))
    done = subprocess.run(
        [sys.executable, str(HERE / "window_without_torch.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["predicted"] and seen["runs on"].startswith("ONNX Runtime")
    (sentence,) = seen["refused"]
    assert sentence == seen["over the film"]
    assert sentence.startswith("mine.pth needs PyTorch.") and "vc_redist.x64.exe" in sentence
    assert "ONNX files work without it" in sentence
    assert seen["still in use"]
    assert seen["onnx"] and seen["torch"] is False
    assert "Traceback" not in done.stderr
