"""Writes the lock files of this folder anew from pyproject.toml: `python packaging/lock.py`, where uv is installed.

`cephview.lock` is what CephView runs on and is built by, `dev.lock` what the tests need besides, `cpu.lock` the CPU
build of torch for Linux, and `cuda.lock` what the other build wants. Each holds every package, for all systems and
Pythons, with the SHA-256 of each of its files: `start.py` and `test.py` install nothing else.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "packaging"
# hatchling asks for it where a package is installed editable.
EDITABLES = "editables==0.6"
# By the version of torch, the SHA-256 of its known CPU builds for Linux (PyPI has none; this is Python 3.11's).
CPU_BUILDS = {"2.13.0": ["6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b"]}
_CUDA = re.compile(r"cuda-|nvidia-|triton")


def compiled(requirements: list[str]) -> dict[str, str]:
    """By its first line (`name==version`, and where it counts), each package's rows, the transitive ones too."""
    with tempfile.TemporaryDirectory() as place:
        wanted, locked = Path(place) / "wanted.in", Path(place) / "locked"
        wanted.write_text("\n".join(requirements) + "\n", encoding="utf-8")
        command = ["uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
        options = ["--no-header", "--no-annotate", "--output-file", str(locked), str(wanted)]
        subprocess.run([sys.executable, "-m", *command, *options], check=True)
        rows = re.split(r"\n(?=\S)", locked.read_text(encoding="utf-8").strip())
    return {row.split(" \\")[0]: row for row in rows}


def main() -> None:
    """Write the three files."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    runs = [*project["project"]["dependencies"], *project["build-system"]["requires"], EDITABLES]
    everything = compiled([*runs, *project["project"]["optional-dependencies"]["dev"]])
    needed = compiled(runs)
    files: dict[str, list[str]] = {"cephview": [], "dev": [], "cpu": [], "cuda": []}
    for first, row in everything.items():
        cuda = bool(_CUDA.match(first))
        if version := re.match(r"torch==([\d.]+)", first):
            hashes = CPU_BUILDS.get(version[1], [])
            files["cpu"] = [" \\\n    --hash=sha256:".join([f"torch=={version[1]}+cpu", *hashes])] if hashes else []
        files["cuda" if cuda else "cephview" if first in needed else "dev"].append(row)
    for name, rows in files.items():
        text = f"# Written by packaging/lock.py from pyproject.toml: change that, and run it.\n{chr(10).join(rows)}\n"
        (FOLDER / f"{name}.lock").write_text(text, encoding="utf-8")
        print(f"{name}.lock: {len(rows)} packages")


if __name__ == "__main__":
    main()
