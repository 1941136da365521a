"""300-W `.pts`: `n_points`, then a line `x y` a point between braces, in an order of the file's own."""

from __future__ import annotations

import re

from cephview.core.reference import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.isbi import NUMBER
from cephview.io.annotations.marks import numbered, reading

TITLE = "300-W points"
_BODY = re.compile(r"\{([^{}]*)\}", re.DOTALL)
_POINT = re.compile(rf"\s*({NUMBER})[\s,;]+({NUMBER})\s*", re.ASCII)


def read(document: Document) -> Reference:
    """The points between the braces, in film px. Raises CephViewError where there are none."""
    body = _BODY.search(document.text)
    if body is None:
        document.fail("has no points between { and }: export it again")
    rows = []
    for line in filter(str.strip, body[1].splitlines()):
        found = _POINT.fullmatch(line)
        if found is None:
            document.fail("cannot be read at {value!r}, which is not `x y`: export it again", value=line.strip()[:30])
        rows.append((float(found[1]), float(found[2])))
    return reading(document, numbered(document, rows))
