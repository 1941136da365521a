"""What a diagnosis ends in: findings by the mm they explain, and what remains when they are repaired.

All texts are sentences with templates, so that the window says them in any language.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cephview.core.sentences import Sentence

# So many a person reads; the rest are counted.
SHOWN = 5
# Forward passes of a set-up in which nothing is far off (79-121 on sets of 3-20 films), and of how many a pace is told.
USUAL_PASSES, PACED_BY = 110, 6


@dataclass(frozen=True)
class Finding:
    """One cause: what was `seen` (figures), how `sure`, the `mm` of MRE that it explains, and what to do.

    `mm` is NaN where nothing could be measured, `error_mm`, its standard error over the films, where they do not tell
    it. `fields` are those of a sidecar that would repair it, if any. Title and
    advice are for who reads films; `detail` for who runs the model, empty where there is nothing more to say.
    """

    cause: str
    title: str
    seen: str
    sure: str
    mm: float
    advice: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""
    error_mm: float = math.nan
    hint: bool = False  # no finding yet: too little is known to prove it

    def __str__(self) -> str:
        nothing = "hint" if self.hint else "no figure"
        figure = nothing if math.isnan(self.mm) else f"{self.mm:.2f} mm"
        lines = [f"{figure}: {self.title}", f"seen: {self.seen}", f"sure: {self.sure}", f"do: {self.advice}"]
        lines += [f"detail: {self.detail}"] if self.detail else []
        return "\n".join([lines[0], *(textwrap.indent(line, "    ") for line in lines[1:])])


@dataclass(frozen=True, eq=False)
class RepairedReading:
    """A film's reading as it is to be understood: the film's name, whose it is, and points in film px by symbol."""

    film: str
    observer: str
    points: Mapping[str, tuple[float, float]]

    def rounded(self) -> dict[str, list[float]]:
        """The points as files hold them, to a thousandth of a px."""
        return {symbol: [round(value, 3) for value in point] for symbol, point in self.points.items()}


@dataclass(frozen=True)
class Diagnosis:
    """The findings, largest first; the MRE in mm before and after all repairs; what remains, and what was left out."""

    films: int
    before: float
    after: float
    findings: tuple[Finding, ...]
    remains: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    passes: int = 0
    judged_by: str = "readings"
    repaired: tuple[RepairedReading, ...] = ()  # where readings (or predictions) are to be understood otherwise
    notes: tuple[str, ...] = ()  # what is to be said of films and readings that were not left out
    seconds: float = math.nan

    @property
    def mends(self) -> bool:
        """Whether the repairs change the MRE by as much as is printed of it; hints repair nothing."""
        proven = any(math.isfinite(finding.mm) for finding in self.findings)
        return proven and self.before - self.after >= 0.005

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of the films: which were left out, and what was noted of others."""
        return (*self.problems, *self.notes)

    @property
    def sidecar_fields(self) -> dict[str, Any]:
        """All fields that the findings would have in a sidecar."""
        return {key: value for finding in self.findings for key, value in finding.fields.items()}

    def text(self) -> str:
        """The diagnosis in plain words."""
        films = f"{self.films} films" if self.films != 1 else "1 film"
        if self.judged_by != "readings":
            lines = [f"{films} without readings to measure by."]
        elif math.isnan(self.before):
            lines = [f"{films}: as they are, the points have no landmark in common with the readings."]
        else:
            line = f"{films}: MRE {self.before:.2f} mm as set up"
            lines = [f"{line}, {self.after:.2f} mm with everything repaired." if self.mends else f"{line}."]
        if self.findings:
            lines += [f"{number}. {finding}" for number, finding in enumerate(self.findings[:SHOWN], 1)]
            if len(self.findings) > SHOWN:
                more = len(self.findings) - SHOWN
                lines.append(f"and {more} smaller one{'s' if more > 1 else ''} (all of them with --json)")
        else:
            lines.append("Nothing found to repair.")
        if self.remains:
            lines += ["What remains:", *(f"  - {sentence}" for sentence in self.remains)]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The same for JSON; what is not known is null."""
        return {
            "films": self.films,
            "judged_by": self.judged_by,
            "mre_before_mm": _plain(self.before),
            "mre_after_mm": _plain(self.after),
            "findings": [_row(finding) for finding in self.findings],
            "remains": list(self.remains),
            "told": [told(sentence) for sentence in self.remains],
            "problems": list(self.problems),
            "notes": list(self.notes),
            "told_problems": [told(sentence) for sentence in self.problems],
            "told_notes": [told(sentence) for sentence in self.notes],
            "repaired": [
                {"film": reading.film, "observer": reading.observer, "points": reading.rounded()}
                for reading in self.repaired
            ],
            "forward_passes": self.passes,
            "seconds": _plain(self.seconds),
        }


def time_estimate(seconds: float, passes: int) -> Sentence:
    """What a diagnosis is likely to take, in words, where `passes` forward passes took `seconds`."""
    whole = seconds / max(passes, 1) * USUAL_PASSES
    if whole < 100:
        time = Sentence("{seconds} s", seconds=max(5, round(whole / 5) * 5))
    else:
        time = Sentence("{minutes:.0f} min", minutes=whole / 60)
    return Sentence("about {time} in all, longer where nothing makes sense of the films", time=time)


def told(text: str) -> dict[str, Any]:
    """A text as its template and fields, for a program that says it in its own words; the text where it has none."""
    if not isinstance(text, Sentence):
        return {"template": str(text), "fields": {}}
    fields = {
        name: told(value) if isinstance(value, Sentence) else _plain(value) for name, value in text.fields.items()
    }
    return {"template": text.template, "fields": fields}


def one_after_another(texts: Sequence[str]) -> Sentence:
    """Several sentences as one, with semicolons between them."""
    first, *others = (text if isinstance(text, Sentence) else Sentence(text) for text in texts)
    return Sentence("{one}; {more}", one=first, more=one_after_another(others)) if others else first


def _row(finding: Finding) -> dict[str, Any]:
    texts = {name: getattr(finding, name) for name in ("title", "seen", "sure", "advice", "detail")}
    return {
        "cause": finding.cause,
        "mm": _plain(finding.mm),
        "standard_error_mm": _plain(finding.error_mm),
        "hint": finding.hint,
        **{name: str(text) for name, text in texts.items()},
        "fields": dict(finding.fields),
        "told": {name: told(text) for name, text in texts.items() if text},
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is not known is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, int | bool) else str(value)
