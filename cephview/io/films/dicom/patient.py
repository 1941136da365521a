"""Who is on a DICOM film: read apart from the film, and only when the window is to show it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset

from cephview.core.patient import PatientInfo
from cephview.io.films.dicom.header import parse
from cephview.io.films.dicom.values import value
from cephview.io.films.image_header import HeaderError, is_dicom
from cephview.io.reading import read_bytes

_TAGS = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate")


def read_patient(path: Path) -> PatientInfo | None:
    """Who is on the film; None where the file is no DICOM, or damaged. A field that cannot be read is empty.

    Raises CephViewError where the file cannot be had.
    """
    data = read_bytes(path, 1 << 30)
    if not is_dicom(data):
        return None
    try:
        dataset = parse(data, pixels=False, tags=_TAGS)
    except HeaderError:
        return None
    name, number, born, sex, studied = (_text(dataset, tag).strip("\0 ") for tag in _TAGS)
    plain = " ".join(name.split("=")[0].replace("^", " ").split())
    return PatientInfo(plain, number, _date(born), sex, _date(studied))


def _text(dataset: Dataset, keyword: str) -> str:
    """The element's text; where the file names no character set but has more than ASCII, as UTF-8 or Western European.

    pydicom would show a question mark for each letter of those.
    """
    raw: Any = dataset.get_item(keyword) if keyword in dataset and not value(dataset, "SpecificCharacterSet") else None
    stored: Any = raw.value if isinstance(raw, RawDataElement) else None
    if isinstance(stored, bytes) and not stored.isascii():
        try:
            return stored.decode("utf-8")
        except UnicodeDecodeError:
            return stored.decode("cp1252", errors="replace")
    return str(value(dataset, keyword) or "")


def _date(text: str) -> date | None:
    try:
        return datetime.strptime(text[:10].replace(".", ""), "%Y%m%d").date()
    except ValueError:
        return None
