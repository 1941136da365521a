"""Values of a DICOM data set that somebody else wrote: what cannot be read counts as absent."""

from __future__ import annotations

import math
from typing import Any

from pydicom.dataset import Dataset


def value(dataset: Dataset, keyword: str) -> Any:
    """The element's value, or None where it is absent, empty or cannot be read."""
    # pydicom converts on access, and what a broken value raises there is of every kind.
    try:
        found = dataset.get(keyword)
        return None if found is None or found == "" else found
    except Exception:  # noqa: BLE001
        return None


def values(dataset: Dataset, keyword: str) -> list[Any]:
    """The element's values, one or several; none where it cannot be read."""
    found = value(dataset, keyword)
    if found is None or isinstance(found, (str, bytes)) or not hasattr(found, "__iter__"):
        return [] if found is None else [found]
    try:
        return list(found)
    except Exception:  # noqa: BLE001
        return []


def numbers(dataset: Dataset, keyword: str) -> list[float]:
    """The element's values as finite numbers; none where one of them is no such number.

    Some devices write decimals with a comma (0,143), which pydicom takes for no number.
    """
    result: list[float] = []
    for item in values(dataset, keyword):
        try:
            number = float(item.replace(",", ".", 1) if isinstance(item, str) and "." not in item else item)
        except (TypeError, ValueError, OverflowError):
            return []
        if not math.isfinite(number) or abs(number) > 1e12:
            return []
        result.append(number)
    return result


def number(dataset: Dataset, keyword: str) -> float | None:
    """The element's first value as a finite number, or None."""
    found = numbers(dataset, keyword)
    return found[0] if found else None


def word(dataset: Dataset, keyword: str) -> str:
    """The element's first value as upper-case text without blanks at its ends, or empty."""
    found = values(dataset, keyword)
    return str(found[0]).strip("\0 ").upper() if found else ""
