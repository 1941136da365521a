"""Whether every part of CephView has a wheel for the doctors' systems: `.venv/bin/python packaging/wheels.py`.

Reads the pins of pyproject.toml, asks pip for each system and Python as if it were there, and goes on with what the
found wheels require there. Nothing is installed. Exit status 1 where one lacks a wheel.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "win_amd64": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "macosx_14_0_arm64": {
        **{"sys_platform": "darwin", "platform_system": "Darwin"},
        **{"os_name": "posix", "platform_machine": "arm64"},
    },
}


def environment(system: str, python: str) -> dict[str, str]:
    """What markers such as `sys_platform == "win32"` are judged by there."""
    here = {name: str(value) for name, value in default_environment().items()}
    return {**here, **SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.0", "extra": ""}


def pins() -> list[str]:
    """The dependencies of pyproject.toml, those of its extras for users among them."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {})
    return [*project["dependencies"], *(pin for name, group in extras.items() if name != "dev" for pin in group)]


def wheels(requirements: list[str], system: str, python: str) -> list[dict[str, object]]:
    """What pip would install there of these alone: its report, a row a wheel. Raises LookupError with pip's words."""
    with tempfile.TemporaryDirectory() as target:
        report = Path(target) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--ignore-installed", "--quiet"]
        command += ["--target", target, "--only-binary=:all:", "--platform", system, "--python-version", python]
        done = subprocess.run([*command, "--report", str(report), *requirements], capture_output=True, text=True)
        if done.returncode:
            raise LookupError(done.stderr.strip().splitlines()[-1])
        found: list[dict[str, object]] = json.loads(report.read_text(encoding="utf-8"))["install"]
        return found


def required(rows: list[dict[str, object]], where: dict[str, str]) -> list[Requirement]:
    """What these wheels require there."""
    texts = [text for row in rows for text in row["metadata"].get("requires_dist", ())]  # type: ignore[attr-defined]
    needed = map(Requirement, texts)
    return [each for each in needed if each.marker is None or each.marker.evaluate(where)]


def check(system: str, python: str) -> str:
    """The number of wheels, the transitive ones too. Raises LookupError where one is missing."""
    where, known, names = environment(system, python), 0, set[str]()
    waiting = [each for each in map(Requirement, pins()) if each.marker is None or each.marker.evaluate(where)]
    while waiting:
        rows = wheels([f"{each.name}{each.specifier}" for each in waiting], system, python)
        names |= {each.name.lower().replace("_", "-") for each in waiting}
        known += len(rows)
        further = {each.name.lower().replace("_", "-"): each for each in required(rows, where)}
        waiting = [each for name, each in further.items() if name not in names]
    return f"{known} wheels"


def main() -> int:
    """Check all; 1 where a wheel is missing."""
    status = 0
    for system in SYSTEMS:
        for python in PYTHONS:
            try:
                print(f"{system:18} Python {python}: {check(system, python)}", flush=True)
            except LookupError as error:
                print(f"{system:18} Python {python}: {error}", flush=True)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
