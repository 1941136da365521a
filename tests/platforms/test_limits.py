"""macOS: the limits of the process that decodes; one that cannot be set makes no film damaged."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pydicom
import pytest

from cephview.io.films.images import read_film

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no setrlimit")

TEST_FILES = Path(pydicom.__file__).parent / "data" / "test_files"
FILMS = ("JPEGLSNearLossless_08.dcm", "SC_rgb_jpeg_gdcm.dcm")


def _play(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    """Have the process that decodes begin with `code`: it gets this process's path."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(f"import resource\nreal = resource.setrlimit\n{code}", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


SYSTEMS = {
    "macOS": (
        "def setrlimit(kind, limits):\n"
        "    if kind == resource.RLIMIT_AS:\n"
        "        raise ValueError('current limit exceeds maximum limit')\n"
        "    real(kind, limits)\n"
        "resource.setrlimit = setrlimit\n"
    ),
    "all refused": (
        "def setrlimit(kind, limits):\n    raise PermissionError(1, 'not permitted')\nresource.setrlimit = setrlimit\n"
    ),
    "no such limits": "del resource.RLIMIT_AS, resource.RLIMIT_CORE\n",
    "a lower hard limit": "real(resource.RLIMIT_CPU, (4, 4))\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("film", FILMS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_a_limit_that_cannot_be_set_costs_no_film(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, film: str
) -> None:
    if not (TEST_FILES / film).exists():
        pytest.skip(f"pydicom brings no {film}")
    here = read_film(TEST_FILES / film).pixels
    _play(monkeypatch, tmp_path / "site", SYSTEMS[system])
    np.testing.assert_array_equal(read_film(TEST_FILES / film).pixels, here)


def test_the_other_limits_are_still_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told"
    _play(
        monkeypatch,
        tmp_path / "site",
        f"{SYSTEMS['macOS']}import atexit\n"
        f"atexit.register(lambda: open({str(told)!r}, 'w').write(str(resource.getrlimit(resource.RLIMIT_CPU)[0])))\n",
    )
    read_film(TEST_FILES / FILMS[0])
    assert 5 <= int(told.read_text()) < 60
