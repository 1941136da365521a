"""TensorBoard, for who has it: the figures of each epoch besides those that the run's folder holds anyway."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cephview.core.errors import CephViewError

if TYPE_CHECKING:
    from cephview.model.training.loop import Progress, Trainer


def check_board() -> None:
    """Raises CephViewError where TensorBoard is not installed: before the work, not after it."""
    if find_spec("tensorboard") is None:
        raise CephViewError("--tensorboard needs TensorBoard, which is not installed here: pip install tensorboard.")


class Board:
    """Writes the epochs of a run into the folder `tensorboard` of its own, the former ones of it first."""

    def __init__(self, trainer: Trainer) -> None:
        from torch.utils.tensorboard import SummaryWriter

        self._trainer = trainer
        self._writer: Any = SummaryWriter(str(Path(trainer.folder.path) / "tensorboard"))
        self._rows = self._landmarks = 0

    def report(self, progress: Progress) -> None:
        """After each epoch."""
        if progress.batch:
            return
        for row in self._trainer.record.history[self._rows :]:
            self._write("", row)
        for row in self._trainer.record.by_landmark[self._landmarks :]:
            self._write("landmarks/", row)
        self._rows, self._landmarks = len(self._trainer.record.history), len(self._trainer.record.by_landmark)
        self._writer.flush()

    def _write(self, group: str, row: dict[str, float]) -> None:
        for name, value in row.items():
            if name != "epoch":
                self._writer.add_scalar(group + name, value, int(row["epoch"]))
