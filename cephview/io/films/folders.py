"""The films in a folder and below it: a CD with `PAT/ST/SE/IM000001`, one folder a patient, or a data set."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence
from cephview.io.films.dicom.sniff import NO_FILMS, head_of, is_directory, looks_like_dicom, modality_of
from cephview.io.films.images import FILM_SUFFIXES

# A CD's `DICOM/PAT/ST/SE` is four.
DEPTH = 4
# Where the known data sets keep their films: what lies there counts as lying in the folder itself.
_FILM_FOLDERS = {"images", "cephalograms"}
# No film by their name, and often large: they are not opened to see whether they are DICOM.
_OTHERS = frozenset(
    ".txt .csv .tsv .json .xml .html .htm .pdf .md .log .ini .toml .yaml .yml .py .pth .pt .onnx .tar .gz .zip .7z "
    ".rar .exe .dll .so .jar .bat .cmd .inf .lnk .doc .docx .xls .xlsx .ods .odt .ppt .pptx .mp4 .avi .mov .mp3 .wav "
    ".stl .ply .obj .gif .webp .svg .ico .heic .db .sqlite .tmp .bak .lock .journal .tps .mrk".split()
)
_DICOM = (".dcm", ".dicom")
# Pictures that CephView itself writes beside films and runs.
_OWN_PICTURES = (".tracing.png",)
_RUN_MARKS = {"last.pth", "settings.toml"}
# So many entries are looked at to learn whether sub-folders hold films that are not listed.
_GLANCE = 2000
GoOn = Callable[[int], object]


@dataclass
class Listing:
    """The films of a folder in natural order, and what of it was left out; `folders` are those that hold films."""

    films: list[Path] = field(default_factory=list)
    folders: int = 0
    more_below: bool = False  # films in sub-folders, which count only where the folder itself has none, or if asked
    too_deep: int = 0  # folders below DEPTH
    other_images: int = 0  # DICOM that says of itself to be no plain radiograph
    unreadable: int = 0
    pictures: list[Path] = field(default_factory=list)  # the films that are no DICOM
    is_disk: bool = False  # a table of contents lies in it, as on a CD of a clinic

    def notes(self, name: str) -> list[str]:
        """What the user should know: how deep it was looked, and what was left out."""
        told: list[str] = []
        if self.folders > 1:
            told.append(
                Sentence(
                    "{count} films in {folders} folders of {name}, which was searched {depth} deep.",
                    count=len(self.films),
                    folders=self.folders,
                    name=name,
                    depth=DEPTH,
                )
            )
        if self.more_below:
            told.append(
                Sentence("Sub-folders of {name} hold films, too; listed are those in {name} itself.", name=name)
            )
        if self.too_deep:
            told.append(
                Sentence(
                    "What lies deeper than {depth} folders in {name} was not looked at: open that folder itself.",
                    depth=DEPTH,
                    name=name,
                )
            )
        if self.other_images:
            count = self.other_images
            told.append(
                Sentence(
                    "{count} DICOM files are of another kind than radiographs: left out."
                    if count > 1
                    else "{count} DICOM file is of another kind than radiographs: left out.",
                    count=count,
                )
            )
        if self.unreadable:
            count = self.unreadable
            told.append(
                Sentence(
                    "{count} folders in {name} could not be read."
                    if count > 1
                    else "{count} folder in {name} could not be read.",
                    count=count,
                    name=name,
                )
            )
        return told


def list_films(folder: Path, go_on: GoOn | None = None, *, below: bool = False) -> Listing:
    """The films of a folder; where it holds none, or `below` says so, those of its sub-folders, DEPTH deep.

    `go_on` hears how many there are by now, and may raise Cancelled. Raises CephViewError for a folder that cannot be
    read.
    """
    listing = Listing()
    try:
        _search(folder, listing, go_on or _say_nothing, DEPTH, set(), below)
    except OSError as error:
        raise CephViewError(
            "The folder {folder} cannot be read ({strerror}): choose another.", folder=folder, strerror=error.strerror
        ) from None
    if listing.is_disk and len(listing.pictures) < len(listing.films):
        no_films = set(listing.pictures)  # the logos of the viewer that such a CD brings along
        listing.films = [film for film in listing.films if film not in no_films]
    return listing


def natural_key(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Sort key by name with numbers as numbers: 2.png before 10.png."""
    parts = re.split(r"([0-9]+)", path.name.casefold())
    return (*((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part), (2, 0, path.name))


def _search(folder: Path, listing: Listing, go_on: GoOn, depth: int, seen: set[tuple[int, int]], below: bool) -> None:
    status = folder.stat()
    if status.st_ino and (status.st_dev, status.st_ino) in seen:
        return  # a link that leads back
    go_on(len(listing.films))
    seen.add((status.st_dev, status.st_ino))
    files, inner = _entries(folder, lambda: go_on(len(listing.films)))
    before = len(listing.films)
    if not {path.name for path in files} >= _RUN_MARKS:  # the pictures of a training run are no films
        _take(files, listing, go_on)
    for path in [path for path in inner if path.name.casefold() in _FILM_FOLDERS]:
        inner.remove(path)
        _enter(path, listing, go_on, depth, seen, below)
    own = len(listing.films) - before
    listing.folders += own > 0 and bool(files)
    if own and not below:
        listing.more_below |= any(_holds_film(path) for path in inner)
    elif depth:
        for path in inner:
            _enter(path, listing, go_on, depth - 1, seen, below)
    else:
        listing.too_deep += len(inner)


def _enter(folder: Path, listing: Listing, go_on: GoOn, depth: int, seen: set[tuple[int, int]], below: bool) -> None:
    try:
        _search(folder, listing, go_on, depth, seen, below)
    except OSError:
        listing.unreadable += 1


def _take(files: list[Path], listing: Listing, go_on: GoOn) -> None:
    for path in files:
        go_on(len(listing.films))
        kind = _kind(path)
        if kind in ("picture", "dicom"):
            listing.films.append(path)
        if kind == "picture":
            listing.pictures.append(path)
        listing.other_images += kind == "other"
        listing.is_disk |= kind == "contents"


def _entries(folder: Path, go_on: Callable[[], object]) -> tuple[list[Path], list[Path]]:
    """The files and the folders in a folder, in natural order, less hidden ones."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number % 256 == 0:
                go_on()
            # macOS leaves `._1.jpg` beside `1.jpg` on foreign disks.
            if not entry.name.startswith("."):
                with suppress(OSError):
                    if entry.is_dir():
                        folders.append(folder / entry.name)
                    elif entry.is_file():
                        files.append(folder / entry.name)
    return sorted(files, key=natural_key), sorted(folders, key=natural_key)


def _kind(path: Path) -> str:
    """`picture` or `dicom` for a film, `other` for DICOM of another kind, `contents` of a disk, or nothing."""
    suffix = path.suffix.lower()
    if path.name.lower().endswith(_OWN_PICTURES):
        return ""
    if path.name.upper().rstrip(".") == "DICOMDIR":
        return "contents"
    if suffix in FILM_SUFFIXES and suffix not in _DICOM:
        return "picture"
    if suffix in _OTHERS:
        return ""
    head = head_of(path)
    if suffix not in _DICOM and not looks_like_dicom(head):
        return ""
    if is_directory(head):
        return "contents"
    return "other" if modality_of(head) in NO_FILMS else "dicom"


def _holds_film(folder: Path) -> bool:
    """Whether a film is found among the first files below a folder."""
    return any(_kind(path) in ("picture", "dicom") for path in _glance(folder))


def _glance(folder: Path) -> Iterator[Path]:
    waiting, left = [folder], _GLANCE
    while waiting and left > 0:
        with suppress(OSError):
            files, folders = _entries(waiting.pop(), lambda: None)
            left -= len(files) + len(folders)
            waiting += folders
            yield from files


def _say_nothing(_: int) -> None:
    return
