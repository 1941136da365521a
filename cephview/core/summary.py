"""What the measurements say in plain words: each sentence with the rows that it rests on and its doubt; no advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cephview.core.frame import Frame
from cephview.core.measurements import Analysis, ValueClass, measure, with_unit
from cephview.core.norms import Norm, number
from cephview.core.patient import Patient
from cephview.core.sentences import Sentence, marked, together

# What a row says below its norm by more than one SD, within, and above: (topic, analysis, measurement, words).
_SAYINGS: tuple[tuple[str, str, str, tuple[str, str, str]], ...] = (
    (marked("Jaws to one another"), "Steiner", "ANB", (marked("class III"), marked("class I"), marked("class II"))),
    (marked("Upper jaw"), "Steiner", "SNA", (marked("lies back"), marked("lies as the norm"), marked("lies forward"))),
    (marked("Lower jaw"), "Steiner", "SNB", (marked("lies back"), marked("lies as the norm"), marked("lies forward"))),
    (
        marked("Chin"),
        "Downs",
        "Facial angle",
        (marked("lies back"), marked("lies as the norm"), marked("lies forward")),
    ),
    (marked("Profile of the bone"), "Downs", "Convexity", (marked("concave"), marked("as the norm"), marked("convex"))),
    (
        marked("Steepness of the mandible"),
        "Downs",
        "FH–MP",
        (marked("low angle"), marked("as the norm"), marked("high angle")),
    ),
    (marked("Direction of growth"), "Downs", "Y axis", (marked("forward"), marked("as the norm"), marked("downward"))),
    (
        marked("Lower incisors"),
        "Downs",
        "L1–MP",
        (marked("lean back"), marked("stand as the norm"), marked("lean forward")),
    ),
    (
        marked("Upper incisors"),
        "Downs",
        "U1–APog",
        (marked("lie back"), marked("lie as the norm"), marked("lie forward")),
    ),
    (
        marked("Between the incisors"),
        "Downs",
        "Interincisal",
        (marked("acute angle"), marked("as the norm"), marked("open angle")),
    ),
)


@dataclass(frozen=True)
class Saying:
    """A sentence: what it is about, what is said, and the row that it rests on with value, ± and norm."""

    topic: str
    words: str
    rests_on: str

    @property
    def text(self) -> str:
        """`Jaws to one another: class I or II (Steiner ANB 3.7° ± 1.5, norm 2 ± 2)`."""
        words = Sentence(self.words)
        return Sentence("{topic}: {words} ({row}).", topic=Sentence(self.topic), words=words, row=self.rests_on)


def sayings(
    analyses: Sequence[Analysis], frame: Frame, patient: Patient, estimated: frozenset[str] = frozenset()
) -> tuple[Saying, ...]:
    """What can be said of a case: of rows that have a value, and a norm with SD that fits the patient.

    `estimated` are the landmarks that nobody has placed and no model found.
    """
    rows = {(analysis.name, row.name): row for analysis in analyses for row in analysis.measurements}
    found = []
    for topic, analysis, name, words in _SAYINGS:
        row = rows.get((analysis, name))
        result = measure(row, frame, patient) if row else None
        if row is None or result is None or result.value is None or result.norm is None or result.norm.sd is None:
            continue
        said = replace(row, classes=_thirds(result.norm, words)).class_of(result.value, result.spread)
        doubt = f" ± {number(result.spread, 1)}" if result.spread else ""
        value = with_unit(number(result.value, 1), row.unit) + doubt
        guessed = tuple(sorted(estimated.intersection(result.read)))
        rests_on = (
            Sentence("{row}, norm {norm}", row=f"{analysis} {name} {value}", norm=result.norm.rounded().describe()),
            result.choice.caution,
            Sentence("{symbols} estimated, not placed", symbols=guessed) if guessed else "",
        )
        found.append(Saying(topic, said, together(rests_on, "; ")))
    return tuple(found)


def _thirds(norm: Norm, words: tuple[str, str, str]) -> tuple[ValueClass, ...]:
    assert norm.sd is not None
    low, high = norm.centre - norm.sd, norm.centre + norm.sd
    return ValueClass(words[0], high=low), ValueClass(words[1], low, high), ValueClass(words[2], low=high)
