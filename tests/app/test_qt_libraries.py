"""A window on a Linux that lacks a library: a sentence with the package to install, where Qt would end the program."""

from __future__ import annotations

import sys

import pytest

from cephview.app import qt_libraries
from cephview.app.qt_libraries import check_x11, debian_package, fedora_package
from cephview.cli import main
from cephview.core.errors import CephViewError

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is asked for on Linux alone")


@pytest.mark.parametrize(
    ("library", "debian", "fedora"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
        ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
        ("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
        ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
        ("libxcb.so.1", "libxcb1", "libxcb"),
        ("libX11-xcb.so.1", "libx11-xcb1", "libX11"),
        ("libX11.so.6", "libx11-6", "libX11"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ],
)
def test_the_package_of_a_library(library: str, debian: str, fedora: str) -> None:
    assert (debian_package(library), fedora_package(library)) == (debian, fedora)


@LINUX
@pytest.mark.parametrize("library", qt_libraries._X11)
def test_whatever_is_missing_is_named(library: str) -> None:
    with pytest.raises(CephViewError) as caught:
        check_x11({"DISPLAY": ":0"}, lambda name: name != library)
    assert library in str(caught.value) and f"Install {debian_package(library)} " in str(caught.value)


@LINUX
@pytest.mark.parametrize(
    "environ", [{}, {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}]
)
def test_where_x11_is_not_asked_for_nothing_is_missed(environ: dict[str, str]) -> None:
    check_x11(environ, lambda _: False)


@LINUX
def test_the_window_says_it_and_ends_with_2(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":99")

    def lacks_cursor(environ=None, loads=None) -> None:
        check_x11({"DISPLAY": ":99"}, lambda name: "cursor" not in name)

    monkeypatch.setattr(qt_libraries, "check_x11", lacks_cursor)
    assert main([]) == 2
    assert "libxcb-cursor0" in capsys.readouterr().err
