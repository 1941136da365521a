"""Films without compression in which a run of bytes was never written: said, and nothing is said of whole ones."""

from __future__ import annotations

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest

from cephview.core.resources import resource
from cephview.io.films.images import read_film

SAMPLE = cv2.imread(str(resource("sample", "phantom.png")), cv2.IMREAD_GRAYSCALE)
SAID = "hold nothing: the file may be damaged"


def noted(path: Path, data: bytes) -> bool:
    path.write_bytes(data)
    film = read_film(path)
    assert any(SAID in note for note in film.notes) == any(SAID in note for note in film.warnings)
    return any(SAID in note for note in film.notes)


def encoded(ending: str, pixels: np.ndarray) -> bytes:
    flags = [cv2.IMWRITE_TIFF_COMPRESSION, 1] if ending == ".tif" else []
    return cv2.imencode(ending, pixels, flags)[1].tobytes()


FILMS = {
    "bmp": (".bmp", SAMPLE),
    "colour bmp": (".bmp", cv2.cvtColor(SAMPLE, cv2.COLOR_GRAY2BGR)),
    "tiff": (".tif", SAMPLE),
    "16-bit tiff": (".tif", SAMPLE.astype(np.uint16) * 16 + 1),
}


@pytest.mark.parametrize("kind", FILMS)
@pytest.mark.parametrize("share", [0.4, 0.5, 0.61])
def test_a_hole_is_said_and_a_whole_film_is_not_doubted(tmp_path: Path, kind: str, share: float) -> None:
    ending, pixels = FILMS[kind]
    # No part of a drawn film is quite black here.
    data = bytearray(encoded(ending, np.maximum(pixels, 1)))
    assert not noted(tmp_path / f"whole{ending}", bytes(data))
    begin = int(len(data) * share) // 512 * 512
    data[begin : begin + 65536] = bytes(65536)
    assert noted(tmp_path / f"hole{ending}", bytes(data))


def test_a_strip_that_was_never_written_is_a_hole(tmp_path: Path) -> None:
    pixels = np.maximum(SAMPLE, 1)
    pixels[640:704] = 0
    assert noted(tmp_path / "strip.tif", encoded(".tif", pixels))


@pytest.mark.parametrize(
    "place", [np.s_[:200], np.s_[-200:], np.s_[300:500, 200:], np.s_[300:500, :900], np.s_[:, :300], np.s_[700:702]]
)
def test_black_that_somebody_made_is_no_hole(tmp_path: Path, place) -> None:
    pixels = np.maximum(SAMPLE, 1)
    pixels[place] = 0
    assert not noted(tmp_path / "made.bmp", encoded(".bmp", pixels))


def test_a_band_within_a_black_rim_is_no_hole(tmp_path: Path) -> None:
    pixels = np.zeros_like(SAMPLE)
    pixels[200:600, 200:1000], pixels[800:1200, 200:1000] = SAMPLE[200:600, 200:1000], SAMPLE[800:1200, 200:1000]
    data = encoded(".bmp", pixels)
    assert struct.unpack_from("<i", data, 22)[0] > 0, "from the bottom"
    assert not noted(tmp_path / "two.bmp", data)
