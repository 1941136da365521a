"""Size and calibration of a film from its header and tables: what an evaluation needs, without decoding pixels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cephview.core.calibration import Calibration
from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.io.films.file_tags import read_tags
from cephview.io.films.image_header import HeaderError, check_size, is_dicom, read_header
from cephview.io.films.images import read_film
from cephview.io.reading import read_bytes
from cephview.io.tables.calibration import find_calibration

_MAX_BYTES = 1 << 30


@dataclass(frozen=True)
class FilmFacts:
    """Size (width, height) in film px as the film is shown, and its calibration where one is known."""

    size: Size
    calibration: Calibration | None


def read_film_facts(path: Path) -> FilmFacts:
    """The facts of a film. Raises CephViewError where the file is no film; a DICOM is decoded for them."""
    data = read_bytes(path, _MAX_BYTES)
    if is_dicom(data):
        film = read_film(path)
        return FilmFacts(film.size, film.calibration)
    try:
        header = read_header(data)
        check_size(header.width, header.height)
    except HeaderError as error:
        raise CephViewError("{name} {error}.", name=path.name, error=error) from None
    size = (header.width, header.height)
    # EXIF 5 to 8 lie on their side, and are shown upright.
    if read_tags(data).orientation >= 5:
        size = size[::-1]
    return FilmFacts(size, find_calibration(path, size))
