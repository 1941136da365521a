"""The process that decodes a compressed DICOM film, within limits; `apart` runs it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import BytesIO

import numpy as np

from cephview.io.films.dicom.apart import seconds
from cephview.io.films.dicom.header import DicomHeader, read_dicom_header
from cephview.io.films.dicom.pixels import decode_here

_MAX_MEMORY = 3 << 30


def main() -> None:
    """Standard input: a DICOM file; standard output: its raw values as .npy. Any failure is a status other than 0."""
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


def _limit(header: DicomHeader) -> None:
    if sys.platform != "win32":
        import resource

        limits = {"CPU": int(seconds(header)) + 1, "AS": _MAX_MEMORY, "CORE": 0}  # a dump would hold the patient
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
