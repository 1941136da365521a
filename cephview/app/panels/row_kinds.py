"""The kinds of row that the editor makes: what each is called, what its fields are, and the formula that they give."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cephview.app.words import marked
from cephview.io.analyses.own import Row

MOST_FIELDS = 4
_TERM = re.compile(r"\s*([+-−]?\s*\d+(?:[.,]\d+)?)\s*[×*· ]\s*(.+)")


@dataclass(frozen=True)
class Kind:
    """A kind: its title, the formula's kind, the unit (empty where that is the one of its rows), and its fields.

    `lines` are the places of the fields where a line begins, which may hold the name of one and nothing behind it;
    the fields of one `of_rows` hold names of rows, others marks.
    """

    title: str
    kind: str
    unit: str
    fields: tuple[str, ...]
    lines: tuple[int, ...] = ()
    of_rows: bool = False

    def empty(self, texts: Sequence[str], lines: Collection[str]) -> int | None:
        """The place of the first field that is still to be filled; None where nothing is wanting.

        Behind the name of one of `lines` nothing is wanted, and of several rows one is enough.
        """
        named = {at + 1 for at in self.lines if texts[at] in lines}
        optional = {*range(1, len(texts))} if self.kind in ("sum", "weighted") else named
        return next((at for at, text in enumerate(texts) if not text and at not in optional), None)

    def formula(self, texts: Sequence[str]) -> Row:
        """The formula's table, of what stands in the fields."""
        line = {at: texts[at] if not texts[at + 1] else [texts[at], texts[at + 1]] for at in self.lines}
        match self.kind:
            case "angle" | "distance":
                return {"kind": self.kind, "points": list(texts)}
            case "lines":
                return {"kind": self.kind, "first": line[0], "second": line[2]}
            case "ratio":
                return {"kind": self.kind, "first": list(texts[:2]), "second": list(texts[2:])}
            case "to_line":
                return {"kind": self.kind, "point": texts[0], "line": line[1]}
            case "sum":
                return {"kind": self.kind, "of": [text for text in texts if text]}
            case "weighted":
                return {"kind": self.kind, "terms": [_term(text) for text in texts if text]}
            case "difference" | "quotient":
                return {"kind": self.kind, "first": texts[0], "second": texts[1]}
        return {"kind": self.kind, "points": list(texts[:2]), "line": line[2]}


def _term(text: str) -> list[float | str]:
    """`0.4 × SNA` as 0.4 and SNA; a name alone counts once."""
    found = _TERM.fullmatch(text)
    if found is None:
        return [1.0, text]
    factor = found[1].replace(" ", "").replace("−", "-").replace(",", ".")
    return [float(factor), found[2]]


_FROM, _TO, _POINT = marked("from"), marked("to"), marked("point")
_LINE_FROM, _LINE_TO = marked("line from"), marked("line to")
_ROW = marked("row of mine")
KINDS = (
    Kind(marked("Angle at a point"), "angle", "°", (marked("leg"), marked("corner"), marked("leg"))),
    Kind(
        marked("Angle between two lines"),
        *("lines", "°"),
        (marked("line 1 from"), marked("line 1 to"), marked("line 2 from"), marked("line 2 to")),
        lines=(0, 2),
    ),
    Kind(marked("Distance of two points"), "distance", "mm", (_FROM, _TO)),
    Kind(marked("Distance of a point to a line"), "to_line", "mm", (_POINT, _LINE_FROM, _LINE_TO), lines=(1,)),
    Kind(marked("Distance along a line"), "projected", "mm", (_FROM, _TO, _LINE_FROM, _LINE_TO), lines=(2,)),
    Kind(marked("Ratio of two distances"), "ratio", "%", (_FROM, _TO, marked("of: from"), marked("of: to"))),
    Kind(
        marked("Distance, its sign along a line"),
        *("signed_distance", "mm"),
        (_FROM, _TO, _LINE_FROM, _LINE_TO),
        lines=(2,),
    ),
    Kind(marked("Difference of two rows of mine"), "difference", "", (_ROW, marked("less")), of_rows=True),
    Kind(marked("Sum of rows of mine"), "sum", "", (_ROW, _ROW, _ROW, _ROW), of_rows=True),
    Kind(marked("A row of mine in % of another"), "quotient", "%", (_ROW, marked("of")), of_rows=True),
    Kind(
        marked("Rows of mine, each times a number"),
        *("weighted", ""),
        (marked("0.4 × row"), marked("0.4 × row"), marked("0.4 × row"), marked("0.4 × row")),
        of_rows=True,
    ),
)
