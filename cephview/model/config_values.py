"""Reading values out of a stranger's config: whatever is in it, one clear sentence or a usable value comes out."""

from __future__ import annotations

import math
import numbers
import reprlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from cephview.core.errors import CephViewError
from cephview.core.geometry import Size

T = TypeVar("T")

# What converting a stranger's value can raise; OverflowError is that of an infinite size.
UNUSABLE = (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, RuntimeError)

# In the config of every checkpoint that CephView trained.
OF_CEPHVIEW = "CEPHVIEW"


def shown(value: object, length: int = 60) -> str:
    """A stranger's value on one short line, for a message."""
    try:
        text = value if isinstance(value, str) else reprlib.repr(value)
    except Exception:  # an integer of thousands of digits, for one, has no repr  # noqa: BLE001
        text = f"a {type(value).__name__}"
    text = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * length]).split())
    return text if len(text) <= length else text[: length - 1] + "…"


class ConfigReader:
    """A checkpoint's `config`, read with care: it comes from a stranger's file."""

    def __init__(self, config: Mapping[str, Any], file: str) -> None:
        self._config = config
        self.file = file

    def get(self, *path: str) -> Any:
        """The value at `path`, or None."""
        node: Any = self._config
        for key in path:
            if not isinstance(node, Mapping) or key not in node:
                return None
            node = node[key]
        return node

    def read(self, path: str, convert: Callable[[Any], T]) -> T | None:
        """The converted value at a dotted `path`, None where absent. Raises CephViewError where it is unusable."""
        value = self.get(*path.split("."))
        if value is None:
            return None
        try:
            return convert(value)
        except UNUSABLE as error:
            raise CephViewError(
                "{file}: its config says {path} = {shown}, which CephView cannot use ({shown2}).",
                file=self.file,
                path=path,
                shown=shown(value),
                shown2=shown(str(error), 100),
            ) from error

    @property
    def is_clinic_lineage(self) -> bool:
        """Marks of the clinic's training code: it alone wrote the films' original size and a wing loss."""
        return self.get("INPUT", "ORIGINAL_SIZE") is not None or self.get("LOSS", "WING_WEIGHT") is not None


def number(value: Any) -> float:
    """A finite number, of Python or numpy. Raises ValueError or TypeError for anything else."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError("a number is needed")
    if not math.isfinite(value):
        raise ValueError("a finite number is needed")
    return float(value)


def whole(value: Any) -> int:
    """A whole number. Raises ValueError or TypeError for anything else."""
    exact = number(value)
    if exact != int(exact):
        raise ValueError("a whole number is needed")
    return int(exact)


def list_of(value: Any) -> list[Any]:
    """A list, tuple or one-dimensional array. Raises TypeError for anything else."""
    # A text is a sequence too, and a mapping iterates over its keys: neither is a list of numbers.
    if isinstance(value, np.ndarray) and value.ndim == 1:
        return list(value.tolist())
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise TypeError("a list is needed")
    return list(value)


def channel_values(channels: int, *, above_zero: bool = False) -> Callable[[Any], tuple[float, ...]]:
    """A converter to one number a channel, for grey values of 0-1; one number alone counts for all."""

    def convert(value: Any) -> tuple[float, ...]:
        given = list_of(value)
        if len(given) not in (1, channels):
            raise ValueError(f"one number or {channels} are needed, as the network takes {channels} channels")
        values = tuple(number(v) for v in given)
        # A std near 0 would blow the film up; what is far above 1 belongs to another scale than 0-1.
        if any(abs(v) > 10 for v in values) or (above_zero and min(values) < 1e-3):
            raise ValueError("it is for grey values of 0-1" + (", and has to be above 0" if above_zero else ""))
        return values * (channels // len(values))

    return convert


def size_hw(value: Any) -> Size:
    """An input's (height, width), or one side, as configs have it, to (width, height) in px. Raises as `size_wh`."""
    return size_wh(value if isinstance(value, int | float) else list_of(value)[::-1])


def size_wh(value: Any) -> Size:
    """An input's (width, height) in px; one number stands for both. Raises ValueError out of bounds."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = [value, value]
    width, height = (whole(v) for v in list_of(value))
    if not (8 <= width <= 4096 and 8 <= height <= 4096):
        raise ValueError("a side between 8 and 4096 is needed")
    if width % 4 or height % 4:
        raise ValueError("a multiple of 4 is needed, as the heatmap is a quarter of it")
    return width, height


def heatmap_size_hw(value: Any) -> Size:
    """A heatmap's (height, width), as the config has it, to (width, height) in cells."""
    height, width = (whole(v) for v in list_of(value))
    return width, height


def one_of(*choices: str) -> Callable[[Any], str]:
    """A converter to one of these words, in any case."""

    def convert(value: Any) -> str:
        if not isinstance(value, str) or value.lower() not in choices:
            raise ValueError(f"one of {', '.join(choices)} is needed")
        return value.lower()

    return convert


def positive(value: Any) -> float:
    """A number between 0.01 and 100. Raises ValueError outside."""
    exact = number(value)
    if not 0.01 <= exact <= 100:
        raise ValueError("a number between 0.01 and 100 is needed")
    return exact


def flag(value: Any) -> bool:
    """Yes or no, as bool or as 0 and 1. Raises ValueError or TypeError for anything else."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    exact = number(value)
    if exact not in (0.0, 1.0):
        raise ValueError("yes or no is needed")
    return bool(exact)
