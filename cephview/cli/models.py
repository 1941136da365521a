"""A model as it is named on the command line, everywhere in the same way."""

from __future__ import annotations

from pathlib import Path

EMBEDDED = "embedded"
MODEL_HELP = "a checkpoint, or `embedded`, which it is otherwise"


def model_path(text: str) -> Path:
    """The file of a model: a path, or `embedded` for the one that CephView brings along."""
    if text.strip() != EMBEDDED:
        return Path(text)
    # Here: the help of the program is shown before any package is installed.
    from cephview.model.predictor import embedded_model

    return embedded_model()


def model_name(path: Path) -> str:
    """How a model is typed: the other way."""
    return EMBEDDED if path == model_path(EMBEDDED) else str(path)
