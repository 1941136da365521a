"""The system libraries that Qt's X11 plugin needs on Linux: where one lacks, Qt ends the program without a sentence."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable, Mapping

from cephview.core.errors import CephViewError

# What `objdump -p` names as NEEDED in the plugin `xcb` of PySide6-Essentials 6.11.3 and in libQt6XcbQpa.
_X11 = (
    *("libX11-xcb.so.1", "libX11.so.6", "libxcb.so.1", "libxkbcommon.so.0", "libxkbcommon-x11.so.0"),
    *("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0", "libxcb-keysyms.so.1", "libxcb-randr.so.0"),
    *("libxcb-render.so.0", "libxcb-render-util.so.0", "libxcb-shape.so.0", "libxcb-shm.so.0", "libxcb-sync.so.1"),
    *("libxcb-util.so.1", "libxcb-xfixes.so.0", "libxcb-xkb.so.1"),
)
# Fedora and Arch put the helpers into packages of their projects' names, and all other libxcb-* into libxcb.
_PROJECTS = {
    "cursor": "xcb-util-cursor",
    "icccm": "xcb-util-wm",
    "image": "xcb-util-image",
    "keysyms": "xcb-util-keysyms",
    "render-util": "xcb-util-renderutil",
    "util": "xcb-util",
}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check_x11(environ: Mapping[str, str] = os.environ, loads: Callable[[str], bool] = _loads) -> None:
    """Pass where Qt can open a window on X11, or will not be asked to. Raises CephViewError naming what to install."""
    platform = environ.get("QT_QPA_PLATFORM", "")
    asked = platform.startswith("xcb") or (not platform and environ.get("DISPLAY"))
    if not str(sys.platform).startswith("linux") or not asked or (environ.get("WAYLAND_DISPLAY") and not platform):
        return
    missing = [library for library in _X11 if not loads(library)]
    if missing:
        debian = " ".join(sorted({debian_package(library) for library in missing}))
        others = " ".join(sorted({fedora_package(library) for library in missing}))
        raise CephViewError(
            f"No window can open: this system lacks {', '.join(missing)}. Install {debian} "
            f"(Debian, Ubuntu: sudo apt-get install {debian}; Fedora, Arch: {others}), then start again."
        )


def debian_package(library: str) -> str:
    """The package of a library by Debian's rule: its name and number, parted where the name ends in a digit."""
    name, _, number = library.partition(".so.")
    return name.lower() + ("-" if re.search("[0-9]$", name) else "") + number


def fedora_package(library: str) -> str:
    """The package of a library on Fedora and Arch."""
    name = library.partition(".so.")[0]
    if name.startswith("libxcb"):
        return _PROJECTS.get(name.removeprefix("libxcb-"), "libxcb")
    return "libX11" if name.startswith("libX11") else name
