"""Decoding of a compressed DICOM film in a process of its own.

GDCM ends the program at some damaged streams (an exception that nobody catches, a fault of memory), and with it would
go the work of every open case. In a child it costs a second, and the film is called damaged.
"""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from cephview.io.films.dicom.header import DicomHeader
from cephview.io.films.image_header import DAMAGED, HeaderError
from cephview.io.films.jpeg_check import loses_pixels

_WORKER = f"{__package__}.worker"
# Work of the processor, whatever else the machine does meanwhile; by the clock it may take as long as that takes.
_SECONDS, _SECONDS_PER_MEGAPIXEL = 5.0, 0.5
_CLOCK_SECONDS = 60.0


def decode_apart(header: DicomHeader, data: bytes) -> NDArray[np.generic]:
    """Raw values (h, w), or RGB (h, w, 3), of a DICOM file's bytes. Raises HeaderError where they are damaged."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", _WORKER],
            input=data,
            capture_output=True,
            timeout=_CLOCK_SECONDS + seconds(header),
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


def seconds(header: DicomHeader) -> float:
    """How long the processor may take over a film."""
    return _SECONDS + _SECONDS_PER_MEGAPIXEL * header.width * header.height / 1e6
