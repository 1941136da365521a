"""Writing a reading in another program's format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from cephview.core.case import Case
from cephview.io.annotations import AnnotationFormat
from cephview.io.outputs import write_output


def write_annotation(path: Path, case: Case, row: AnnotationFormat) -> tuple[str, ...]:
    """Write the current points of a case in the format of `row`, atomically.

    Back come the symbols that have a point and no place in that format: they are not in the file. Raises CephViewError
    where it cannot be written, and where the format cannot say what the case holds.
    """
    assert row.encode is not None
    carried, left_out = _carried(case, row)
    write_output(path, row.encode(carried).encode("utf-8", errors="replace"))
    return left_out


def _carried(case: Case, row: AnnotationFormat) -> tuple[Case, tuple[str, ...]]:
    """The case as far as a format goes that knows its landmarks by their number alone."""
    if row.places is None:
        return case, ()
    scheme = row.places(case)
    left_out = [
        s
        for s in case.scheme.symbols
        if s not in scheme.symbols and np.isfinite(case.points[case.scheme.index(s)]).all()
    ]
    edits = {symbol: edit for symbol, edit in case.edits.items() if symbol in scheme.symbols}
    # A reading is no part of what is written, and its landmarks would be rows without a point.
    return replace(case, base=scheme, edits=edits, added=(), references=(), reference=None), tuple(left_out)
