"""A table of many films, written as they come: a film that is done is in it, whatever ends the run."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.io.atomic import sentence_of
from cephview.io.outputs import is_stream, output_stream, remember_hash, write_output


class GrowingTable:
    """A table that is made with its first rows. `asked` as in `check_output`.

    The same command goes on where a run was stopped: the table is known as CephView's own at each of its lengths, so it
    is begun anew, and what was predicted is not predicted again (`PredictionStore`).
    """

    def __init__(self, path: Path, *, asked: bool = True) -> None:
        self.path, self._asked = path, asked
        self._whole = bytearray()
        self._hash = hashlib.sha256()
        self._descriptor: int | None = None
        self._stream = is_stream(path)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it yet, so that the next rows need their headings."""
        return not self._whole

    def add(self, rows: bytes) -> None:
        """Put a film's rows into it. Raises CephViewError where they cannot be; what was in it stays."""
        self._hash.update(rows)
        if self._stream:
            with output_stream(self.path) as stream:
                stream.write(rows)
        elif self._descriptor is None or not self._is_there(self._descriptor):
            self._put_in_place(bytes(self._whole) + rows)
        else:
            self._append(self._descriptor, rows)
            remember_hash(self._hash)
        self._whole += rows

    def close(self) -> None:
        """Bring it to the disk. Raises CephViewError where that cannot be."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        try:
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise CephViewError(sentence_of(self.path, error)) from error

    def _put_in_place(self, data: bytes) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        write_output(self.path, data, asked=self._asked)
        try:
            self._descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise CephViewError(sentence_of(self.path, error)) from error

    def _append(self, descriptor: int, rows: bytes) -> None:
        try:
            while rows:
                rows = rows[os.write(descriptor, rows) :]
        except OSError as error:
            os.truncate(descriptor, len(self._whole))  # no film is half in it
            raise CephViewError(sentence_of(self.path, error)) from error

    def _is_there(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self.path.stat())
        except OSError:
            return False
