"""What the first bytes of a file tell of it: whether it is DICOM under any name, and of a radiograph at all."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from cephview.core.sentences import Sentence

HEAD_BYTES = 4096
# Not a list of what may come in: cephalostats write CR, DX, RG, IO, PX, OT, and some write what no standard knows.
NO_FILMS: dict[str, str] = {
    **dict.fromkeys(("CT", "CTPROTOCOL"), "a CT image"),
    **{
        "MR": "an MR image",
        "US": Sentence("an ultrasound image"),
        "IVUS": Sentence("an ultrasound image"),
        "MG": "a mammogram",
    },
    **dict.fromkeys(("NM", "PT", "ST"), Sentence("an image of nuclear medicine")),
    **dict.fromkeys(("XA", "XC", "GM", "SM", "ES", "EC"), Sentence("no plain radiograph")),
    **dict.fromkeys(
        ("OP", "OPT", "OCT", "OPM", "OPV", "OAM", "IVOCT", "OSS", "TG", "BMD"), Sentence("no plain radiograph")
    ),
    **dict.fromkeys(("RTIMAGE", "RTDOSE", "RTSTRUCT", "RTPLAN", "RTRECORD", "SEG", "REG"), "a treatment plan"),
    **dict.fromkeys(("SR", "KO", "PR", "DOC", "HD", "AU", "PLAN", "FID"), "a document"),
    **{"ECG": "a recorded curve", "EPS": "a recorded curve"},
}
# (0008,0060) with an explicit VR and a short length, or with an implicit one and a long length.
_MODALITY = re.compile(rb"\x08\x00\x60\x00(?:CS(..)|(..)\x00\x00)([A-Z0-9 _]{2,16})", re.DOTALL)
_DIRECTORY = b"1.2.840.10008.1.3.10"


def head_of(path: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError:
        return b""


def looks_like_dicom(head: bytes) -> bool:
    """Whether these are the first bytes of DICOM, with its preamble or without."""
    if head[128:132] == b"DICM":
        return True
    if len(head) < 12 or head[:2] not in (b"\x02\x00", b"\x08\x00") or head[3] != 0:
        return False
    explicit = head[4:6].isalpha() and head[4:6].isupper()
    (length,) = struct.unpack_from("<I", head, 4)
    return explicit or (length % 2 == 0 and length <= 256)


def is_directory(head: bytes) -> bool:
    """Whether it is the table of contents of a disk."""
    return _DIRECTORY in head[:512]


def modality_of(head: bytes) -> str:
    """What kind of image it calls itself, as far as the first bytes tell; empty where they do not."""
    found = _MODALITY.search(head)
    if found is None:
        return ""
    (length,) = struct.unpack("<H", found[1] or found[2])
    return str(found[3][:length].decode("ascii").strip())
