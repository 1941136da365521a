"""Break files of every format that CephView reads, and look how reading them ends.

    python tests/io/mutate_files.py --count 2000

Each must be read, or end in one sentence that names the file: no other exception, no crash, not over 5 s or 2 GB. A
format's files are read in a process of its own, so that a crash is told and memory is counted by format. Where a format
carries checksums (PNG chunks, case files), every second file gets right ones again, to reach what lies behind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource as limits
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from case_helpers import SIZE, empty_case, step_number
from dicom_helpers import TEST_FILES, dicom
from io_helpers import FACE, case_of, png_chunk, tiff

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Edit
from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.io.analyses import read_analysis
from cephview.io.annotations import WRITTEN, read_annotation
from cephview.io.cases.file import StoredCase, _checksum, encode_case, load_case
from cephview.io.cases.journal import Journal, JournalHead, recover
from cephview.io.cases.schema import StoredFilm
from cephview.io.films.images import read_film
from cephview.io.tables.calibration import search_calibration
from cephview.io.tables.export import export_csv
from cephview.review.predictions import read_predictions

MAX_SECONDS, MAX_BYTES = 5.0, 2 << 30
KNOWN = Calibration(0.1, 0.1, CalibrationSource.RULER)
TOKENS = (
    b"null",
    b"1e400",
    b"-1",
    b"NaN",
    b'"',
    b"[" * 3000,
    b"{",
    b",",
    b"\n",
    b"\xff",
    b"9" * 5000,
    b"9" * 400,
    b"\0",
    "牙′".encode(),
)
NUMBERS = (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\1\0\0\0")
Mend = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Format:
    """A format: whole files to start from, how they are called, how they are read, and how checksums are mended."""

    title: str
    name: str
    seeds: tuple[bytes, ...]
    read: Callable[[Path], object]
    mend: Mend | None = None


@dataclass
class Row:
    """How the files of a format ended."""

    title: str
    read: int = 0
    refused: int = 0
    seconds: float = 0.0
    peak: int = 0
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        end = f"{self.seconds:6.2f} s   {self.peak / (1 << 20):5.0f} MB   {len(self.problems)} problems"
        return f"{self.title:22}{self.refused:6} refused{self.read:6} read   worst {end}"


def mutated(seed: bytes, other: bytes, dice: random.Random) -> bytes:
    """A file that was damaged in one to eight places."""
    data = bytearray(seed)
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        at, length = dice.randrange(len(data) + 1), dice.choice((1, 2, 4, 16, 200))
        match dice.randrange(8):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1 if data:
                data[at % len(data)] ^= 1 << dice.randrange(8)
            case 2:
                data[at : at + 4] = dice.choice(NUMBERS)
            case 3:
                data[at : at + length] = b""
            case 4:
                data[at:at] = dice.choice(TOKENS)
            case 5:
                data[at:at] = data[at // 2 : at // 2 + length]
            case 6:
                start = dice.randrange(len(other) + 1)
                data[at : at + length] = other[start : start + length]
            case _ if dice.random() < 0.3:
                del data[at:]
    return bytes(data)


def formats() -> tuple[Format, ...]:
    """Every format, with small whole files."""
    return (*_films(), *_landmark_files(), *_own_files())


def _films() -> tuple[Format, ...]:
    deep = (np.arange(40 * 30, dtype=np.uint16) * 50).reshape(40, 30)
    colour = np.random.default_rng(1).integers(0, 256, (40, 30, 3), np.uint8)
    kinds = ((deep >> 8).astype(np.uint8), deep, colour)
    window = {"WindowCenter": 2000, "WindowWidth": 1000, "PixelSpacing": [0.1, 0.1], "ImagerPixelSpacing": [0.11, 0.11]}
    compressed = ("SC_rgb_rle.dcm", "SC_rgb_jpeg_gdcm.dcm", "SC_rgb_gdcm_KY.dcm", "JPEGLSNearLossless_08.dcm")
    dicoms = [(TEST_FILES / name).read_bytes().replace(b"CS\x02\0NM", b"CS\x02\0DX") for name in compressed]
    plain = [dicom(**window), dicom(PhotometricInterpretation="MONOCHROME1"), dicom(colour)]
    tiffs = [tiff((30, 40), 16, deep.tobytes()), tiff((30, 40), 8, kinds[0].tobytes(), order=">")]
    # The decoders of compressed streams run in a child process each, which takes a tenth of a second.
    return (
        Format("DICOM", "a.dcm", (*plain * 6, *dicoms), read_film),
        Format("TIFF", "a.tif", (*tiffs, *(_encoded(p, ".tif") for p in kinds)), read_film),
        Format("PNG", "a.png", tuple(_encoded(p, ".png") for p in kinds), read_film, _right_png),
        Format("JPEG", "a.jpg", tuple(_encoded(p, ".jpg") for p in (kinds[0], colour)), read_film),
        Format("BMP", "a.bmp", tuple(_encoded(p, ".bmp") for p in (kinds[0], colour)), read_film),
    )


def _landmark_files() -> tuple[Format, ...]:
    case = case_of(FACE, name="a.png", calibration=KNOWN)
    names = {"JSON": ".json", "text": ".txt", "TPS": ".tps"}
    rows = []
    for title, suffix in names.items():
        seeds = tuple(row.encode(case).encode() for row in WRITTEN if row.encode and row.suffixes[0] == suffix)
        aariz = json.dumps({"landmarks": [{"title": "Sella", "symbol": "S", "value": {"x": 1.5, "y": 2}}]}).encode()
        rows.append(Format(title, f"a{suffix}", (*seeds, aariz) if suffix == ".json" else seeds, _read_points))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        export_csv(path, [case.with_edit("S", case.agreement("S"))])  # what nobody touched is no reading
        exported = path.read_bytes()
    table = b"file,width,height,mm_per_pixel\r\na.png,30,40,0.1\r\nb.png,30,40,0.2\r\n"
    predictions = json.dumps({"a": FACE.tolist(), "b": [None, *FACE[1:].tolist()]}).encode()
    return (
        *rows,
        Format("CSV", "a.csv", (exported, exported.replace(b",", b";")), _read_points),
        Format("analysis", "a.toml", (resource("analyses", "tweed.toml").read_bytes(),), read_analysis),
        Format("predictions", "a.json", (predictions,), read_predictions),
        Format("images.csv", "images.csv", (table,), _find_spacing),
    )


def _own_files() -> tuple[Format, ...]:
    film = StoredFilm(name="a.png", size=SIZE, sha256="ab" * 32)
    stored = StoredCase.of(case_of(FACE, edits={"S": Edit(point=(1.0, 2.0))}, calibration=KNOWN), film)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.journal"
        journal = Journal(path, JournalHead(film="ab" * 32, base=""), [step_number(i) for i in range(12)])
        journal.write()
        journal.close()
        steps = path.read_bytes()
    whole = encode_case(stored)
    return (
        Format(".ceph.json", "a.png.ceph.json", (whole,), _restore, _right_case),
        Format("journal", "a.png.ceph.journal", (steps,), _recover),
    )


def _encoded(pixels: np.ndarray, suffix: str) -> bytes:
    return bytes(cv2.imencode(suffix, pixels)[1].tobytes())


def _read_points(path: Path) -> object:
    return read_annotation(path, film="a.png", film_size=(2000, 2400), calibration=KNOWN)


def _find_spacing(path: Path) -> object:
    found = search_calibration(path.with_name("a.png"), (30, 40))
    if found.problems:
        raise CephViewError(found.problems[0])
    return found


def _restore(path: Path) -> object:
    return load_case(path).apply_to(empty_case(path)).points


def _recover(path: Path) -> object:
    found = recover(path)
    if found.problem:
        raise CephViewError(found.problem)
    return found


def _right_png(data: bytes) -> bytes:
    """The PNG with the checksum of each chunk as it should be."""
    out, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        length = struct.unpack(">I", data[at : at + 4])[0]
        if at + 12 + length > len(data):
            break
        out += png_chunk(data[at + 4 : at + 8], data[at + 8 : at + 8 + length])
        at += 12 + length
    return bytes(out + data[at:])


def _right_case(data: bytes) -> bytes:
    """The case file with the checksum as it should be; what is no JSON any more stays as it is."""
    try:
        document = json.loads(data)
        document["checksum"] = _checksum(document["case"])
        return json.dumps(document).encode()
    except (ValueError, LookupError, TypeError, RecursionError):
        return data


def judge(form: Format, count: int, seed: int, folder: Path) -> Row:
    """Read so many broken files of a format, in this process."""
    dice, row = random.Random(f"{seed}/{form.title}"), Row(form.title)
    path = folder / form.name
    before = _peak()  # a child begins with its parent's
    for number in range(count):
        data = mutated(dice.choice(form.seeds), dice.choice(form.seeds), dice)
        data = form.mend(data) if form.mend and number % 2 else data
        path.write_bytes(data)
        (folder / "under_way").write_text(str(number))
        start = time.perf_counter()
        try:
            form.read(path)
            row.read += 1
        except CephViewError as error:
            row.refused += 1
            text = str(error)
            if "\n" in text or not text.endswith(".") or form.name not in text:
                row.problems.append(f"{form.title} {number}: no clear sentence: {text!r}")
        except BaseException as error:  # noqa: BLE001
            row.problems.append(f"{form.title} {number}: {type(error).__name__}: {error}")
        seconds = time.perf_counter() - start
        row.seconds = max(row.seconds, seconds)
        if seconds > MAX_SECONDS:
            row.problems.append(f"{form.title} {number}: took {seconds:.1f} s")
    row.peak = _peak()
    if row.peak > MAX_BYTES + before:
        row.problems.append(f"{form.title}: {row.peak / (1 << 30):.1f} GB")
    return row


def _peak() -> int:
    usage = (limits.getrusage(who).ru_maxrss for who in (limits.RUSAGE_SELF, limits.RUSAGE_CHILDREN))
    return max(usage) * (1 if sys.platform == "darwin" else 1024)


def judge_apart(form: Format, count: int, seed: int) -> Row:
    """The same in a child process; one that dies is a problem."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                row = judge(form, count, seed, folder)
                (folder / "row.json").write_text(json.dumps(vars(row)))
                status = 0
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        if status == 0:
            return Row(**json.loads((folder / "row.json").read_text()))
        at = (folder / "under_way").read_text() if (folder / "under_way").exists() else "the start"
        return Row(form.title, problems=[f"{form.title}: the process ended with {status} at file {at}"])


def main() -> int:
    """Judge all formats and print the table; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="files in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one format")
    options = parser.parse_args()
    chosen = [form for form in formats() if options.only in (None, form.title)]
    rows = []
    for form in chosen:
        rows.append(judge_apart(form, -(-options.count // len(chosen)), options.seed))
        print(rows[-1], flush=True)
    total = Row("all", sum(r.read for r in rows), sum(r.refused for r in rows))
    total.seconds, total.peak = max(r.seconds for r in rows), max(r.peak for r in rows)
    total.problems = [problem for row in rows for problem in row.problems]
    print(total, *total.problems[:40], sep="\n")
    return 1 if total.problems else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
