"""How a run goes, as its process tells it, and what is said of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cephview.app.words import tr

_FEW = 10


@dataclass
class RunProgress:
    """Rows of epochs, films `kept` for validation, what the process says that it `brought`, the `best` checkpoint."""

    rows: list[dict[str, float]] = field(default_factory=list)
    best: Path | None = None
    epochs: int = 0
    kept: int = 0
    brought: str = ""

    @property
    def measured(self) -> list[float]:
        """The errors (MRE) on the validation films, mm, an epoch each."""
        return [row["mre_mm"] for row in self.rows if "mre_mm" in row]

    @property
    def best_epoch(self) -> float:
        """The epoch with the least error; 0 is what the run began with. The last one where none was measured."""
        rows = [row for row in self.rows if "mre_mm" in row] or self.rows[-1:]
        return min(rows, key=lambda row: row.get("mre_mm", 0.0))["epoch"] if rows else 0.0

    def text(self, told: dict[str, Any]) -> str:
        """What is said of the batch, or the whole epoch, that was told."""
        measured, error = self.measured, ""
        if measured:
            error = tr(
                " Mean error (MRE) on the {kept} validation films {measured:.2f} mm.",
                kept=self.kept,
                measured=measured[-1],
            )
        begun = told["epoch"] or told["batch"]
        left = tr(", {duration} left", duration=_duration(told["seconds_left"])) if begun else ""
        return tr(
            "Epoch {epoch} of {epochs}{left}.{error}",
            epoch=min(told["epoch"] + 1, self.epochs),
            epochs=self.epochs,
            left=left,
            error=error,
        )

    def outcome(self) -> tuple[str, str]:
        """What a run that is done brought: heading and message."""
        measured = self.measured
        if not measured:
            nothing = tr("No film was kept for validation: whether it is better, nobody can say yet.")
            return tr("Done"), self.brought or nothing  # of the folds, where it was judged in some
        found = tr("{best:.2f} mm on the {kept} validation films", best=min(measured), kept=self.kept)
        few = tr(" So few films are a hint, no proof.") if self.kept < _FEW else ""
        if not self.brought:
            return tr("Done"), tr("Mean error (MRE) {found}.{few}", found=found, few=few)
        if self.best_epoch:
            return tr("Done") if few else tr("Done: better than before"), tr(
                "Mean error (MRE) {measured:.2f} mm before, {found} now.{few}",
                measured=measured[0],
                found=found,
                few=few,
            )
        return tr("Done: no better than before"), tr(
            "No epoch was better than the model it began with ({found}): go on using that.", found=found
        )


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return tr("less than a minute")
    if minutes < 60:
        return tr("{minutes} min", minutes=minutes)
    return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
