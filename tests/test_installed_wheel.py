"""The wheel carries all that CephView needs: installed into an empty environment, it predicts the sample film."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from cephview.core.landmarks import ISBI_19

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path) -> str:
    # The person's environment has no PYTHONPATH to the source tree, and this test's run may have one.
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONPATH", "COV_"))}
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("cephview-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment outside the source tree that has the wheel."""
    place = tmp_path_factory.mktemp("an empty environment") / "venv"
    venv.create(place, with_pip=False)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=place)
    # torch and Qt are half a gigabyte, so they are lent by the environment that runs this test. A folder that a .pth
    # file names comes behind the environment's own packages, and .pth files in that folder are not read: neither an
    # installed CephView of the lender nor its editable link to the source tree can take the wheel's place.
    own = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip())
    lenders = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (own / "lent.pth").write_text("\n".join(lenders) + "\n", encoding="utf-8")
    where = _run(python, "-c", "import cephview; print(cephview.__file__)", cwd=place).strip()
    assert Path(where).resolve().is_relative_to(own.resolve()), "this would test the source tree, not the wheel"
    return scripts


def test_installed_wheel_predicts_its_sample_film(installed: Path, tmp_path: Path) -> None:
    python, program = installed / "python", installed / "cephview"
    find = "from cephview.core.resources import resource; print(resource('sample', 'phantom.png'))"
    film = Path(_run(python, "-c", find, cwd=tmp_path).strip())
    assert film.is_relative_to(installed.parent)

    _run(program, "predict", film, "-o", "out.csv", cwd=tmp_path)

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["symbol"] for row in rows] == [landmark.symbol for landmark in ISBI_19.landmarks]
    assert {row["status"] for row in rows} == {"predicted"}
    assert {row["model"] for row in rows} == {"cephview-w18s"}
    # The sample's readings lie beside it in the wheel, so the errors are there, and they are small.
    errors = [float(row["error_mm"]) for row in rows]
    assert sum(errors) / len(errors) < 4.0


def test_installed_wheel_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert _run(installed / "cephview", "--version", cwd=tmp_path).startswith("cephview ")


def test_wheel_holds_the_package_and_its_resources_only(wheel: Path) -> None:

    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"cephview"}
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            assert f"cephview/{path.relative_to(ROOT).as_posix()}" in names
