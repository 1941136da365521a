"""A film a few rows at a time: conversions take several bytes a pixel, for which a large film leaves no room."""

from __future__ import annotations

from collections.abc import Iterator

_ROWS = 256


def bands(height: int) -> Iterator[slice]:
    """The rows of a film in slices of at most 256."""
    return (slice(start, min(start + _ROWS, height)) for start in range(0, height, _ROWS))
