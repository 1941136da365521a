"""CVAT for images 1.1 (XML): `points` in an `image`, or in a `skeleton` of it; `outside` means missing.

Read as a stream without a tree: a document type, which entities would need, is refused, and so is what nests deeply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from cephview.core.reference import Reference
from cephview.core.sentences import Sentence
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import Mark, StatedFilm, reading, stated_size
from cephview.io.tables.foreign import number_of

TITLE = "CVAT XML"
_DEPTH = 40


@dataclass
class _Image:
    name: str
    width: float | None
    height: float | None
    marks: list[Mark] = field(default_factory=list)


def read(document: Document) -> Reference:
    """The points of `document.film`, or of the only film, in film px. Raises CephViewError where there is no such."""
    found, flipped = _images(document)
    images = [image for image in found if image.marks]
    if not images:
        document.fail("holds no points in an image: export it as `CVAT for images 1.1`")
    name = document.only_film(image.name for image in images)
    chosen = [image for image in images if image.name == name]
    if len(chosen) > 1:
        document.fail("lists {name} {count} times: keep one of them", name=name, count=len(chosen))
    notes = (Sentence("CVAT showed its films flipped: see whether the points lie upside down"),) if flipped else ()
    stated = StatedFilm(chosen[0].name, stated_size(chosen[0].width, chosen[0].height))
    return reading(document, chosen[0].marks, stated, notes=notes)


def _images(document: Document) -> tuple[list[_Image], bool]:
    """The images with their points, and whether the file says that they were shown flipped."""
    images: list[_Image] = []
    open_: list[str] = []
    said: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        open_.append(tag)
        if len(open_) > _DEPTH:
            document.fail("is nested without end: export it again")
        if tag == "image":
            width, height = (number_of(attributes.get(side, "")) for side in ("width", "height"))
            images.append(_Image(attributes.get("name", ""), width, height))
        elif tag == "points" and images and "image" in open_:
            images[-1].marks.append(_mark(document, attributes))

    def hear(text: str) -> None:
        if open_ and open_[-1] == "flipped":
            said.append(text.strip().lower())

    def refuse(*_: object) -> None:
        document.fail("has a document type, which files of points do not need: export it again")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = hear
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(document.text.encode(), True)
    except expat.ExpatError as error:
        document.fail("is no XML (line {lineno}): export it again", lineno=error.lineno)
    return images, "".join(said).startswith("true")


def _mark(document: Document, attributes: dict[str, str]) -> Mark:
    label = attributes.get("label", "")
    if attributes.get("outside") == "1":
        return Mark(label, float("nan"), float("nan"))
    pairs = [part.split(",") for part in attributes.get("points", "").split(";")]
    numbers = [number_of(text) for text in pairs[0]]
    if len(pairs) != 1 or len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        document.fail(
            "has {count} points under the one label {label!r}: mark each landmark by itself",
            count=len(pairs),
            label=label[:40],
        )
    return Mark(label, numbers[0], numbers[1])
