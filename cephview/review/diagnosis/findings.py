"""What a diagnosis ends in: findings by the mm they explain, and what remains when they are repaired."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# So many a person reads; the rest are counted.
SHOWN = 5


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

    @property
    def sidecar_fields(self) -> dict[str, Any]:
        """All fields that the findings would have in a sidecar."""
        return {key: value for finding in self.findings for key, value in finding.fields.items()}

    def text(self) -> str:
        """The diagnosis in plain words."""
        lines = []
        if not math.isnan(self.before):
            line = f"{self.films} films: MRE {self.before:.2f} mm as set up"
            mended = self.findings and self.before - self.after >= 0.005
            lines.append(f"{line}, {self.after:.2f} mm with everything repaired." if mended else f"{line}.")
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


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
