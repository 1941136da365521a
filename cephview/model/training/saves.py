"""What a run saves, where the disk or another program may refuse for a while: kept, told once, written later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.io.atomic import write_atomically

Tell = Callable[[str], None]


@dataclass(frozen=True)
class _Kept:
    data: bytes
    written: Callable[[], None]


class Saves:
    """Writes the files of a run's folder. One that is refused is kept in memory, and tried with each later one.

    Hours of training are not given up for a log that is open in a spreadsheet, or a drive that is away for a minute.
    """

    def __init__(self, folder: Path, tell: Tell = lambda text: None) -> None:
        self.folder, self.tell = folder, tell
        self._kept: dict[str, _Kept] = {}
        self._told: set[str] = set()

    def put(self, name: str, data: bytes, written: Callable[[], None] = lambda: None) -> bool:
        """Write a file whole, in the place of what was kept of it; `written` is called when it is on the disk."""
        self._kept[name] = _Kept(data, written)
        return self.write(name)

    def finish(self) -> dict[str, Path]:
        """Write what is kept; what is refused to the last, under a free name beside it, which comes back by its name.

        Raises CephViewError where that is refused as well, when all was tried.
        """
        elsewhere: dict[str, Path] = {}
        refused: CephViewError | None = None
        for name in tuple(self._kept):
            if not self.write(name):
                try:
                    elsewhere[name] = self._write_beside(name)
                except CephViewError as error:
                    refused = error
        if refused:
            raise refused
        return elsewhere

    def write(self, name: str) -> bool:
        """Try once more to write a file that is kept, if it is; True where nothing of it is left."""
        if (kept := self._kept.get(name)) is None:
            return True
        try:
            write_atomically(self.folder / name, kept.data)
        except CephViewError as error:
            if name not in self._told:
                self._told.add(name)
                self.tell(Sentence("{error} The training goes on, and tries again after the next epoch.", error=error))
            return False
        del self._kept[name]
        kept.written()
        if name in self._told:
            self._told.remove(name)
            self.tell(Sentence("{name} is saved now.", name=name))
        return True

    def _write_beside(self, name: str) -> Path:
        path, kept = self.folder / name, self._kept[name]
        numbered = (self.folder / f"{path.stem}-{number}{path.suffix}" for number in range(2, 1000))
        free = next(other for other in numbered if not other.exists())
        write_atomically(free, kept.data)
        del self._kept[name]
        kept.written()
        self.tell(
            Sentence(
                "{name} could not be replaced to the last: what belongs there is in {name2}.",
                name=name,
                name2=free.name,
            )
        )
        return free
