"""From the labels that a file uses (l1…l19, 1…38, symbols, names) to landmarks of a scheme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cephview.core.landmarks import SCHEMES, Scheme

_NUMBERED = re.compile(r"[lL]?0*([1-9]\d{0,2})", re.ASCII)


def resolve_labels(labels: Sequence[str], wanted: Scheme | None = None) -> tuple[Scheme, list[str | None]]:
    """The scheme that labels speak of (`wanted` if given) and, for each label, its symbol or None."""
    numbers = _numbers(labels)
    schemes = (wanted,) if wanted is not None else tuple(SCHEMES.values())
    if numbers:
        scheme = next((scheme for scheme in schemes if max(numbers) <= len(scheme)), schemes[-1])
        return scheme, [scheme.symbols[n - 1] if n <= len(scheme) else None for n in numbers]
    resolved = {scheme: [scheme.resolve(label) for label in labels] for scheme in schemes}
    # The smallest scheme that knows most of them: `max` keeps the first of equals.
    best = max(schemes, key=lambda scheme: sum(symbol is not None for symbol in resolved[scheme]))
    return best, resolved[best]


def _numbers(labels: Sequence[str]) -> list[int]:
    """The labels as numbers from 1, or none where one of them is no number."""
    found = [_NUMBERED.fullmatch(label.strip()) for label in labels]
    # L1 and L6 are teeth: capitals alone are symbols unless the file numbers other landmarks too.
    if all(label.strip() in ("L1", "L6") for label in labels):
        return []
    numbers = [int(match[1]) for match in found if match]
    return numbers if len(numbers) == len(labels) else []
