"""The films read lately, in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from cephview.core.radiograph import Radiograph
from cephview.io.films.images import read_film

# A lateral film takes 5 MB as a JPEG of 8 bit and 70 MB from a 6000 px sensor: both neighbours fit, whichever it is.
_CACHE_BYTES = 300 << 20


class FilmCache:
    """The films read lately, the latest within so many bytes. Any thread may ask."""

    def __init__(self, limit: int = _CACHE_BYTES) -> None:
        self._limit = limit
        self._mutex = threading.Lock()
        self._films: OrderedDict[Path, tuple[tuple[int, int] | None, Radiograph]] = OrderedDict()

    @property
    def bytes_held(self) -> int:
        """The pixels in memory."""
        with self._mutex:
            return sum(film.pixels.nbytes for _, film in self._films.values())

    def room_beside(self, film: Radiograph) -> int:
        """How many more films of its size fit; a further one would push out what was read ahead, or this one."""
        return max(self._limit // max(film.pixels.nbytes, 1) - 1, 0)

    def get(self, path: Path) -> Radiograph | None:
        """The film as it was read, where it is still held; the disk is not asked."""
        with self._mutex:
            if path not in self._films:
                return None
            self._films.move_to_end(path)
            return self._films[path][1]

    def read(self, path: Path) -> Radiograph:
        """The film, from memory where its file is as it was. Raises CephViewError as `read_film`."""
        stamp = _stamp(path)
        with self._mutex:
            held = self._films.get(path)
            if held and stamp and held[0] == stamp:
                self._films.move_to_end(path)
                return held[1]
        film = read_film(path)
        with self._mutex:
            self._films[path] = (stamp, film)
            self._films.move_to_end(path)
            total = sum(each.pixels.nbytes for _, each in self._films.values())
            while total > self._limit and len(self._films) > 1:
                total -= self._films.popitem(last=False)[1][1].pixels.nbytes
        return film


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None  # whoever reads it says what is wrong
    return status.st_mtime_ns, status.st_size
