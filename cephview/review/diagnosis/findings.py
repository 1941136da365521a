"""What a diagnosis ends in: findings by the mm they explain, and what remains when they are repaired."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# So many a person reads; the rest are counted.
SHOWN = 5
# Forward passes of a set-up in which nothing is far off (79-121 on sets of 3-20 films), and of how many a pace is told.
USUAL_PASSES, PACED_BY = 110, 6


@dataclass(frozen=True)
class Finding:
    """One cause: what was `seen` (figures), how `sure`, the `mm` of MRE that it explains, and what to do.

    `mm` is NaN where nothing could be measured. `fields` are those of a sidecar that would repair it, if any.
    """

    cause: str
    title: str
    seen: str
    sure: str
    mm: float
    advice: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        figure = "no figure" if math.isnan(self.mm) else f"{self.mm:.2f} mm"
        lines = [f"{figure}: {self.title}", f"seen: {self.seen}", f"sure: {self.sure}", f"do: {self.advice}"]
        return "\n".join([lines[0], *(textwrap.indent(line, "    ") for line in lines[1:])])


@dataclass(frozen=True, eq=False)
class RepairedReading:
    """A film's reading as it is to be understood: the film's name, whose it is, and points in film px by symbol."""

    film: str
    observer: str
    points: Mapping[str, tuple[float, float]]


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

    @property
    def mends(self) -> bool:
        """Whether the repairs change the MRE by as much as is printed of it."""
        return bool(self.findings) and self.before - self.after >= 0.005

    @property
    def sidecar_fields(self) -> dict[str, Any]:
        """All fields that the findings would have in a sidecar."""
        return {key: value for finding in self.findings for key, value in finding.fields.items()}

    def text(self) -> str:
        """The diagnosis in plain words."""
        lines = []
        if not math.isnan(self.before):
            line = f"{self.films} films: MRE {self.before:.2f} mm as set up"
            lines.append(f"{line}, {self.after:.2f} mm with everything repaired." if self.mends else f"{line}.")
        if self.findings:
            lines += [f"{number}. {finding}" for number, finding in enumerate(self.findings[:SHOWN], 1)]
            if len(self.findings) > SHOWN:
                lines.append(f"and {len(self.findings) - SHOWN} smaller ones (all of them with --json)")
        else:
            lines.append("Nothing found to repair.")
        if self.remains:
            lines += ["What remains:", *(f"  - {sentence}" for sentence in self.remains)]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The same for JSON; what is not known is null."""
        rows = [{key: _plain(value) for key, value in asdict(finding).items()} for finding in self.findings]
        return {
            "films": self.films,
            "judged_by": self.judged_by,
            "mre_before_mm": _plain(self.before),
            "mre_after_mm": _plain(self.after),
            "findings": rows,
            "remains": list(self.remains),
            "problems": list(self.problems),
            "forward_passes": self.passes,
        }


def time_estimate(seconds: float, passes: int) -> str:
    """What a diagnosis is likely to take, in words, where `passes` forward passes took `seconds`."""
    whole = seconds / max(passes, 1) * USUAL_PASSES
    words = f"{max(5, round(whole / 5) * 5)} s" if whole < 100 else f"{whole / 60:.0f} min"
    return f"about {words} in all, longer where nothing makes sense of the films"


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
