"""What the ruler tool's bar says: what was counted on the film, and what to do next."""

from __future__ import annotations

import math

from cephview.app.canvas.ruler_tool import RulerTool
from cephview.app.words import marked, said, tr

NONE_FITS = marked(
    "None of 1, 2, 5 or 10 mm between the marks makes a face of possible size: these may be no marks of "
    "a ruler, or landmarks may be wrong. Choose what they are, or click the two ends of a known length."
)
BY_THE_FACE = marked(
    "By the size of the face one mark is {mm:g} mm, but nothing on the ruler says so: read its numbers, "
    "choose what one mark is, and only then use it."
)


def found_text(tool: RulerTool) -> str:
    """What lies under the tool: marks that were counted, a line, or nothing yet; rich text."""
    if tool.marks is not None:
        return f"<b>{said(tool.marks.span())}</b>"
    if tool.first is not None:
        return tr("<b>Now click the other end</b>")
    if tool.line is not None:
        (x0, y0), (x1, y1) = tool.line
        return tr("<b>No regular marks; the line of {px:.1f} px is</b>", px=math.hypot(x1 - x0, y1 - y0))
    return tr("<b>Drag along the ruler, or click its two ends</b>")


def hint(tool: RulerTool, said: str) -> str:
    """What is wrong, `said` of a search that ended, or what can be done next; where marks were counted, how exactly."""
    if tool.problem or said:
        return tool.problem or said
    if tool.marks is None:
        return tr("Drag an end to correct the line · Esc leaves") if tool.line else tr("Wheel zooms · Esc leaves")
    tens = tr(
        "10 of them {px:.1f} ± {error:.2f} px",
        px=10 * tool.marks.pitch_px,
        error=10 * tool.marks.standard_error_px,
    )
    if tool.marks.long_every:
        return tr("Each {every}th is longer · {tens}", every=tool.marks.long_every, tens=tens)
    return tens
