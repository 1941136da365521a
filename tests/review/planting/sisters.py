"""Sisters of the plants: other numbers, landmarks, readers and pairs of the same kinds, by which nothing was built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cephview.core.landmarks import AARIZ_29
from cephview.model.specification import Decoding
from cephview.review.diagnosis import JudgedFilm
from planting import in_films as f
from planting import in_readings as r
from planting import in_setups as s
from planting import sister_changes as c
from planting.world import Change, Plant, World, films, one_reader, read, readings, specified


def first_reader(name: str, causes: str, change: Change, said: str = "", *, hint: bool = False) -> Plant:
    """A plant in the readings of the first of two readers alone."""

    def apply(film: JudgedFilm) -> JudgedFilm:
        return read(film, lambda points: change(points, film), film.references[0].observer)

    return films(name, causes, apply, kind="one reader", readers=2, said=said, hint=hint)


def some(
    name: str,
    causes: str | tuple[str, ...],
    which: Callable[[int], bool],
    change: Callable[[JudgedFilm], JudgedFilm],
    **more: bool,
) -> Plant:
    """A plant in some of the films alone, by their number."""
    causes = (causes,) if isinstance(causes, str) else causes

    def apply(world: World) -> World:
        return replace(world, films=[change(film) if which(i) else film for i, film in enumerate(world.films)])

    return Plant(name, causes, apply, kind="films", **more)


_RING = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 0))
_THREE, _HALF = (lambda i: i in (0, 2, 5)), (lambda i: i % 2 == 1)
_GREYS, _SHIFT, _SIZE = ("normalisation", "grey scale"), ("shift", "definition"), ("input size", "context")
_READ = ("decoding", "activation")

_OF_READINGS = (
    readings("Ls and Li, A and B exchanged", "order", c.one_after_another(r.swapped("Ls", "Li"), r.swapped("A", "B"))),
    readings("PNS and ANS exchanged", "order", r.swapped("PNS", "ANS")),
    readings("Go, Ar and Po in a ring", "order", c.ring("Go", "Ar", "Po")),
    readings("order reversed", "order", c.reversed),
    readings("landmarks two too far", "order", r.rolled(2)),
    readings("landmarks three too early", "order", r.rolled(-3)),
    readings("symbols by the alphabet", "order", c.by_symbols(sorted)),
    readings(
        "symbols as Aariz orders them", "order", c.by_symbols(lambda own: [x for x in AARIZ_29.symbols if x in own])
    ),
    readings(
        "x from the right, y from below",
        ("axes", "upward", "mirrored", "rotated"),
        c.one_after_another(r.from_below, r.from_right),
        hint=True,
    ),
    readings("readings times 1.25", "resolution", r.scaled(1.25)),
    readings("readings times 0.9", "resolution", r.scaled(0.9)),
    readings("readings times 1.03", "resolution", r.scaled(1.03)),
    readings("readings times 3", "resolution", r.scaled(3)),
    readings("readings stretched by 8 % in height", "resolution", r.scaled(1.0, 1.08)),
    readings("readings turned by 2°", ("rotated", "tilted"), c.turned(2), hint=True),
    readings("readings moved by −40, 12 px", "offset", r.moved(-40, 12)),
    readings("readings moved by 0, −14 px", "offset", r.moved(0, -14)),
    readings(
        "readings times 1.25, moved", ("resolution", "offset"), c.one_after_another(r.scaled(1.25), r.moved(-70, 30))
    ),
    readings("readings in cm", ("unit", "resolution"), c.millimetres(0.1)),
    readings("readings in tenths of a mm", ("unit", "resolution"), c.millimetres(10)),
    readings("readings in inches", ("unit", "resolution"), c.millimetres(1 / 25.4)),
    readings("readings as shares of the height", ("unit", "resolution"), c.by_height),
    readings("readings from −1 to 1", ("unit", "resolution"), c.around_the_middle),
    Plant("readings in a frame of 512 × 512", ("network frame", "resolution"), c.other_network),
    Plant("five films' readings in a ring", ("films mixed up",), r.dealt(r.these(*_RING))),
    Plant("half of the films one film back", ("films mixed up", "film"), r.dealt(c.half_on)),
    Plant("two pairs of films exchanged", ("films mixed up",), r.dealt(r.these((0, 4), (4, 0), (1, 5), (5, 1)))),
    Plant("films in reverse", ("films mixed up",), r.dealt(lambda count: list(range(count))[::-1])),
    readings("three landmarks missing as 0, 0", "not read", c.missing(("Or", "Po", "Go"), 0, 0)),
    readings("missing as −1 in x alone", "not read", c.missing(("L1", "PNS"), -1)),
    readings("missing as −999", "not read", c.missing(("Ar",), -999, -999)),
    readings("missing as NaN", (), c.missing(("Or", "Ar"), float("nan"), float("nan"))),
    readings("readings 1.5 mm noisier", (), r.noisy(1.5)),
    readings("L1 read at random", "landmark", r.scattered("L1", 7)),
    readings("S moved by 3.5 mm", _SHIFT, r.displaced("S", 2, 2.9)),
    readings("Go moved by 6 mm", _SHIFT, r.displaced("Go", -3, -5.2)),
    readings("ANS moved by 4.5 mm", _SHIFT, r.displaced("ANS", -4.5, 0.5)),
    readings(
        "S and Or moved", _SHIFT, c.one_after_another(r.displaced("S", 0, -4), r.displaced("Or", 5, 0)), said="to one"
    ),
    Plant("two slips", ("reference",), c.slips({0: ("Go", -18, 14), 3: ("N", 5, 24)})),
    Plant("a slip of 18 mm", ("reference",), c.slips({2: ("ANS", 4, 17.5)}), remark="worth a look"),
)

_OF_ONE = (
    first_reader("first: x counted from the right", "reader", r.from_right, "right"),
    first_reader("first: readings in mm", "reader", r.in_mm, "in mm"),
    first_reader("first: times 1.1", "reader", r.scaled(1.1), "resolution"),
    first_reader("first: order reversed", "reader", c.reversed, "exchanged in the readings"),
    first_reader("first: landmarks one too far", "reader", r.rolled(1), "1 later"),
    first_reader("first: moved by −40, 12 px", "reader", r.moved(-40, 12), "readings lie"),
    first_reader("first: 2.5 mm noisier", "noisy reader", r.noisy(2.5), hint=True),
    Plant("first: one film on", ("reader",), c.first_dealt(r.one_on), readers=2, kind="one reader", said="other films"),
    Plant(
        "first: three films in a ring",
        ("reader",),
        c.first_dealt(r.these((0, 2), (2, 4), (4, 0))),
        readers=2,
        kind="one reader",
        said="other films",
    ),
    one_reader("second: Ls and Li exchanged", "reader", r.swapped("Ls", "Li"), said="Li and Ls"),
    one_reader("second: shares of the film", "reader", r.normalised, said="from 0 to 1"),
    one_reader("second: stretched in height", "reader", r.scaled(1, 1.08), said="stretched"),
    one_reader("second: missing as 0, 0", ("not read", "reader"), c.missing(("Go", "PNS"), 0, 0)),
    one_reader("second: Go by another definition", _SHIFT, r.displaced("Go", -4, -8)),
    one_reader("second: N at random", ("landmark", "reader", "noisy reader"), r.scattered("N", 14)),
)

_OF_FILMS = (
    films("mm per px times 0.7", "calibration", f.calibrated(0.7)),
    films("mm per px times 1.25", "calibration", f.calibrated(1.25)),
    films("mm per px times 1.5", "calibration", f.calibrated(1.5)),
    films("mm per px times 0.1", "calibration", f.calibrated(0.1)),
    films("mm per px times 0.88", "calibration", f.calibrated(0.88), hint=True, remark="the mm per px are off"),
    some("mm per px times 4 on three films", ("calibration", "film"), _THREE, f.calibrated(4.0), hint=True),
    films("films and readings turned anticlockwise", "rotated", c.anticlockwise),
    films("films turned clockwise, readings not", "rotated", c.clockwise_alone),
    films("films and readings upside down", "rotated", c.upside_down_both),
    films("films mirrored, readings not", ("mirrored", "axes"), c.mirrored_alone),
    some("a third of the films inverted", ("polarity", "film"), lambda i: i % 3 == 0, f.inverted),
    some("half of the films mirrored", ("mirrored", "film"), _HALF, f.mirrored),
    some("half of the films cut to the low byte", ("low byte", "film"), _HALF, f.low_byte, hint=True),
    some("two films turned anticlockwise", ("film", "rotated"), lambda i: i in (1, 4), c.anticlockwise),
    some("one film upside down", "film", lambda i: i == 3, c.upside_down_both),
    some("one film black", "film", lambda i: i == 2, c.black),
    some("one film reads in mm", "film", lambda i: i == 4, lambda film: read(film, lambda p: r.in_mm(p, film))),
    films("films with a gamma of 1.8", "gamma", f.gamma(1.8)),
    films("films with a gamma of 0.5", "gamma", f.gamma(0.5)),
    films("films three times as hard", ("grey range", "normalisation", "gamma"), c.hard, hint=True),
    films("films as JPEG 10", ("blur", "compression"), c.jpeg),
    films("films made coarse", "blur", c.coarse),
)

_OF_SETUPS = (
    s.in_setup("mean 0.45, std 0.1", _GREYS, s.normalised_by(0.45, 0.1)),
    s.in_setup("mean 0.9, std 0.25", _GREYS, s.normalised_by(0.9, 0.25)),
    s.in_setup("mean 0.45, std 0.22", _GREYS, s.normalised_by(0.45, 0.22)),
    s.in_setup("mean 118, std 64 of greys of 0-1", _GREYS, s.normalised_by(118.0, 64.0)),
    specified("soft-argmax, temperature 0.2, whole map", *_READ, decoding=Decoding("softargmax", 0.2)),
    specified("soft-argmax, temperature 8, within 3 cells", *_READ, decoding=Decoding("softargmax", 8.0, 3)),
    specified("power mean of 0.5", *_READ, decoding=Decoding("power", exponent=0.5)),
    specified(
        "power mean of 3 after a sigmoid", *_READ, decoding=Decoding("power", exponent=3.0), activation="sigmoid"
    ),
    s.in_setup("heatmap rule of UDP", ("heatmap rule", "sampling"), s.other_value("heatmap_rule", "udp", "centre")),
    Plant("sigmoid inside and not known", _READ, c.wrapped(c.sigmoid_inside), kind="set-up"),
    Plant("the model's own order reversed", ("order",), c.wrapped(c.other_channels), kind="set-up"),
    Plant("heatmaps two cells off", ("heatmap rule", "offset", "sampling"), c.wrapped(c.cell_off), kind="set-up"),
    s.in_setup("input of half the size", _SIZE, s.sized(0.5)),
    s.in_setup("input of 1.5 times the size", _SIZE, s.sized(1.5)),
    s.in_setup("input of twice the size", _SIZE, s.sized(2.0)),
    s.in_setup("context of 1.5", _SIZE, lambda setup: setup.specified(context=1.5)),
    s.in_setup("sampling of UDP", ("sampling", "heatmap rule"), s.other_value("sampling", "udp", "resize")),
    s.in_setup("resized linearly", "resize", s.other_value("resize", "linear", "area")),
    s.answering("places by chance", c.by_chance),
    s.answering("all points in the corner", c.in_the_corner),
)

PLANTS: tuple[Plant, ...] = (*_OF_READINGS, *_OF_ONE, *_OF_FILMS, *_OF_SETUPS)
PAIRS: tuple[tuple[str, str], ...] = (
    ("readings times 1.25", "PNS and ANS exchanged"),
    ("mm per px times 0.7", "films inverted"),
    ("x counted from the right", "landmarks two too far"),
    ("films and readings turned anticlockwise", "readings moved by −40, 12 px"),
    ("films mirrored", "readings in mm"),
    ("films inverted", "five films' readings in a ring"),
    ("input of half the size", "order reversed"),
    ("input of 0-255", "read at half resolution"),
    ("power mean over the whole map", "films mirrored"),
    ("stretched against padded", "Ls and Li, A and B exchanged"),
    ("soft-argmax, temperature 0.2, whole map", "y counted from below"),
    ("first: readings in mm", "films turned clockwise"),
    ("first: x counted from the right", "junior: readings in mm"),
    ("Go moved by 6 mm", "mm per px times 1.5"),
    ("one film inverted", "mm per px times 2"),
    ("films with a gamma of 2.6", "Go, Ar and Po in a ring"),
    ("x and y exchanged", "three landmarks missing as 0, 0"),
    ("readings times 1.1", "missing written as −1, −1"),
    ("readings from 0 to 1", "input of half the size"),
    ("two slips", "read at full resolution"),
    ("readings one film on", "films upside down, readings not"),
    ("ANS moved by 4.5 mm", "argmax"),
    ("readings as shares of the height", "symbols by the alphabet"),
)
