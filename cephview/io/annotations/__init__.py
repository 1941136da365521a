"""Landmark files of others, one module a format; a new format is a module and a row of FORMATS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from cephview.core.calibration import Calibration
from cephview.core.case import Case
from cephview.core.geometry import Size
from cephview.core.landmarks import CL_DETECTION_38, SCHEMES, Scheme
from cephview.core.reference import Reference
from cephview.io.annotations import (
    aariz,
    cephview_csv,
    cl_detection,
    coco,
    cvat,
    fcsv,
    isbi,
    label_studio,
    labelme,
    mapping,
    pts,
    slicer,
    tables,
    tps,
    via,
    yolo,
)
from cephview.io.annotations.document import Document


@dataclass(frozen=True)
class AnnotationFormat:
    """A format: what it is called, its suffixes (the last one is written), how its content is told apart, its reader
    and, where it has one, its writer.
    """

    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Reference]
    encode: Callable[[Case], str] | None = None
    places: Callable[[Case], Scheme] | None = None  # the landmarks that it has places for, where it names none


def _numbered(case: Case) -> Scheme:
    """Points without names are told by their count: that of the model's scheme, or of the largest known one in it."""
    known = (case.prediction.scheme if case.prediction else case.scheme, *SCHEMES.values())
    return next((s for s in known if set(s.symbols) <= set(case.scheme.symbols)), case.scheme)


def _in_cl_detection(case: Case) -> Scheme:
    """The model's landmarks, which that format refuses where it lacks one, and of the user's own those it has."""
    own = set(case.scheme.symbols) & set(CL_DETECTION_38.symbols)
    return _numbered(case).with_landmarks(own)


FORMATS: tuple[AnnotationFormat, ...] = (
    AnnotationFormat(yolo.TITLE, (".txt",), yolo.recognises, yolo.read),
    AnnotationFormat(cephview_csv.TITLE, (".txt",), cephview_csv.recognises, cephview_csv.read),
    AnnotationFormat(fcsv.TITLE_TABLE, (".txt",), fcsv.recognises_table, fcsv.read_table),
    AnnotationFormat(tables.TITLE, (".txt",), tables.recognises, tables.read),
    AnnotationFormat(isbi.TITLE, (".txt",), lambda _: True, isbi.read, isbi.encode, _numbered),
    AnnotationFormat(labelme.TITLE, (".json",), labelme.recognises, labelme.read, labelme.encode),
    AnnotationFormat(aariz.TITLE, (".json",), aariz.recognises, aariz.read),
    AnnotationFormat(coco.TITLE, (".json",), coco.recognises, coco.read, coco.encode),
    AnnotationFormat(
        cl_detection.TITLE,
        (".json",),
        cl_detection.recognises,
        cl_detection.read,
        cl_detection.encode,
        _in_cl_detection,
    ),
    AnnotationFormat(slicer.TITLE, (".json", slicer.SUFFIX), slicer.recognises, slicer.read, slicer.encode),
    AnnotationFormat(label_studio.TITLE, (".json",), label_studio.recognises, label_studio.read),
    AnnotationFormat(via.TITLE, (".json",), via.recognises, via.read),
    AnnotationFormat(mapping.TITLE, (".json",), mapping.recognises, mapping.read),
    AnnotationFormat(via.TITLE_CSV, (".csv",), via.recognises_csv, via.read_csv),
    AnnotationFormat(fcsv.TITLE_TABLE, (".csv", ".tsv"), fcsv.recognises_table, fcsv.read_table),
    AnnotationFormat(tables.TITLE, (".csv", ".tsv"), tables.recognises_alone, tables.read),
    AnnotationFormat(isbi.TITLE, (".csv",), isbi.recognises, isbi.read),
    AnnotationFormat(cephview_csv.TITLE, (".csv", ".tsv"), cephview_csv.is_such, cephview_csv.read),
    AnnotationFormat(cvat.TITLE, (".xml",), lambda _: True, cvat.read),
    AnnotationFormat(fcsv.TITLE, (".fcsv",), lambda _: True, fcsv.read),
    AnnotationFormat(pts.TITLE, (".pts",), lambda _: True, pts.read),
    AnnotationFormat(tps.TITLE, (".tps",), lambda _: True, tps.read, tps.encode, _numbered),
)
ANNOTATION_SUFFIXES: tuple[str, ...] = tuple(dict.fromkeys(suffix for row in FORMATS for suffix in row.suffixes))
WRITTEN: tuple[AnnotationFormat, ...] = tuple(row for row in FORMATS if row.encode is not None)


def read_annotation(
    path: Path,
    *,
    film: PurePath | str | None = None,
    film_size: Size | None = None,
    scheme: Scheme | None = None,
    calibration: Calibration | None = None,
) -> Reference:
    """The landmarks of a file in film px; `film` (its path), its size (width, height) and its mm per px help where
    formats need them.

    Raises CephViewError, one sentence, for whatever is no landmark file.
    """
    document = Document.open(path, None if film is None else str(film), film_size, scheme, calibration)
    return format_of(document).read(document)


def format_of(document: Document) -> AnnotationFormat:
    """The format of a file, by its suffix and content. Raises CephViewError where it is none."""
    path = document.path
    candidates = [row for row in FORMATS if path.suffix.lower() in row.suffixes]
    if not candidates:
        document.fail("is no landmark file (known are {listed}): choose another", listed=", ".join(ANNOTATION_SUFFIXES))
    for row in candidates:
        if row.recognises(document):
            return row
    document.fail(
        "is none of {listed}: export it again in one of these", listed=", ".join(row.title for row in candidates)
    )
