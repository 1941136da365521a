"""From the labels that a file uses (l1…l19, 1…38, symbols, names) to landmarks of a scheme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cephview.core.landmarks import SCHEMES, Scheme

_NUMBERED = re.compile(r"[lL]?0*([1-9]\d{0,2})", re.ASCII)


def resolve_labels(labels: Sequence[str], wanted: Scheme | None = None) -> tuple[Scheme, list[str | None]]:
    """The scheme that labels speak of (`wanted` if given) and, for each label, its symbol or None."""
    schemes = (wanted,) if wanted is not None else tuple(SCHEMES.values())
    resolved = {scheme: [scheme.resolve(label) for label in labels] for scheme in schemes}
    # The smallest scheme that knows most of them: `max` keeps the first of equals.
    best = max(schemes, key=lambda scheme: _known(resolved[scheme]))
    found = [_NUMBERED.fullmatch(label.strip()) for label in labels]
    numbers = [int(match[1]) if match else 0 for match in found]
    # L1 and L6 are teeth, l1 and l6 are numbers; a file that has other numbers too means numbers.
    teeth = all(label.strip() in ("L1", "L6") for label, number in zip(labels, numbers, strict=True) if number)
    if _known(found) < _known(resolved[best]) or teeth:
        return best, resolved[best]
    scheme = next((scheme for scheme in schemes if max(numbers) <= len(scheme)), schemes[-1])
    return scheme, [scheme.symbols[n - 1] if 1 <= n <= len(scheme) else None for n in numbers]


def _known(values: Sequence[object]) -> int:
    return sum(value is not None for value in values)
