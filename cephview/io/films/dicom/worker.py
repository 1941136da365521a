"""Decoding of a compressed DICOM film in a process of its own.

GDCM ends the program at some damaged streams (an exception that nobody catches, a fault of memory), and with it would
go the work of every open case. In a child it costs a second, and the film is called damaged.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from cephview.io.films.dicom.header import DicomHeader, read_dicom_header
from cephview.io.films.image_header import DAMAGED, HeaderError
from cephview.io.films.jpeg_check import loses_pixels

_MAX_MEMORY = 3 << 30
# Work of the processor, whatever else the machine does meanwhile; by the clock it may take as long as that takes.
_SECONDS, _SECONDS_PER_MEGAPIXEL = 5.0, 0.5
_CLOCK_SECONDS = 60.0


def decode_apart(header: DicomHeader, data: bytes) -> NDArray[np.generic]:
    """Raw values (h, w), or RGB (h, w, 3), of a DICOM file's bytes. Raises HeaderError where they are damaged."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=data,
            capture_output=True,
            timeout=_CLOCK_SECONDS + _seconds(header),
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=True,
        )
        pixels: NDArray[np.generic] = np.load(BytesIO(done.stdout), allow_pickle=False)
    except subprocess.TimeoutExpired:
        raise HeaderError("took too long to decode: try again, or export it without compression") from None
    except (subprocess.SubprocessError, OSError, ValueError, EOFError):
        raise HeaderError(DAMAGED) from None
    if loses_pixels(done.stderr.decode(errors="replace")):
        raise HeaderError(DAMAGED)
    return pixels


def main() -> None:
    """Standard input: a DICOM file; standard output: its raw values as .npy. Any failure is a status other than 0."""
    from cephview.io.films.dicom.pixels import decode_here

    # What decoders print must not get among the pixels.
    result = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    data = sys.stdin.buffer.read()
    header = read_dicom_header(data)
    _limit(header)
    stream = BytesIO()  # numpy writes to no pipe
    np.save(stream, decode_here(header, data), allow_pickle=False)
    with result:
        result.write(stream.getbuffer())


def _seconds(header: DicomHeader) -> float:
    return _SECONDS + _SECONDS_PER_MEGAPIXEL * header.width * header.height / 1e6


def _limit(header: DicomHeader) -> None:
    if sys.platform != "win32":
        import resource

        limits = {"CPU": int(_seconds(header)) + 1, "AS": _MAX_MEMORY, "CORE": 0}  # a dump would hold the patient
        for name, limit in limits.items():
            # macOS knows RLIMIT_AS and refuses it; a limit that cannot be set is no reason to call a film damaged.
            with suppress(AttributeError, ValueError, OSError):
                kind = getattr(resource, f"RLIMIT_{name}")
                hard = resource.getrlimit(kind)[1]
                within = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
                resource.setrlimit(kind, (within, within))


if __name__ == "__main__":
    try:
        main()
    except Exception:  # noqa: BLE001
        sys.exit(1)
