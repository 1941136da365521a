"""Dual numbers: a value together with how it changes as landmarks move, so that every formula tells its own doubt.

A formula that is written with them gives its value and, in the same pass, its derivatives; no formula has to know its
own. (Forward automatic differentiation: Griewank and Walther, Evaluating Derivatives, 2008.)
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Mapping

# By landmark: the derivative along x and the one along y.
Slopes = Mapping[str, tuple[complex, complex]]
_NONE: Slopes = {}


class Dual:
    """A complex value with its derivatives; a length or an angle is one without imaginary part."""

    __slots__ = ("slopes", "value")

    def __init__(self, value: complex, slopes: Slopes = _NONE) -> None:
        self.value = value
        self.slopes = slopes

    @property
    def real(self) -> float:
        """The real part of the value alone."""
        return self.value.real

    def gradient(self) -> dict[str, tuple[float, float]]:
        """The derivatives of the real part."""
        return {symbol: (x.real, y.real) for symbol, (x, y) in self.slopes.items()}

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.value + other.value, _mixed(1.0, self.slopes, 1.0, other.slopes))

    def __sub__(self, other: Dual) -> Dual:
        return Dual(self.value - other.value, _mixed(1.0, self.slopes, -1.0, other.slopes))

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.value * other.value, _mixed(other.value, self.slopes, self.value, other.slopes))

    def __truediv__(self, other: Dual) -> Dual:
        quotient = self.value / other.value
        return Dual(quotient, _mixed(1 / other.value, self.slopes, -quotient / other.value, other.slopes))

    def __neg__(self) -> Dual:
        return self.times(-1.0)

    def times(self, factor: complex) -> Dual:
        """Multiplied by what no landmark moves."""
        return Dual(self.value * factor, {s: (factor * x, factor * y) for s, (x, y) in self.slopes.items()})

    def plus(self, number: complex) -> Dual:
        """With what no landmark moves added."""
        return Dual(self.value + number, self.slopes)

    def conjugate(self) -> Dual:
        """The complex conjugate."""
        return Dual(self.value.conjugate(), {s: (x.conjugate(), y.conjugate()) for s, (x, y) in self.slopes.items()})

    def real_part(self) -> Dual:
        """The real part, with its derivatives."""
        return Dual(self.value.real, {s: (x.real, y.real) for s, (x, y) in self.slopes.items()})

    def imaginary_part(self) -> Dual:
        """The imaginary part, with its derivatives."""
        return Dual(self.value.imag, {s: (x.imag, y.imag) for s, (x, y) in self.slopes.items()})

    def length(self) -> Dual:
        """The absolute value. Raises ZeroDivisionError where it is 0 and moves: it has no derivative there."""
        size = abs(self.value)
        if not self.slopes:
            return Dual(size)
        way = self.value.conjugate() / size
        return Dual(size, {s: ((way * x).real, (way * y).real) for s, (x, y) in self.slopes.items()})

    def angle(self) -> Dual:
        """The phase in degrees, ±180. Raises ZeroDivisionError where the value is 0."""
        turn = math.degrees(1.0) / self.value
        slopes = {s: ((turn * x).imag, (turn * y).imag) for s, (x, y) in self.slopes.items()}
        return Dual(math.degrees(cmath.phase(self.value)), slopes)

    def positive(self) -> Dual:
        """A real value without its sign."""
        return -self if self.value.real < 0 else self


def _mixed(a: complex, first: Slopes, b: complex, second: Slopes) -> Slopes:
    """A · first + b · second."""
    if not second:
        return {s: (a * x, a * y) for s, (x, y) in first.items()} if first else _NONE
    mixed = {s: (b * x, b * y) for s, (x, y) in second.items()}
    for symbol, (x, y) in first.items():
        if symbol in mixed:
            u, v = mixed[symbol]
            mixed[symbol] = (a * x + u, a * y + v)
        else:
            mixed[symbol] = (a * x, a * y)
    return mixed
