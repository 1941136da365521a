from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cephview.core.errors import CephViewError
from cephview.io import patience
from cephview.io.atomic import write_atomically, write_new


def _fail(number: int) -> Callable[..., None]:
    def raiser(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return raiser


def test_writes_new_and_over_old(tmp_path: Path) -> None:
    path = tmp_path / "Ausgabe 牙.csv"
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    write_atomically(path, b"")
    assert path.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permissions of this kind")
def test_new_files_follow_the_umask_and_old_ones_keep_their_permissions(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    (tmp_path / "new").chmod(0o604)
    write_atomically(tmp_path / "new", b"y")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o604


@pytest.mark.skipif(os.name == "nt", reason="links need the administrator on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("call", "number", "says"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("open", errno.EROFS, "is read-only"),
        ("open", errno.EACCES, "is read-only"),
        ("fsync", errno.EIO, "Input/output error"),
    ],
)
def test_a_failure_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, says: str
) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"former")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, _fail(number))
        with pytest.raises(CephViewError, match=says) as error:
            write_atomically(path, b"new" * 1000)
    assert str(error.value).startswith("out.csv was not saved")
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_rename_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"former")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", _fail(errno.EACCES))
        patch.setattr(patience, "PATIENCE_SECONDS", 0.05)
        with pytest.raises(CephViewError, match="open elsewhere"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_system_that_cannot_sync_folders_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_atomically(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_places_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for path, says in (
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "a.csv", "does not exist"),
        (tmp_path / "file" / "a.csv", "does not exist"),
        (tmp_path / ("a" * 300), "too long"),
        (tmp_path / "a\0b", "no possible file name"),
    ):
        with pytest.raises(CephViewError, match=says):
            write_atomically(path, b"new")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CephViewError, match="write-protected"):
        write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"x"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_device_is_never_replaced() -> None:
    with pytest.raises(CephViewError, match="not an ordinary file"):
        write_atomically(Path("/dev/full"), b"x")
    assert Path("/dev/full").is_char_device()


class _FailsAtClose:
    """A file whose content the disk refuses only when it is closed, as NFS does for one that is full or gone."""

    def __init__(self, file, number: int) -> None:
        self._file, self._number = file, number

    def __enter__(self):
        return self._file.__enter__()

    def __exit__(self, *raised: object) -> None:
        self._file.__exit__(*raised)
        raise OSError(self._number, os.strerror(self._number))


@pytest.mark.parametrize(("number", "says"), [(errno.EIO, "Input/output error"), (errno.ENOSPC, "the disk is full")])
def test_a_disk_that_fails_at_close_leaves_the_former_file(tmp_path, monkeypatch, number: int, says: str) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"former")
    genuine = os.fdopen
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", lambda *a, **k: _FailsAtClose(genuine(*a, **k), number))
        for write, where in ((write_atomically, path), (write_new, tmp_path / "new.csv")):
            with pytest.raises(CephViewError, match=says):
                write(where, b"new")
    assert path.read_bytes() == b"former" and list(tmp_path.iterdir()) == [path]


def test_write_new_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    write_new(path, b"first")
    with pytest.raises(FileExistsError):
        write_new(path, b"second")
    monkeypatch.setattr(Path, "hardlink_to", _fail(errno.EPERM))  # exFAT knows no hard links
    with pytest.raises(FileExistsError):
        write_new(path, b"second")
    write_new(tmp_path / "b", b"other")
    assert (path.read_bytes(), (tmp_path / "b").read_bytes()) == (b"first", b"other")
    assert len(list(tmp_path.iterdir())) == 2
