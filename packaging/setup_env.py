"""The Python environment that CephView runs in: made once, repaired after a break, left alone while it is right.

`start.py` and `test.py` share it, when `machine` has found the Python to fit. Standard library only, for it runs before
anything is installed.
"""

import csv
import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import machine

REPOSITORY = Path(__file__).resolve().parent.parent
PYTHON_COMMAND = "py" if os.name == "nt" else "python3"

# What is installed to the byte, each file by its SHA-256; `lock.py` writes them from pyproject.toml.
LOCKS = ("cephview", "dev", "cpu", "cuda")
STAMP = "cephview-setup.json"
LOG = "cephview-setup.log"

# What Qt's libraries and plugins of PySide6-Essentials 6.11.3 name in their NEEDED entries (objdump -p), as far as
# a bare Debian lacks it, and the Debian package that holds each. The offscreen platform needs the first table too.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
FONTS = "any font"
FONT_PACKAGE = "fonts-dejavu-core"

# The first that fits pip's log is told. Numbers before words, since Windows says the words in its own language. A
# network that is down also ends in "No matching distribution", and a proxy or a name in "Failed to establish": the
# cause stands before what comes of it.
_EXPLANATIONS = (
    (
        r"No space left on device|Errno 28\b|Errno 122\b|WinError 112\b|WinError 39\b",
        "The disk is full: CephView takes 2 GB (more while it is installed). Free some, or choose another disk with "
        "CEPHVIEW_VENV.",
    ),
    (
        r"Long Path support|WinError 206\b|Errno 36\b|File name too long",
        "The path of CephView's folder is too long: move it to a short place, C:\\CephView for example.",
    ),
    (
        r"WinError (?:5|32|33)\b|Errno 16\b",
        "A file is in use: close CephView and other Python programs, wait until OneDrive or the virus scanner is done, "
        "and start again. A place outside OneDrive is better.",
    ),
    (
        r"WinError 225\b",
        "The virus scanner took a file away: allow the folder of CephView in it, and start again.",
    ),
    (
        r"407 |Proxy Authentication Required",
        "The network's proxy wants a name and a password: set HTTPS_PROXY=http://NAME:PASSWORD@PROXY:PORT, or ask who "
        "looks after the network.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError",
        "The network's certificate is not trusted: point PIP_CERT at its CA file, or ask who looks after the network.",
    ),
    (
        r"getaddrinfo failed|Errno 1100[14]\b|name resolution|Name or service not known|nodename nor servname"
        r"|NameResolutionError",
        "The package index's name is not known here (DNS): is this computer online? Behind a proxy set HTTPS_PROXY.",
    ),
    (r"Cannot connect to proxy|ProxyError", "The proxy cannot be reached: is HTTPS_PROXY right?"),
    (
        r"NewConnectionError|Failed to establish a new connection|ConnectTimeout|Read timed out|ReadTimeoutError"
        r"|Connection (?:reset|aborted|broken)|WinError 1006[01]\b|WinError 10054\b",
        "The package index could not be reached: is the network up, and does it need a proxy (HTTPS_PROXY)?",
    ),
    (
        r"DO NOT MATCH THE HASHES|BadZipFile|zlib\.error",
        "A download came damaged: start again; a proxy or virus scanner that changes downloads does that, too.",
    ),
    (
        r"No matching distribution found",
        "One of the packages has no build for this Python ({python}) or this machine; Python 3.11 to 3.14 are sure.",
    ),
    (r"Permission denied|Errno 13\b", "A file or folder may not be written by you: choose another with CEPHVIEW_VENV."),
)


class SetupError(Exception):
    """What stands in the way, in words for the person at the keyboard, and the exit status it ends in."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Stamp:
    """What was installed into an environment, and for which place; kept in it as a small JSON file."""

    complete: bool
    """False while an installation is under way, and so after one that was broken off."""
    pyproject: str
    """SHA-256 of pyproject.toml and the lock files. CephView is installed editable: these alone call for pip again."""
    extras: tuple[str, ...]
    repository: str
    venv: str
    """The environment's own path: its scripts carry it, so a moved environment has to be made anew."""
    interpreter: str
    """The Python behind the environment's link: another one after the system's upgrade has an empty site-packages."""

    def write(self, path: Path) -> None:
        """Write so that a reader finds the former stamp or this one, never half of it."""
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        replace_patiently(draft, path)

    @classmethod
    def read(cls, path: Path) -> "Stamp | None":
        """The stamp in the file; None where there is none, or none that can be made out."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            return cls(**{**values, "extras": tuple(values["extras"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def covers(self, wanted: "Stamp") -> bool:
        """Whether an environment with this stamp serves where `wanted` is asked for: more extras do no harm."""
        return (
            self.complete
            and set(self.extras) >= set(wanted.extras)
            and (self.pyproject, self.repository, self.venv, self.interpreter)
            == (wanted.pyproject, wanted.repository, wanted.venv, wanted.interpreter)
        )


def replace_patiently(draft: Path, path: Path) -> None:
    """Put a file in another's place; a virus scanner or OneDrive may hold either for a moment."""
    for wait in (0.01, 0.05, 0.2, 0.7, 1.0):
        try:
            draft.replace(path)
            return
        except PermissionError:
            time.sleep(wait)
    draft.replace(path)


def say(message: str) -> None:
    print(f"CephView: {message}", flush=True)


# --- places ----------------------------------------------------------------------------------------------------------


def venv_folder(environ: Mapping[str, str]) -> Path:
    """Where the environment is: CEPHVIEW_VENV, or `.venv` in the repository."""
    chosen = environ.get("CEPHVIEW_VENV", "")
    return Path(chosen).expanduser().absolute() if chosen else REPOSITORY / ".venv"


def venv_python(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def has_base(venv: Path, windows: bool = os.name == "nt") -> bool:
    """Whether the Python that the environment was made from is still there, the same version; True where that is not
    written. On Windows the environment's own python.exe stays when that is removed, and starts nothing more.
    """
    try:
        text = (venv / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    known = dict(re.findall(r"(?m)^\s*([\w-]+)\s*=\s*(.*?)\s*$", text))
    if not known.get("home"):
        return True
    home = Path(known["home"])
    version = re.match(r"(\d+)\.(\d+)", known.get("version", ""))
    if not windows:
        names = ["python3", "python", *(f"python{match[1]}.{match[2]}" for match in (version,) if match)]
        return any((home / name).exists() for name in names)
    # The Store's python.exe is a link of its own kind, which only `lexists` sees, and its DLLs are elsewhere.
    if not os.path.lexists(home / "python.exe"):
        return False
    of_the_store = "WindowsApps" in home.parts or "WindowsApps" in known["home"]
    return of_the_store or version is None or (home / f"python{version[1]}{version[2]}.dll").exists()


def site_packages(venv: Path) -> list[Path]:
    return sorted([*venv.glob("lib/python3*/site-packages"), *venv.glob("Lib/site-packages")])


def lock_file(name: str) -> Path:
    return REPOSITORY / "packaging" / f"{name}.lock"


def _wishes() -> list[Path]:
    return [REPOSITORY / "pyproject.toml", *map(lock_file, LOCKS)]


def wanted_stamp(venv: Path, extras: Iterable[str]) -> Stamp:
    """The stamp of a complete environment with these extras, here and now."""
    return Stamp(
        complete=True,
        pyproject=hashlib.sha256(b"".join(path.read_bytes() for path in _wishes())).hexdigest(),
        extras=tuple(sorted(set(extras))),
        repository=str(REPOSITORY),
        venv=str(venv),
        interpreter=str(venv_python(venv).resolve()),
    )


# --- system libraries ------------------------------------------------------------------------------------------------


def can_load(soname: str) -> bool:
    """Whether the dynamic linker finds the library: the very question that Qt will ask, on any distribution."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_fonts(environ: Mapping[str, str]) -> bool:
    """Whether there is a font at all. Without one Qt draws boxes in place of letters and does not say so."""
    home = Path(environ.get("HOME") or "/")
    data_home = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data_home / "fonts", home / ".fonts")
    return any(
        name.lower().endswith((".ttf", ".otf", ".ttc", ".pfb"))
        for folder in folders
        for _, _, names in os.walk(folder)
        for name in names
    )


def needed_libraries(environ: Mapping[str, str]) -> dict[str, str]:
    """The libraries Qt will load on Linux, each with its Debian package: a window needs more than a file does."""
    needed = dict(QT_LIBRARIES)
    if environ.get("QT_QPA_PLATFORM") not in ("offscreen", "minimal"):
        if environ.get("DISPLAY"):
            needed |= X11_LIBRARIES
        if environ.get("WAYLAND_DISPLAY"):
            needed |= WAYLAND_LIBRARIES
    return needed


def missing_libraries(
    environ: Mapping[str, str],
    loads: Callable[[str], bool] = can_load,
    fonts: Callable[[Mapping[str, str]], bool] = has_fonts,
) -> dict[str, str]:
    """What Qt needs on Linux and does not find: its name, and the Debian package that brings it."""
    missing = {soname: package for soname, package in needed_libraries(environ).items() if not loads(soname)}
    if not fonts(environ):
        missing[FONTS] = FONT_PACKAGE
    return missing


def apt_commands(packages: Sequence[str]) -> list[list[str]]:
    return [
        ["apt-get", "-o", "DPkg::Lock::Timeout=120", "update"],
        ["apt-get", "-o", "DPkg::Lock::Timeout=120", "install", "-y", "--no-install-recommends", *packages],
    ]


def command_to_type(packages: Sequence[str], root: bool, sudo: bool) -> str:
    """The one line that installs the packages, for someone who is root, may use sudo, or has only su."""
    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if root:
        return f"apt-get update && {install}"
    if sudo:
        return f"sudo apt-get update && sudo {install}"
    # A login shell: without it root has the person's PATH, in which dpkg misses /sbin and gives up.
    return f"su - -c 'apt-get update && {install}'"


def install_system_packages(missing: Mapping[str, str], log: Path) -> None:
    """Install Debian packages where that needs no question asked, otherwise say what to type."""
    packages = sorted(set(missing.values()))
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"This system lacks {', '.join(missing)}. Install the packages that hold them (on Debian they are "
            f"{' '.join(packages)}) and start again.",
            2,
        )
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = shutil.which("sudo") is not None
    line = command_to_type(packages, root, sudo)
    if not root and not (sudo and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0):
        raise SetupError(f"This system lacks {', '.join(missing)}. Type this, then start again:\n\n    {line}\n", 2)
    say(f"installing from the system's packages: {' '.join(packages)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update, install = (command if root else ["sudo", "-n", *command] for command in apt_commands(packages))
    # A foreign repository that is down makes the update fail and need not concern these packages.
    run_logged(update, log, environ=environ)
    if run_logged(install, log, environ=environ) != 0:
        raise SetupError(f"{tail(log)}\n\nThis failed. Type it yourself, then start again:\n\n    {line}\n", 2)


# --- the environment -------------------------------------------------------------------------------------------------


def run_logged(
    command: Sequence[str],
    log: Path,
    environ: Mapping[str, str] | None = None,
    progress: Callable[[str], str | None] = lambda line: None,
) -> int:
    """Run a command in the repository, its noise in the log, of which `progress` picks what is worth a line."""
    with log.open("a", encoding="utf-8") as noise:
        noise.write(f"\n$ {shlex.join(command)}\n")
        noise.flush()
        with subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                noise.write(line)
                noise.flush()
                worth = progress(line)
                if worth:
                    print(f"    {worth}", flush=True)
    return process.returncode


_DOWNLOAD = re.compile(r"\s*(?:Downloading|Using cached) (?:\S*/)?([^-\s]+)-(\d[^-\s]*)\S* \(([\d.]+) (MB|GB)\)")
_UNPACKING = re.compile(r"Installing collected packages: (.+)")


def pip_progress(line: str) -> str | None:
    """What of pip's line a waiting person wants to read: the large downloads, and that unpacking has begun."""
    download = _DOWNLOAD.match(line)
    if download:
        name, version, size, unit = download.groups()
        return f"{name} {version} ({size} {unit})" if unit == "GB" or float(size) >= 5 else None
    unpacking = _UNPACKING.match(line)
    return f"unpacking {len(unpacking[1].split(','))} packages" if unpacking else None


def tail(log: Path, lines: int = 20) -> str:
    text = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in text[-lines:])


def explanation(log_text: str) -> str:
    """Why pip failed, in a sentence; empty where its log fits nothing known."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for pattern, sentence in _EXPLANATIONS:
        if re.search(pattern, log_text):
            return sentence.format(python=python)
    return ""


def damaged_distributions(packages: Path) -> list[Path]:
    """The `.dist-info` folders of packages that are not all there, as a killed pip leaves them.

    pip takes a package for installed as soon as its METADATA is there; RECORD comes last and lists every file.
    """
    damaged = []
    for info in sorted(packages.glob("*.dist-info")):
        try:
            with (info / "RECORD").open(encoding="utf-8", newline="") as record:
                whole = all(
                    (packages / name).stat().st_size == int(size) for name, _, size in csv.reader(record) if size
                )
        except (OSError, ValueError):
            whole = False
        if not whole:
            damaged.append(info)
    return damaged


def works(venv: Path) -> bool:
    """Whether the environment has a Python that is new enough and starts, and a pip that is all there."""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        answer = subprocess.run([venv_python(venv), "-I", "-c", question], capture_output=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and not any(
        info.name.startswith("pip-") for packages in site_packages(venv) for info in damaged_distributions(packages)
    )


def is_ours(venv: Path) -> bool:
    """Whether the folder may be thrown away: only an environment, and only one that was made here."""
    return (venv / STAMP).exists() or (venv == REPOSITORY / ".venv" and (venv / "pyvenv.cfg").exists())


def clear(venv: Path, incomplete: Stamp) -> None:
    """An empty folder for the environment, in the place of whatever of ours is there."""
    if venv.exists() and (not venv.is_dir() or any(venv.iterdir())):
        if not is_ours(venv):
            raise SetupError(
                f"{venv} is no Python environment that works, and not one made by CephView: "
                "move it away, or choose another folder with CEPHVIEW_VENV.",
                2,
            )
        if (venv / "pyvenv.cfg").exists():
            say(f"the environment in {venv} is broken, was moved, or its Python is gone: making it anew")
        try:
            shutil.rmtree(venv)
        except PermissionError as error:
            raise SetupError(
                f"{error.filename or venv} is in use: close CephView and every program that runs from {venv}, "
                "and start again."
            ) from error
    venv.mkdir(parents=True, exist_ok=True)
    # First of all, so that even what is broken off in the next instant is known for ours and may be repaired.
    incomplete.write(venv / STAMP)


def make_venv(venv: Path, log: Path) -> None:
    """A Python environment with pip in the empty folder."""
    say(f"making a Python environment in {venv}")
    # The base interpreter: should this one have been the environment's own, it was deleted a moment ago.
    python = getattr(sys, "_base_executable", None) or sys.executable
    if run_logged([python, "-m", "venv", str(venv)], log) != 0:
        raise SetupError(f"{tail(log)}\n\nPython could not make the environment (its words are above).")


def wants_cuda(venv: Path) -> bool:
    """Whether the torch that is there is the CUDA build, which on Linux lives on NVIDIA's own packages."""
    metadata = [path for packages in site_packages(venv) for path in packages.glob("torch-*.dist-info/METADATA")]
    return sys.platform == "linux" and any(
        "Requires-Dist: nvidia-" in path.read_text(encoding="utf-8") for path in metadata
    )


def install(venv: Path, extras: Iterable[str], log: Path) -> None:
    """CephView and all that it runs on, by pip: what the lock files name and nothing else. CephView itself editable, so
    that a `git pull` is at once what runs.
    """
    for packages in site_packages(venv):
        for info in damaged_distributions(packages):
            say(f"repairing {info.name.removesuffix('.dist-info')}, which was installed in part")
            shutil.rmtree(info)
    say("installing CephView and what it runs on: about 0.5 GB at the first time, some minutes")
    if sys.platform == "linux":
        # PyPI's torch for Linux is the CUDA build. Where pip knows a source of the CPU one (3 GB less), that is taken.
        # The try has a log of its own, since its "no matching distribution" explains nothing.
        trial = log.with_name(f"cpu-{log.name}")
        run_logged(_pip(venv, *_locked("cpu")), trial, environ=_pip_environment(), progress=pip_progress)
    _install(venv, log, *_locked("cephview", *extras))
    if wants_cuda(venv):
        _install(venv, log, *_locked("cuda"))
    _install(venv, log, "--no-build-isolation", "--editable", ".")


def _locked(*names: str) -> list[str]:
    # No wheel is made from sources: something that nobody locked would run then.
    return [
        "--require-hashes",
        "--only-binary=:all:",
        *(part for name in names for part in ("-r", str(lock_file(name)))),
    ]


def _pip(venv: Path, *what: str) -> list[str]:
    command = [str(venv_python(venv)), "-I", "-m", "pip", "install", "--no-deps", "--progress-bar", "off", "--no-input"]
    return [*command, *what]


def _pip_environment() -> dict[str, str]:
    # A person's `user = true` in pip.conf would make pip refuse; pip's own news are of no use here.
    return {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def _install(venv: Path, log: Path, *what: str) -> None:
    """Install these alone. Raises SetupError with pip's last words and what they mean."""
    if run_logged(_pip(venv, *what), log, environ=_pip_environment(), progress=pip_progress) != 0:
        reason = explanation(log.read_text(encoding="utf-8", errors="replace"))
        raise SetupError(f"{tail(log)}\n\npip could not install CephView. {reason}\nAll that pip said: {log}")


# Paths travel in the environment, so that no sign in them is one of PowerShell's.
_SHORTCUTS = """
$shell = New-Object -ComObject WScript.Shell
foreach ($place in 'Programs', 'Desktop') {
  $link = $shell.CreateShortcut((Join-Path ([Environment]::GetFolderPath($place)) 'CephView.lnk'))
  $link.TargetPath = $env:CEPHVIEW_TARGET
  $link.WorkingDirectory = $env:USERPROFILE
  $link.Save()
}
"""


def make_shortcuts(venv: Path, windows: bool = os.name == "nt") -> bool:
    """Put CephView into the Start menu and on the desktop of Windows; False where that was not done."""
    target = venv / "Scripts" / "cephview-window.exe"
    if not (windows and target.exists()):
        return False
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _SHORTCUTS]
    try:
        made = subprocess.run(
            command, env={**os.environ, "CEPHVIEW_TARGET": str(target)}, capture_output=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return made.returncode == 0


def torch_trouble(venv: Path) -> str:
    """Why PyTorch does not start in the environment and what to do, in a sentence; empty where it does."""
    command = [str(venv_python(venv)), "-I", "-c", "import torch"]
    try:
        tried = subprocess.run(command, capture_output=True, timeout=300, encoding="utf-8", errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    if tried.returncode == 0:
        return ""
    if os.name == "nt" or re.search(r"WinError 1(?:26|27|114)\b|DLL load failed", tried.stderr):
        return (
            "PyTorch does not start yet: Microsoft's Visual C++ runtime is missing. Install it from "
            f"{machine.VISUAL_C} and start this again."
        )
    words = tried.stderr.strip().splitlines()
    return f"PyTorch does not start ({words[-1] if words else 'it ended without a word'}): models cannot be used."


def prepare(extras: Sequence[str], environ: Mapping[str, str]) -> Path:
    """The environment's Python, with CephView and `extras` installed, and all that Qt needs; quick when all is there.

    `environ` is what CephView will be started with: it tells whether a window will be opened.
    """
    venv = venv_folder(environ)
    stamp = Stamp.read(venv / STAMP)
    there = venv_python(venv).exists() and has_base(venv)
    ready = stamp is not None and there and stamp.covers(wanted_stamp(venv, extras))
    moved = stamp is not None and stamp.venv != str(venv)
    remake = not ready and (moved or not there or not works(venv))
    if not ready and (too_long := machine.what_is_wrong_with_the_folder(venv)):
        raise SetupError(too_long, 2)

    missing = missing_libraries(environ) if sys.platform == "linux" else {}
    if remake and importlib.util.find_spec("ensurepip") is None:
        # Debian and its children cut `ensurepip` out of Python and ship it by itself.
        missing["Python's ensurepip"] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if ready and not missing:
        return venv_python(venv)

    # Development tools that are there stay, in the versions that a changed pyproject.toml wants.
    extras = sorted({*extras, *(stamp.extras if stamp else ())})
    incomplete = replace(wanted_stamp(venv, extras), complete=False)
    if remake:
        clear(venv, incomplete)
    log = venv / LOG
    log.unlink(missing_ok=True)
    if missing:
        install_system_packages(missing, log)
        still = missing_libraries(environ) if sys.platform == "linux" else {}
        if still:
            raise SetupError(f"After the installation this system still lacks {', '.join(still)}.", 2)
    if not ready:
        if remake:
            for note in machine.notes(machine.facts()):
                say(note)
            make_venv(venv, log)
        incomplete.write(venv / STAMP)
        install(venv, extras, log)
        wanted_stamp(venv, extras).write(venv / STAMP)
        say("installed")
        if make_shortcuts(venv):
            say("CephView stands in the Start menu and on the desktop now")
        if trouble := torch_trouble(venv):
            say(trouble)
    return venv_python(venv)


def forget(venv: Path) -> None:
    """Have the next `prepare` look closely: what was thought ready starts nothing."""
    if stamp := Stamp.read(venv / STAMP):
        replace(stamp, complete=False).write(venv / STAMP)


def guarded(main: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run a command of this folder: what stands in the way is told in words, and Ctrl+C is no traceback."""
    machine.prepare_streams()
    status = _guarded(main, arguments)
    if status and machine.window_goes_with_us(os.environ):
        machine.wait_for_enter()
    return status


def _guarded(main: Callable[[list[str]], int], arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SetupError as stop:
        machine.say_last(str(stop))
        return stop.status
    except OSError as error:
        machine.say_last(f"{error.strerror or error}: {error.filename or ''}")
        return 1
    except KeyboardInterrupt:
        machine.say_last("Broken off. The same command goes on from here.")
        return 130
