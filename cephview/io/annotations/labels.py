"""From the labels that a file uses (l1…l19, 0…18, symbols, names, a clinic's own) to landmarks of a scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cephview.core.catalogue import LANDMARKS
from cephview.core.errors import CephViewError
from cephview.core.head_shape import Point
from cephview.core.landmarks import ISBI_19, SCHEMES, Scheme
from cephview.core.sentences import Sentence
from cephview.io.annotations.shape import expect
from cephview.io.annotations.synonyms import meanings

_NUMBERED = re.compile(r"(?:[lLfFpP]|lm|LM|kp|pt|point|landmark)?[ _-]?(0*\d{1,3})", re.ASCII)
# A landmark lies this near to where the others expect it, and that much nearer than to what it may mean besides.
_CLEAR_MM, _CLEAR_RATIO = 8.0, 2.0
# Over 620 readings of real films no landmark lay further than 17 mm from where the others expect it.
FAR_MM = 20.0
_FEWEST_TO_JUDGE = 6


class LabelsUnclearError(CephViewError):
    """A file whose labels nobody can place without being told; `labels` are those that are to be asked for,
    `proposed` what each may mean.
    """

    def __init__(self, sentence: str, labels: Sequence[str], proposed: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.labels = tuple(labels)
        self.proposed = dict(proposed or {})


@dataclass(frozen=True)
class Resolved:
    """The scheme that labels speak of, each label's symbol or None, what is to be said, and what may be asked for."""

    scheme: Scheme
    symbols: tuple[str | None, ...]
    notes: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def resolve_labels(
    labels: Sequence[str],
    points: Sequence[Point | None] | None = None,
    wanted: Scheme | None = None,
    kept: Mapping[str, str] | None = None,
) -> Resolved:
    """The meaning of labels that mark `points` (any frame, px or mm; None is missing); `kept` is what the user said.

    Numbers count from 0 where a 0 occurs. A set of numbers that fits no scheme raises LabelsUnclearError, unless all of
    it lies where the ISBI order has it.
    """
    told = kept or {}
    free = [i for i, label in enumerate(labels) if label not in told]
    numbers = {i: int(match[1]) for i in free if (match := _NUMBERED.fullmatch(labels[i].strip()))}
    named = {i: meanings(labels[i]) for i in free}
    # L1 and L6 are teeth, l1 and l6 are numbers; a file that has other numbers too means numbers.
    teeth = all(labels[i].strip() in ("L1", "L6", "P1") for i in numbers)
    places = points if points is not None else [None] * len(labels)
    symbols: list[str | None] = [told.get(label) or None for label in labels]
    notes: list[str] = []
    scheme = wanted
    if numbers and not teeth and len(numbers) >= sum(bool(found) for found in named.values()):
        if len(free) < len(labels) and any(_NUMBERED.fullmatch(label.strip()) for label in told):
            # Who has said what some of the numbers mean has left the others out.
            numbers = {}
        else:
            scheme, by_number, said = _by_number(labels, numbers, places, wanted)
            notes += said
            for i, symbol in by_number.items():
                symbols[i] = symbol
        named = {i: found for i, found in named.items() if not _NUMBERED.fullmatch(labels[i].strip())}
    notes += _by_name(labels, named, places, symbols, wanted)
    silent = {label for label in labels if told.get(label) == ""}
    left = tuple(dict.fromkeys(labels[i] for i in range(len(labels)) if symbols[i] is None and labels[i] not in silent))
    return Resolved(scheme or _scheme_of(symbols), tuple(symbols), tuple(notes), left)


def far_from_expected(known: Mapping[str, Point]) -> tuple[int, int]:
    """How many landmarks lie over 20 mm from where the others expect them, and of how many that can be said."""
    distances = [e.distance_mm(point) for symbol, point in known.items() if (e := expect(symbol, known))]
    return sum(distance > FAR_MM for distance in distances), len(distances)


def _by_number(
    labels: Sequence[str], numbers: Mapping[int, int], places: Sequence[Point | None], wanted: Scheme | None
) -> tuple[Scheme, dict[int, str | None], list[str]]:
    shift = 0 if 0 in numbers.values() else 1
    top = max(numbers.values()) + 1 - shift
    exact = next((scheme for scheme in SCHEMES.values() if len(scheme) == top), None)
    scheme = wanted or exact
    notes: list[str] = []
    if scheme is None:
        found = _fitting(numbers, places, top)
        if found is not None:
            scheme, shift = found
            notes = [
                Sentence(
                    "numbers {least} to {most} were read as those of {title}",
                    least=min(numbers.values()),
                    most=max(numbers.values()),
                    title=scheme.title,
                )
            ]
        elif top <= len(ISBI_19) and all(labels[i].strip().startswith("l") for i in numbers):
            scheme = ISBI_19  # l1 to l19 is how ISBI's are labelled
        else:
            known = ", ".join(str(len(scheme)) for scheme in SCHEMES.values())
            raise LabelsUnclearError(
                Sentence(
                    "numbers its points to {most}, which is no scheme of {known}: say which landmark is which (Open "
                    "reference in the window, or a labels.toml beside it)",
                    most=max(numbers.values()),
                    known=known,
                ),
                [labels[i] for i in numbers],
            )
    symbols = scheme.symbols
    return scheme, {i: symbols[n - shift] if 0 <= n - shift < len(symbols) else None for i, n in numbers.items()}, notes


def _fitting(numbers: Mapping[int, int], places: Sequence[Point | None], top: int) -> tuple[Scheme, int] | None:
    """ISBI's order from 0 or from 1, where all points of numbers within it lie as that says; None otherwise."""
    if top > len(ISBI_19):
        return None
    fits = []
    for shift in (0, 1):
        known = {
            ISBI_19.symbols[n - shift]: point
            for i, n in numbers.items()
            if 0 <= n - shift < len(ISBI_19) and (point := places[i]) is not None
        }
        far, judged = far_from_expected(known)
        if judged >= _FEWEST_TO_JUDGE and not far and len(known) == len(numbers):
            fits.append(shift)
    return (ISBI_19, fits[0]) if len(fits) == 1 else None


def _by_name(
    labels: Sequence[str],
    named: Mapping[int, tuple[str, ...]],
    places: Sequence[Point | None],
    symbols: list[str | None],
    wanted: Scheme | None,
) -> list[str]:
    """Fill in the symbols of labels that are names; what is to be said of the ambiguous ones."""
    allowed = wanted.symbols if wanted else tuple(LANDMARKS)
    known: dict[str, Point] = {}
    for i, symbol in enumerate(symbols):
        if symbol is not None and (point := places[i]) is not None:
            known.setdefault(symbol, point)
    for i, found in named.items():
        if len(found) == 1 and found[0] in allowed:
            symbols[i] = found[0]
            if (point := places[i]) is not None:
                known.setdefault(found[0], point)
    notes: list[str] = []
    claimed = {symbol for symbol in symbols if symbol is not None}
    for i, found in named.items():
        if len(found) < 2:
            continue
        may_be = [symbol for symbol in found if symbol and symbol in allowed]
        open_ = [symbol for symbol in found if symbol not in claimed and (not symbol or symbol in allowed)]
        chosen = _where_it_lies(places[i], open_, known)
        why = Sentence("where it lies")
        if chosen is None and len(open_) == 1 and open_[0]:
            chosen, why = open_[0], Sentence("since the other is marked too")
        words = " or ".join(f"{symbol} ({LANDMARKS[symbol].name.lower()})" for symbol in may_be)
        if chosen:
            symbols[i] = chosen
            notes.append(
                Sentence(
                    "{labels} may be {words}: taken for {chosen}, {why}",
                    labels=labels[i],
                    words=words,
                    chosen=chosen,
                    why=why,
                )
            )
        else:
            words += Sentence(" or another landmark") if "" in found else ""
            notes.append(Sentence("{labels} may be {words}: left out, say which it is", labels=labels[i], words=words))
    return notes


def _where_it_lies(point: Point | None, candidates: Sequence[str], known: Mapping[str, Point]) -> str | None:
    """The one of some landmarks where a point clearly lies; None where that cannot be said."""
    if point is None:
        return None
    found = {symbol: e.distance_mm(point) for symbol in candidates if symbol and (e := expect(symbol, known))}
    if not found:
        return None
    best = min(found, key=lambda symbol: found[symbol])
    others = [distance for symbol, distance in found.items() if symbol != best]
    clear = found[best] <= _CLEAR_MM and all(distance >= _CLEAR_RATIO * found[best] for distance in others)
    return best if clear else None


def _scheme_of(symbols: Sequence[str | None]) -> Scheme:
    """The smallest scheme that has all of these landmarks, or one of their own."""
    wanted = {symbol for symbol in symbols if symbol is not None}
    whole = next((scheme for scheme in SCHEMES.values() if wanted <= set(scheme.symbols)), None)
    if whole is not None:
        return whole
    return Scheme("own", f"{len(wanted)} landmarks", tuple(symbol for symbol in LANDMARKS if symbol in wanted))


def proposals(labels: Sequence[str], points: Sequence[Point]) -> dict[str, str]:
    """What labels may mean, for the user to confirm: a symbol each, "" where nobody can say."""
    try:
        found = dict(zip(labels, resolve_labels(labels, points).symbols, strict=True))
    except LabelsUnclearError:
        found = _by_isbi(labels, points)
    first = {label: next((symbol for symbol in meanings(label) if symbol), "") for label in labels}
    return {label: found.get(label) or first[label] for label in labels}


def _by_isbi(labels: Sequence[str], points: Sequence[Point]) -> dict[str, str | None]:
    """ISBI's landmarks for numbers whose points lie where that order has them."""
    numbers = {label: int(match[1]) for label in labels if (match := _NUMBERED.fullmatch(label.strip()))}
    shift = 0 if 0 in numbers.values() else 1
    places = dict(zip(labels, points, strict=True))
    symbols = {label: ISBI_19.symbols[n - shift] for label, n in numbers.items() if 0 <= n - shift < len(ISBI_19)}
    known = {symbol: places[label] for label, symbol in symbols.items()}
    expected = {label: expect(symbol, known) for label, symbol in symbols.items()}
    return {
        label: symbol
        for label, symbol in symbols.items()
        if (there := expected[label]) is not None and there.distance_mm(places[label]) <= FAR_MM
    }
