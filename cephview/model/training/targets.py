"""Whose reading a landmark is trained to: the mean of a film's readers, each in turn, or one named reader's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cephview.core.errors import CephViewError
from cephview.core.landmarks import Scheme
from cephview.model.training.settings import MEAN_OR_EACH, TrainingSettings


def keep_named(
    readings: NDArray[np.float64], observers: Sequence[str], scheme: Scheme, named: Mapping[str, str]
) -> None:
    """Take out, in place, what the others read of a landmark that has a named reader, where he read it.

    readings (k, n, 2), one an observer. Raises CephViewError for a name that is no landmark of `scheme`.
    """
    for typed, reader in named.items():
        landmark = _index(typed, scheme)
        his = [number for number, observer in enumerate(observers) if observer == reader]
        if reader not in MEAN_OR_EACH and his and np.isfinite(readings[his, landmark]).all():
            readings[[number for number in range(len(observers)) if number not in his], landmark] = np.nan


def drawn_landmarks(settings: TrainingSettings, scheme: Scheme) -> NDArray[np.bool_]:
    """Of which landmarks (n,) one reader is drawn for each film and epoch. Raises CephViewError as `keep_named`."""
    drawn = np.full(len(scheme), settings.observers == "each")
    for typed, reader in settings.readers.items():
        if reader in MEAN_OR_EACH:
            drawn[_index(typed, scheme)] = reader == "each"
    return drawn


def check_readers(observers: Sequence[Sequence[str]], named: Mapping[str, str]) -> None:
    """Pass the `named` readers of landmarks where each read one film at least; `observers` are those of each film.

    Raises CephViewError for one who read none: a slip of the keyboard would train the mean, and nobody would see it.
    """
    known = dict.fromkeys(name for names in observers for name in names)
    for typed, reader in named.items():
        if reader not in known and reader not in MEAN_OR_EACH:
            raise CephViewError(
                "The setting readers asks for {typed} by {reader}, who read none of these films; their readers "
                "are {listed}. It may be mean or each, too.",
                typed=typed,
                reader=reader,
                listed=", ".join(known),
            )


def told(settings: TrainingSettings) -> str:
    """What the run trains towards, as the model card has it."""
    text = _TARGETS[settings.observers]
    for symbol, reader in settings.readers.items():
        text += f"; {symbol} {_OF_LANDMARK.get(reader, f'by {reader} where he read it')}"
    return text


_TARGETS = {"mean": "mean of the readers of each film", "each": "one reader of each film, drawn for each epoch"}
_OF_LANDMARK = {"mean": "by the mean of the readers", "each": "by one reader, drawn for each epoch"}


def _index(typed: str, scheme: Scheme) -> int:
    symbol = typed.replace("'", "′")  # which no keyboard has
    if symbol not in scheme.symbols:
        raise CephViewError(
            "The setting readers names {typed}, which is no landmark of {title}.", typed=typed, title=scheme.title
        )
    return scheme.index(symbol)
