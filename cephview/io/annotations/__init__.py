"""Landmark files of others, one module a format; a new format is a module and a row of FORMATS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cephview.core.case import Reference
from cephview.core.geometry import Size
from cephview.core.landmarks import Scheme
from cephview.io.annotations import aariz, cephview_csv, cl_detection, coco, isbi, labelme, tps
from cephview.io.annotations.document import Document


@dataclass(frozen=True)
class AnnotationFormat:
    """A format: what it is called, its suffixes, how its content is told apart, and its reader."""

    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Reference]


FORMATS: tuple[AnnotationFormat, ...] = (
    AnnotationFormat("ISBI 2015 text", (".txt",), lambda _: True, isbi.read),
    AnnotationFormat(labelme.TITLE, (".json",), labelme.recognises, labelme.read),
    AnnotationFormat(aariz.TITLE, (".json",), aariz.recognises, aariz.read),
    AnnotationFormat(coco.TITLE, (".json",), coco.recognises, coco.read),
    AnnotationFormat(cl_detection.TITLE, (".json",), cl_detection.recognises, cl_detection.read),
    AnnotationFormat(cephview_csv.TITLE, (".csv",), lambda _: True, cephview_csv.read),
    AnnotationFormat(tps.TITLE, (".tps",), lambda _: True, tps.read),
)
ANNOTATION_SUFFIXES: tuple[str, ...] = tuple(dict.fromkeys(suffix for row in FORMATS for suffix in row.suffixes))


def read_annotation(
    path: Path, *, film: str | None = None, film_size: Size | None = None, scheme: Scheme | None = None
) -> Reference:
    """The landmarks of a file in film px; `film` (file name) and its size (width, height) help where formats need them.

    Raises CephViewError, one sentence, for whatever is no landmark file.
    """
    document = Document.open(path, film, film_size, scheme)
    candidates = [row for row in FORMATS if path.suffix.lower() in row.suffixes]
    if not candidates:
        document.fail(f"is no landmark file (known are {', '.join(ANNOTATION_SUFFIXES)}): choose another")
    for row in candidates:
        if row.recognises(document):
            return row.read(document)
    document.fail(f"is none of {', '.join(row.title for row in candidates)}: export it again in one of these")
