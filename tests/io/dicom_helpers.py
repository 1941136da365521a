"""DICOM films for the tests, written with pydicom; a patient is in each, to be found nowhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid

PATIENT = "Zaphod^Beeblebrox"
DEEP = (np.arange(20 * 16, dtype=np.uint16) * 12).reshape(20, 16)
TEST_FILES = Path(pydicom.__file__).parent / "data" / "test_files"


def dataset_of(pixels: NDArray[np.generic] = DEEP, **elements: Any) -> Dataset:
    """A digital X-ray of the pixels; `elements` by keyword, None to leave one out."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.SOPClassUID = DigitalXRayImageStorageForPresentation
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=["film"])
    dataset.Modality, dataset.PatientName, dataset.PatientID = "DX", PATIENT, "Z-4242"
    dataset.PatientBirthDate, dataset.PatientSex, dataset.StudyDate = "19700203", "M", "20200304"
    dataset.Rows, dataset.Columns = pixels.shape[:2]
    dataset.SamplesPerPixel = 3 if pixels.ndim == 3 else 1
    dataset.PhotometricInterpretation = "RGB" if pixels.ndim == 3 else "MONOCHROME2"
    if pixels.ndim == 3:
        dataset.PlanarConfiguration = 0
    bits = pixels.dtype.itemsize * 8
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = bits, bits, bits - 1
    dataset.PixelRepresentation = int(pixels.dtype.kind == "i")
    if bits == 16 and pixels.dtype.kind == "u" and int(pixels.max()) < 4096:
        dataset.BitsStored, dataset.HighBit = 12, 11
    raw = pixels.tobytes()
    dataset.PixelData = raw + b"\0" * (len(raw) % 2)
    dataset["PixelData"].VR = "OB" if bits == 8 else "OW"
    for keyword, value in elements.items():
        if value is None:
            delattr(dataset, keyword)
        else:
            setattr(dataset, keyword, value)
    return dataset


def dicom(pixels: NDArray[np.generic] = DEEP, **elements: Any) -> bytes:
    return saved(dataset_of(pixels, **elements))


def saved(dataset: Dataset) -> bytes:
    stream = BytesIO()
    dataset.save_as(stream, enforce_file_format=True)
    return stream.getvalue()


def lut(values: NDArray[np.generic] | list[int], first: int, bits: int) -> list[Dataset]:
    item = Dataset()
    item.LUTDescriptor = [len(values) % 65536, first, bits]
    item["LUTDescriptor"].VR = "US" if first >= 0 else "SS"
    item.LUTData = [int(value) for value in values]
    item["LUTData"].VR = "US"
    return [item]
