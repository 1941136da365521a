"""The CSV of many films, written as they come: a film that is done is in it, whatever ends the run."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.io.atomic import sentence_of
from cephview.io.outputs import is_stream, output_stream, remember_output, write_output
from cephview.io.tables.csv_style import PLAIN, CsvStyle
from cephview.io.tables.export import encode_cases


class GrowingTable:
    """A table that is made with its first film. `asked` as in `check_output`."""

    def __init__(self, path: Path, style: CsvStyle = PLAIN, *, asked: bool = True) -> None:
        self.path, self._style, self._asked = path, style, asked
        self._now = datetime.now().astimezone()
        self._whole = bytearray()
        self._descriptor: int | None = None
        self._stream = is_stream(path)

    def add(self, case: Case) -> None:
        """Put a film into it. Raises CephViewError where it cannot be; what was in it stays."""
        rows = encode_cases([case], self._style, self._now, header=not self._whole)
        if self._stream:
            with output_stream(self.path) as stream:
                stream.write(rows)
        elif self._descriptor is None or not self._is_there(self._descriptor):
            self._put_in_place(bytes(self._whole) + rows)
        else:
            self._append(self._descriptor, rows)
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
        remember_output(bytes(self._whole))

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
