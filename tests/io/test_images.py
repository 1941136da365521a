from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from io_helpers import DATA, Writer, encoded, exif, jpeg_with_exif, needs_data, png, tiff

from cephview.core.errors import CephViewError
from cephview.io.films import images
from cephview.io.films.images import decode_film, read_film

FAULTS = Path(__file__).resolve().parents[3] / "shared" / "cases" / "faults"
GREY = (np.arange(12, dtype=np.uint8) * 10).reshape(3, 4)
DEEP = GREY.astype(np.uint16) * 200 + 7
RGB = np.dstack([GREY, GREY + 1, GREY + 2])


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tif"])
@pytest.mark.parametrize("pixels", [GREY, RGB], ids=["grey", "rgb"])
def test_eight_bit_films_come_back_as_they_are(suffix: str, pixels: np.ndarray) -> None:
    film = decode_film(encoded(pixels, suffix), "film")
    assert film.dtype == np.uint8
    assert np.array_equal(film, pixels)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("pixels", [DEEP, RGB.astype(np.uint16) * 256 + 3], ids=["grey", "rgb"])
def test_sixteen_bit_films_keep_their_depth(suffix: str, pixels: np.ndarray) -> None:
    film = decode_film(encoded(pixels, suffix), "film")
    assert film.dtype == np.uint16
    assert np.array_equal(film, pixels)


def test_a_grey_film_saved_as_colour_becomes_grey() -> None:
    assert np.array_equal(decode_film(encoded(np.dstack([GREY] * 3), ".png"), "film"), GREY)


def test_palettes_and_one_bit_are_films_too() -> None:
    palette = (b"PLTE", bytes([9, 8, 7, 1, 2, 3]))
    assert decode_film(png(2, 1, 8, 3, b"\0\0\1", palette), "film").tolist() == [[[9, 8, 7], [1, 2, 3]]]
    assert decode_film(png(8, 1, 1, 0, b"\0\xa5"), "film").tolist() == [[255, 0, 255, 0, 0, 255, 0, 255]]
    colours = [*(i * 257 for i in range(256)), *(i * 257 for i in range(256)), *([0] * 256)]
    film = decode_film(tiff((4, 3), 8, GREY.tobytes(), photometric=3, extra=[(320, 3, colours)]), "film")
    assert film[0, 1].tolist() == [10, 10, 0]
    assert decode_film(tiff((4, 1), 1, b"\xa0"), "film").tolist() == [[255, 0, 255, 0]]


# EXIF 6: the camera lay on its side, the first column from the bottom is the first row.
TURNED = {1: GREY, 3: GREY[::-1, ::-1], 6: np.rot90(GREY, -1), 8: np.rot90(GREY, 1)}


@pytest.mark.parametrize("orientation", TURNED)
def test_orientation_is_applied(orientation: int) -> None:
    smooth = np.kron(GREY, np.ones((8, 8), np.uint8))
    jpeg = decode_film(jpeg_with_exif(encoded(smooth, ".jpg"), orientation), "film")
    expected = np.kron(TURNED[orientation], np.ones((8, 8), np.uint8))
    assert jpeg.shape == expected.shape
    assert np.abs(jpeg.astype(int) - expected).max() < 4
    rows = b"".join(b"\0" + row.tobytes() for row in GREY)
    assert np.array_equal(decode_film(png(4, 3, 8, 0, rows, (b"eXIf", exif(orientation))), "film"), TURNED[orientation])
    turned = tiff((4, 3), 8, GREY.tobytes(), extra=[(274, 3, [orientation])])
    assert np.array_equal(decode_film(turned, "film"), TURNED[orientation])


@pytest.mark.parametrize(("bits", "order"), [(8, "<"), (16, "<"), (16, ">")])
def test_a_tiff_whose_zero_is_white_is_not_a_negative(bits: int, order: str) -> None:
    pixels = GREY if bits == 8 else DEEP
    data = pixels.astype(f"{order}u{bits // 8}").tobytes()
    assert np.array_equal(decode_film(tiff((4, 3), bits, data, order=order), "film"), pixels)
    film = decode_film(tiff((4, 3), bits, data, photometric=0, order=order), "film")
    assert np.array_equal(film, 2**bits - 1 - pixels)


def test_see_through_pixels_become_black() -> None:
    grey_alpha = png(3, 1, 8, 4, b"\0" + bytes([200, 255, 200, 128, 200, 0]))
    assert decode_film(grey_alpha, "film").tolist() == [[200, 100, 0]]
    deep = png(2, 1, 16, 4, b"\0" + bytes([255, 255, 255, 255, 255, 255, 0, 0]))
    assert decode_film(deep, "film").tolist() == [[65535, 0]]
    rgba = png(2, 1, 8, 6, b"\0" + bytes([10, 20, 30, 255, 10, 20, 30, 255]))
    assert decode_film(rgba, "film").tolist() == [[[10, 20, 30]] * 2]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (tiff((4, 3), 32, GREY.astype("<f4").tobytes(), extra=[(339, 3, [3])]), "floating-point"),
        (tiff((4, 3), 16, GREY.astype("<i2").tobytes(), extra=[(339, 3, [2])]), "signed"),
        (tiff((4, 3), 32, GREY.astype("<u4").tobytes()), "32 bit"),
        (tiff((4, 3), 8, GREY.tobytes(), pages=(0, 0)), "2 pages"),
        (tiff((4, 3), 8, GREY.tobytes(), pages=(1, 0)), "preview"),
        (tiff((4, 300), 8, GREY.tobytes(), extra=[(279, 4, [1200])]), "damaged"),
        (png(20000, 20000, 8, 0, b"\0"), "400 megapixels"),
        (png(0, 4, 8, 0, b"\0"), "damaged"),
        (png(4, 3, 8, 0, b"\0")[:60], "damaged"),
        (tiff((4, 3), 4, GREY.tobytes()), "4 bit"),
        (b"II+\0\x08\0\0\0" + b"\xff" * 40, "damaged"),
        (b"II*\0\x08\0\0\0" + bytes(20), "damaged"),
        (b"GIF89a" + bytes(50), "not a PNG, JPEG, BMP or TIFF"),
        (bytes(128) + b"DICM" + bytes(50), "DICOM"),
        (b"hello", "not a PNG"),
        (b"", "not a PNG"),
    ],
)
def test_what_is_no_film_is_refused_in_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(CephViewError) as error:
        decode_film(data, "Röntgen.png")
    sentence = str(error.value)
    assert sentence.startswith("Röntgen.png ") and sentence.endswith(".") and says in sentence


def test_a_preview_page_behind_the_film_does_no_harm() -> None:
    assert np.array_equal(decode_film(tiff((4, 3), 8, GREY.tobytes(), pages=(0, 1)), "film"), GREY)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".bmp", ".tif"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.999])
def test_half_a_file_is_no_film(suffix: str, share: float, capfd: pytest.CaptureFixture[str]) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (60, 80)).astype(np.uint8)
    data = encoded(pixels, suffix)
    with pytest.raises(CephViewError, match=r"is damaged or incomplete|is not a"):
        decode_film(data[: int(len(data) * share)], "film")
    assert capfd.readouterr() == ("", "")


def test_ancillary_nonsense_in_a_png_is_passed_over_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    film = decode_film(png(2, 1, 8, 0, b"\0\5\6", (b"iCCP", b"x\0\0junk"), (b"tEXt", b"a\0b")), "film")
    assert film.tolist() == [[5, 6]]
    assert capfd.readouterr() == ("", "")


_PIXELS = np.random.default_rng(2).integers(0, 255, (24, 20)).astype(np.uint8)
SEEDS = [encoded(_PIXELS, suffix) for suffix in (".png", ".jpg", ".bmp", ".tif")]
SEEDS += [tiff((4, 3), 16, DEEP.tobytes(), photometric=0), jpeg_with_exif(SEEDS[1], 6)]


@settings(deadline=None, max_examples=300)
@given(
    seed=st.sampled_from(SEEDS),
    changes=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12),
    cut=st.integers(0, 2000),
)
def test_damaged_files_end_in_a_film_or_a_sentence(seed: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(seed)
    for place, value in changes:
        data[place % len(data)] = value
    try:
        film = decode_film(bytes(data[: max(1, cut)]) if cut < 1500 else bytes(data), "film")
    except CephViewError:
        return
    assert film.dtype in (np.uint8, np.uint16) and film.shape[2:] in ((), (3,))


def test_reading_a_file_of_any_name_with_its_table(write: Writer) -> None:
    film = write("Größe 牙/Übung ´1.png", encoded(GREY, ".png"))
    write("images.csv", "file,width,height,mm_per_pixel\r\nÜbung ´1.png,4,3,0.25\r\n")
    radiograph = read_film(film)
    assert radiograph.size == (4, 3) and radiograph.path == film
    assert radiograph.calibration is not None and radiograph.calibration.mm_per_px_x == 0.25


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_files_that_cannot_be_read(tmp_path: Path, write: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    cases = {
        tmp_path / "gone.png": "not there",
        tmp_path / "nul\0.png": "no possible file name",
        write("folder.png/x", b"x").parent: "is a folder",
        write("empty.png", b""): "is empty",
        pipe: "not an ordinary file",
    }
    for path, says in cases.items():
        with pytest.raises(CephViewError, match=says):
            read_film(path)
    locked = write("locked.png", b"x")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    # Root may read everything, so the refusal is played.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CephViewError, match=r"locked\.png cannot be read: you have no permission"):
        read_film(locked)


@needs_data
def test_real_films() -> None:
    assert read_film(DATA / "isbi2015/fullsize/images/151.jpg").pixels.shape == (2400, 1935)
    film = read_film(DATA / "hamedan/images/001.jpg")
    assert film.size == (1340, 1671) and film.calibration is not None and film.calibration.mm_per_px_y == 0.127
    original = read_film(DATA / "hamedan/original_tif/001.tif")
    assert original.calibration is None
    # The JPEG was made of the TIFF: the same film, the same polarity.
    difference = original.to_8bit().astype(int) - film.to_8bit()
    assert np.abs(difference).mean() < 5


@pytest.mark.parametrize(
    "data",
    [
        png(10950, 10950, 16, 6, b"\0"),
        png(10950, 10950, 16, 2, b"\0"),
        tiff((10950, 10950), 16, b"\0", samples=3),
    ],
    ids=["RGBA", "RGB", "TIFF"],
)
def test_a_film_that_would_fill_the_memory_is_refused_before_it_is_decoded(data: bytes) -> None:
    with pytest.raises(CephViewError, match="MB of memory as a colour picture"):
        decode_film(data, "film")


@pytest.mark.skipif(not FAULTS.is_dir(), reason=f"the inputs that went wrong are not there: {FAULTS}")
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's highest memory there")
def test_the_120_megapixel_film_of_16_bit_rgba_stays_within_two_gib() -> None:
    code = """
import sys; from pathlib import Path; from cephview.io.films.images import read_film
try: read_film(Path(sys.argv[1]))
except Exception as error: print(error)
status = Path("/proc/self/status").read_text()  # ru_maxrss begins with that of the process that started this one
print(status.split("VmHWM:")[1].split()[0])
"""
    film = str(FAULTS / "rgba16_120mp.png")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code, film], capture_output=True, text=True, env=environment)
    assert "save it as a grey picture" in done.stdout and int(done.stdout.split()[-1]) < 2 << 20, done.stdout


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("height", [3, 256, 600])
def test_colours_and_alpha_are_the_same_in_bands_as_at_once(kind: type, height: int) -> None:
    dice = np.random.default_rng(3)
    top = np.iinfo(kind).max
    for grey in (True, False):
        bgra = dice.integers(0, top, (height, 31, 4), kind, endpoint=True)
        if grey:
            bgra[..., :3] = bgra[..., :1]
        expected = ((bgra[..., :3].astype(np.uint64) * bgra[..., 3:] + top // 2) // top).astype(kind)[..., ::-1]
        read = decode_film(cv2.imencode(".png", bgra)[1].tobytes(), "film")
        assert read.dtype == kind and np.array_equal(read, expected[..., 0] if grey else expected)
        read = decode_film(cv2.imencode(".png", bgra[..., :3])[1].tobytes(), "film")
        assert np.array_equal(read, bgra[..., 0] if grey else bgra[..., 2::-1])


def test_large_films_are_decoded_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{i}.png" for i in range(4)]
    for path in paths:
        cv2.imwrite(str(path), np.full((40, 30), 9, np.uint8))
    decode, at_work, met = cv2.imdecode, threading.Lock(), []

    def watched(*arguments: object) -> object:
        met.append(not at_work.acquire(blocking=False))
        time.sleep(0.05)  # so that others come, where they may
        at_work.release()
        return decode(*arguments)

    monkeypatch.setattr(cv2, "imdecode", watched)
    monkeypatch.setattr(images, "_LARGE", 1000)  # these have 1200 bytes
    with ThreadPoolExecutor(4) as pool:
        assert [film.size for film in pool.map(read_film, paths)] == [(30, 40)] * 4
    assert met == [False] * 4
