"""`cephview model average`: one checkpoint of the mean weights of several that come from one training."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import math
from pathlib import Path

from cephview.cli.numbers import number, whole
from cephview.cli.outputs import add_force, check_outputs, checkpoint_path
from cephview.core.errors import CephViewError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview model average`."""
    parser.add_argument(
        "parts", nargs="+", metavar="CHECKPOINT[=SHARE]", help="checkpoints (.pth) that began with the same weights"
    )
    parser.add_argument(
        "-o", "--out", type=checkpoint_path, required=True, metavar="FILE", help="write the checkpoint there"
    )
    parser.add_argument(
        "--input",
        nargs=2,
        type=whole,
        metavar=("W", "H"),
        help="use it with an input of this size, px; else the first's",
    )
    parser.add_argument("--name", default="", help="the model's name on its card")
    parser.add_argument("--data-note", default="", help="what the films are and their licence, for the model card")
    add_force(parser)


def run(options: argparse.Namespace) -> int:
    """Average; 0."""
    from cephview.model.families.averaging import average_checkpoints

    parts = [_part(text) for text in options.parts]
    if len(parts) < 2:
        raise CephViewError("A mean takes two checkpoints or more.")
    check_outputs(options, (options.out,), tuple(path for path, _ in parts))
    total = sum(share for _, share in parts)
    # By their hashes: where they lay is nobody's business to whom the model is handed on.
    made = "; ".join(f"{share / total:.0%} of {_digest(path)}" for path, share in parts)
    facts = {"weights": f"mean of {len(parts)} runs, by their files' SHA-256: {made}"}
    facts |= {key: text for key, text in (("name", options.name), ("data", options.data_note)) if text}
    average_checkpoints(parts, options.out, facts, tuple(options.input) if options.input else None)
    print(f"{options.out}: {facts['weights']}. Measure it, and fit what errors to expect (`cephview reliability`).")
    return 0


def _part(text: str) -> tuple[Path, float]:
    path, separator, share = text.rpartition("=")
    if not separator or Path(text).exists():
        return Path(text), 1.0
    with contextlib.suppress(argparse.ArgumentTypeError):
        if math.isfinite(value := number(share)) and value > 0:
            return Path(path), value
    raise CephViewError(
        "{value}: the share of a checkpoint is a number above 0, as in {path}=0.5.", value=text, path=path
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]
    except OSError as error:
        raise CephViewError("{path} cannot be read: {strerror}.", path=path, strerror=error.strerror) from None
