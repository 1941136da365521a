"""Whether this Python and this machine can carry CephView, asked before anything is made; and a Python that can.

Standard library only, and readable to every Python 3: an old one is to hear a sentence, or to hand over to a newer.
Run as a program it prints what it finds, as JSON, which is how one Python asks about another.
"""

import contextlib
import ctypes
import json
import os
import platform as machine_facts
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

OLDEST, NEWEST = (3, 11), (3, 14)
# Of numpy, scipy and torch: their wheels for macOS say macosx_14_0_arm64.
OLDEST_MACOS = 14
# The wheel of torch for Windows lacks msvcp140.dll.
VISUAL_C = "https://aka.ms/vs/17/release/vc_redist.x64.exe"
BEST = "3.13"
# torch's longest file has 167 letters, below `.venv\Lib\site-packages\`, and Windows takes 259 in all.
LONGEST_FOLDER = 66
HANDED_OVER = "CEPHVIEW_HANDED_OVER"

_FRAMEWORK = "/Library/Frameworks/Python.framework/Versions"
_SYSTEMS = {"win32": "Windows", "darwin": "macOS"}
_PYTHON_ORG = {
    "Windows": "“Windows installer (64-bit)” of Python " + BEST + " from python.org/downloads/windows",
    "macOS": "“macOS 64-bit universal2 installer” of Python " + BEST + " from python.org/downloads/macos",
}


def facts() -> "dict[str, Any]":
    """What CephView's packages ask of a Python: a dictionary that JSON can carry."""
    return {
        "version": list(sys.version_info[:2]),
        "implementation": machine_facts.python_implementation(),
        "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        "system": _SYSTEMS.get(sys.platform, "Linux" if sys.platform.startswith("linux") else sys.platform),
        # Not platform.machine(), which tells of Windows on ARM even where this Python is one for x64.
        "build": sysconfig.get_platform(),
        "machine": machine_facts.machine().lower(),
        "bits": 64 if sys.maxsize > 2**32 else 32,
        "macos": machine_facts.mac_ver()[0] if sys.platform == "darwin" else "",
        "translated": sys.platform == "darwin" and _is_translated(),
        "musl": sys.platform.startswith("linux") and _is_musl(),
        "store": _is_of_the_store(sys.base_prefix),
    }


def what_is_wrong(found: "Mapping[str, Any]") -> str:
    """Why CephView cannot run there and what to do, in a sentence; empty where it can. `found` is as of `facts`."""
    return _of_the_machine(found) or _of_the_python(found)


def _of_the_machine(found: "Mapping[str, Any]") -> str:
    """What no other Python would mend."""
    system = found["system"]
    if system == "macOS":
        if found["machine"] != "arm64" and not found["translated"]:
            return (
                "CephView needs a Mac with Apple silicon (M1 or newer): PyTorch has no build for Intel Macs any more. "
                "Use another computer: Windows (64 bit) or Linux will do."
            )
        if found["macos"] and _number(found["macos"]) < OLDEST_MACOS:
            wanted, there = OLDEST_MACOS, found["macos"]
            return (
                f"CephView needs macOS {wanted} or newer, and this is {there}: update it in System Settings, General."
            )
    if system == "Linux":
        if found["musl"]:
            return (
                "CephView needs a Linux with glibc (Debian, Ubuntu, Fedora …): PyTorch has no build for musl (Alpine)."
            )
        if found["machine"] not in ("x86_64", "amd64", "aarch64", "arm64"):
            return (
                "CephView needs a processor of 64 bit (x86_64 or aarch64), and this is " + str(found["machine"]) + "."
            )
    return ""


def _of_the_python(found: "Mapping[str, Any]") -> str:
    """What another Python on the same machine mends."""
    system = found["system"]
    version = ".".join(map(str, found["version"]))
    other = f"package python3 (3.11 to 3.14) of your system, or Python {BEST} from python.org"
    install = f"Install the {_PYTHON_ORG.get(system, other)}, and start this again with it."
    if found["version"] < list(OLDEST):
        return f"CephView needs Python 3.11 to 3.14, and this is Python {version}. {install}"
    if found["version"] > list(NEWEST):
        return f"CephView needs Python 3.11 to 3.14: its parts have no build for Python {version} yet. {install}"
    if found["implementation"] != "CPython" or found["free_threaded"]:
        kind = "the free-threaded Python" if found["free_threaded"] else found["implementation"]
        return f"CephView's parts have no build for {kind}. {install}"
    if system == "Windows" and found["build"] == "win-arm64":
        return (
            f"CephView's parts have no build for Windows on ARM. Install the {_PYTHON_ORG['Windows']} (not the one for "
            "ARM64), which Windows 11 runs by emulation, and start this again with it. Nobody has tried that yet."
        )
    if found["bits"] == 32:
        return f"This Python is one of 32 bit, and CephView needs one of 64 bit. {install}"
    if system == "Windows" and found["build"] != "win-amd64":
        return f"CephView's parts have no build for this Python ({found['build']}). {install}"
    if found["translated"]:
        return f"This Python is one for Intel Macs, translated. {install}"
    return ""


def what_is_wrong_with_the_folder(venv: object, system: str = "", long_paths: "bool | None" = None) -> str:
    """Why the environment cannot be made at this path and where it can, in a sentence; empty where it can."""
    longest = LONGEST_FOLDER + len("\\.venv")
    over = len(str(venv)) - longest
    if (system or facts()["system"]) != "Windows" or over <= 0:
        return ""
    if _has_long_paths() if long_paths is None else long_paths:
        return ""
    home = os.environ.get("SYSTEMDRIVE", "C:") + "\\CephView"
    return (
        f"The path of this folder is {over} letters too long for Windows (259 for a file):\n\n"
        f"    {venv}\n\nMove the folder of CephView to a short place outside OneDrive, {home} for example, and start "
        "it there. Or leave it where it is, type this, and start it in a new window:\n\n"
        f"    setx CEPHVIEW_VENV {home}-environment\n"
    )


def notes(found: "Mapping[str, Any]") -> "list[str]":
    """What the person should know although it works: sentences."""
    if found["store"]:
        return [
            "This is the Python of the Microsoft Store. It works, but Windows keeps such a Python's files apart and "
            f"deletes them with it; CephView's work folder therefore is {Path.home() / 'CephView'}. The Python "
            "from python.org has no such trap."
        ]
    return []


def settle(script: str, arguments: "Sequence[str]") -> None:
    """Return where this Python will do; else run the script with one that does and end as it ends, or say what to do.

    Ends the program by SystemExit.
    """
    found = facts()
    wrong = what_is_wrong(found)
    if not wrong:
        return
    if not _of_the_machine(found) and not os.environ.get(HANDED_OVER):
        command = fitting_python()
        if command:
            print("CephView: going on with", *command)
            sys.stdout.flush()
            environ = dict(os.environ, **{HANDED_OVER: "1"})
            sys.exit(subprocess.call([*command, script, *arguments], env=environ))
    say_last(wrong)
    sys.exit(2)


def fitting_python() -> "Sequence[str] | None":
    """The command of another Python of this computer that CephView can run on; None where there is none."""
    fitting = []
    for command in candidates():
        found = ask(command)
        if found and not what_is_wrong(found):
            if not found["store"]:
                return command
            fitting.append(command)
    return fitting[0] if fitting else None


def candidates(platform: str = sys.platform) -> "list[list[str]]":
    """Commands that may start another Python, the versions that most packages know first."""
    versions = ["3.13", "3.12", "3.14", "3.11"]
    if platform == "win32":
        return [["py", f"-{version}"] for version in versions]
    own = [["arch", "-arm64", sys.executable]] if platform == "darwin" else []
    places = ["", "/opt/homebrew/bin/", "/usr/local/bin/", *(f"{_FRAMEWORK}/{version}/bin/" for version in versions)]
    return own + [[f"{place}python{version}"] for version in versions for place in places]


def ask(command: "Sequence[str]") -> "dict[str, Any] | None":
    """The facts of another Python; None where the command starts none."""
    try:
        told = subprocess.run(
            [*command, "-I", str(Path(__file__).resolve())],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=True,
        ).stdout
        found = json.loads(told.decode("ascii"))
        return found if set(found) == set(facts()) else None
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


# --- talking ---------------------------------------------------------------------------------------------------------


def prepare_streams() -> None:
    """Have no sign end the program, and no console (`pythonw`) either."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115
            globals()["_console_is_missing"] = True
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


_console_is_missing = False


def say_last(message: str) -> None:
    """The last words before the program ends: on the console, or in a box of Windows where there is none."""
    prepare_streams()
    print("\n" + message, file=sys.stderr)
    sys.stderr.flush()
    if _console_is_missing and sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, message, "CephView", 0x10)


def window_goes_with_us(environ: "Mapping[str, str]", processes: "int | None" = None) -> bool:
    """Whether the console was opened for this program alone (a double click), and its text vanishes with it."""
    if sys.platform == "win32" and not (environ.get(HANDED_OVER) or environ.get("PROMPT")):
        try:
            watched = sys.stdin.isatty() and sys.stderr.isatty()
        except (AttributeError, ValueError):
            return False
        if processes is None:
            processes = ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint32 * 8)(), 8)
        return watched and processes <= 2  # `py` and the Python that it starts
    return False


def wait_for_enter() -> None:
    """Keep the console's window until its text was read."""
    with contextlib.suppress(EOFError, KeyboardInterrupt, RuntimeError):
        input("\nPress Enter to close this window. ")


# --- what the systems tell -------------------------------------------------------------------------------------------


def _number(version: str) -> int:
    try:
        return int(version.split(".")[0])
    except ValueError:
        return OLDEST_MACOS


def _is_translated() -> bool:
    """Whether this is a program for Intel that a Mac with Apple silicon translates."""
    try:
        told = subprocess.run(["sysctl", "-n", "sysctl.proc_translated"], capture_output=True)
    except OSError:
        return False
    return told.stdout.strip() == b"1"


def _is_musl() -> bool:
    # A Python that is linked against glibc names it; one of Alpine names nothing, and its build says so.
    return "musl" in (sysconfig.get_config_var("HOST_GNU_TYPE") or "")


def _is_of_the_store(prefix: str) -> bool:
    return "windowsapps" in prefix.lower().replace("/", "\\").split("\\")


def _has_long_paths() -> bool:
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError):
            place = "SYSTEM\\CurrentControlSet\\Control\\FileSystem"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    return False


if __name__ == "__main__":
    print(json.dumps(facts()))
