"""Breaking one thing of a set-up of drawn films: the diagnosis names it. A stand-in for the network knows the points.

The full proof, with several models on real and drawn films, is `plant_causes.py`; it takes too long for every day.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from planting.table import NAMED, break_all
from planting.world import World

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.errors import Cancelled, CephViewError
from cephview.core.film_statistics import CARD_KEY, film_statistics, summarise_statistics
from cephview.core.landmarks import ISBI_19
from cephview.core.reference import Reference
from cephview.core.turn import Turn
from cephview.model.decoding import SoftArgmax, codec_for
from cephview.model.orientation import laid, there
from cephview.model.sampling import normalise, placement_of, sample
from cephview.model.specification import Decoding, Specification, Stated
from cephview.phantom import PhantomSpec, draw_phantom
from cephview.review.diagnosis import Bench, Diagnosis, Finding, JudgedFilm, Presentation, Setup, diagnose
from cephview.review.diagnosis.setup import ReadFile
from cephview.review.diagnosis.what_if import what_if, what_if_table

INPUT = (96, 128)


def specification() -> Specification:
    return Specification(
        mean=Stated((0.45,) * 3),
        std=Stated((0.25,) * 3),
        image_size=Stated(INPUT),
        heatmap_size=Stated((INPUT[0] // 4, INPUT[1] // 4)),
        sigma=Stated(2.0),
        colour=Stated("gray3"),
        padding=Stated("centre"),
        resize=Stated("area"),
        heatmap_rule=Stated("centre"),
        decoding=Stated(Decoding("softargmax", 1.0, 6)),
        fusion=Stated("nearest"),
        scheme=Stated(ISBI_19),
        point_rule=Stated("centre"),
    )


class KnowingNetwork:
    """Finds landmarks where the input is one that it was "trained" on, and worse the more the input differs.

    It knows each film's rightly prepared tensor with its points: what it is given is compared with those, and the
    heatmaps' points wander off by as many px as the greys differ.
    """

    def __init__(self, films: list[JudgedFilm], noise: float = 0.35) -> None:
        self.spec = specification()
        rng = np.random.default_rng(1)
        self.known = []
        for film in films:
            box = placement_of(film.radiograph.size, self.spec)
            tensor = normalise(sample(film.radiograph.to_8bit(), box, self.spec), self.spec)
            points = box.to_input(film.references[0].points)
            self.known.append((tensor, points + rng.normal(0, noise, points.shape)))

    def __call__(self, tensor: np.ndarray, fusion: str) -> np.ndarray:
        codec = codec_for(self.spec, self.spec.heatmap_size.value)
        assert isinstance(codec, SoftArgmax)
        if tensor.shape != self.known[0][0].shape:
            return np.zeros((19, tensor.shape[1] // 4, tensor.shape[2] // 4), np.float32)
        distances = [float(np.abs(tensor - known).mean()) for known, _ in self.known]
        best = int(np.argmin(distances))
        rng = np.random.default_rng(int(distances[best] * 1e6))
        wrong = distances[best] + (0.05 if fusion != "nearest" else 0.0)
        points = self.known[best][1] + rng.normal(0, 12 * wrong, (19, 2))
        return codec.encode(points).astype(np.float32)


@pytest.fixture(scope="module")
def world() -> World:
    films = []
    for seed in range(6):
        phantom = draw_phantom(PhantomSpec(seed=seed, width=258, height=320, mm_per_px=0.75, ruler=False))
        points = phantom.points_in(ISBI_19)
        rng = np.random.default_rng(seed)
        readings = tuple(
            Reference(name, ISBI_19, points + rng.normal(0, 0.4, points.shape)) for name in ("senior", "junior")
        )
        films.append(JudgedFilm(f"{seed}.png", phantom.radiograph, readings))
    return World(Setup(specification()), films, 0.9)


@pytest.fixture(scope="module")
def network(world: World) -> KnowingNetwork:
    return KnowingNetwork(world.films)


# Of the planted causes those that films of 0.75 mm per px, 4 px a heatmap cell and the stand-in can tell; the proof has
# all of them.
_EVERY_DAY = (
    *("L1 and U1 exchanged", "Gn and Me exchanged", "landmarks in another order", "x and y exchanged"),
    *("read at full resolution", "readings in the network's frame", "read on uncropped films"),
    *("mm per px times 0.53", "argmax", "soft-argmax, temperature 4, whole map", "heatmap rule"),
    *("a slip of one reader", "one landmark read at random", "one landmark moved by 4 mm"),
    *("one film with another's reading", "readings one film on", "y counted from below", "x counted from the right"),
    *("readings in mm", "readings from 0 to 1", "readings times 1.1", "readings stretched by 6 % in width"),
    *("missing written as −1, −1", "one film mirrored", "films cut to the low byte"),
    *("mean and std 0.5", "mean 0 and std 1", "input of 0-255", "grey scale of 0-255", "stretched against padded"),
    *("width and height of the input exchanged", "fusion", "films inverted", "films mirrored"),
    *("films turned clockwise", "films upside down, readings not", "ruler points among the landmarks"),
    *("landmarks one too far", "readings one film on", "two films' readings exchanged"),
)


def test_an_unbroken_set_up_has_nothing_to_repair(world: World, network: KnowingNetwork) -> None:
    said: list[str] = []
    found = diagnose(network, world.setup, world.films, tell=said.append)
    assert found.findings == () and found.before == found.after
    assert "Nothing found to repair." in found.text()
    assert any("two readers of these films differ by" in sentence for sentence in found.remains)
    assert said[:2] == ["trying each reader by himself", "measuring the set-up as it is"]


@pytest.mark.slow
@pytest.mark.parametrize("name", dict.fromkeys(_EVERY_DAY))
def test_what_was_broken_is_found_first(world: World, network: KnowingNetwork, name: str) -> None:
    broken = NAMED[name]
    wrong = broken.apply(world)
    found = diagnose(network, wrong.setup, wrong.films, reported=wrong.reported)
    assert found.findings and found.findings[0].cause in broken.causes, found.text()
    assert found.findings[0].mm > 0 or broken.hint  # which nothing undoes
    assert found.findings[0].advice


@pytest.mark.parametrize("mm", [4.0, -4.0])
def test_a_shift_is_told_in_the_heads_frame_however_its_films_lie(world: World, mm: float) -> None:
    ways = [Turn(quarters, mirrored=bool(quarters % 2)) for quarters in (1, 2, 3, 0)] + [Turn(mirrored=True)] * 2
    stored, read_elsewhere = [], []
    for film, way in zip(world.films, ways, strict=True):
        whole, size = film.radiograph, film.radiograph.size
        laid_film = replace(film, radiograph=laid(whole, way))
        habit = np.zeros((19, 2))
        habit[ISBI_19.index("B")] = mm / whole.calibration.mm_per_px_x, 0.0
        plain, moved = (
            tuple(replace(r, points=there(r.points + more, way, size)) for r in film.references)
            for more in (np.zeros(2), habit)
        )
        stored.append(replace(laid_film, references=plain))
        read_elsewhere.append(replace(laid_film, references=moved))
    found = diagnose(KnowingNetwork(stored), world.setup, read_elsewhere)
    assert [finding.cause for finding in found.findings] == ["shift"], found.text()
    assert "B lies to one side on all films" in found.text()
    # The model lies on the other side of the reading than the reader of it.
    assert f"mm {'behind' if mm > 0 else 'in front'}" in found.findings[0].seen


@pytest.mark.slow
@pytest.mark.parametrize(
    "names",
    [
        ("films inverted", "landmarks in another order"),
        ("read at full resolution", "argmax"),
    ],
)
def test_two_at_a_time_are_both_found(world: World, network: KnowingNetwork, names: tuple[str, str]) -> None:
    wrong = break_all(world, names)
    found = diagnose(network, wrong.setup, wrong.films)
    causes = [finding.cause for finding in found.findings[:3]]
    for name in names:
        assert set(causes) & set(NAMED[name].causes), found.text()
    assert found.after < 1.5 < found.before


def test_without_readings_the_models_confidence_is_a_hint(world: World, network: KnowingNetwork) -> None:
    def sure(tensor: np.ndarray, fusion: str) -> np.ndarray:
        # Sharp where the input is as it should be, flat where it is not.
        distance = min(
            float(np.abs(tensor - known).mean()) for known, _ in network.known if tensor.shape == known.shape
        )
        return network(network.known[0][0], fusion) * float(np.exp(-3 * distance))

    unread = [replace(film, references=()) for film in world.films]
    wrong = NAMED["films inverted"].apply(replace(world, films=unread))

    def by_shape(tensor: np.ndarray, fusion: str) -> np.ndarray:
        if tensor.shape != network.known[0][0].shape:
            return np.zeros((19, tensor.shape[1] // 4, tensor.shape[2] // 4), np.float32)
        return sure(tensor, fusion)

    found = diagnose(by_shape, wrong.setup, wrong.films)
    assert found.judged_by == "confidence" and np.isnan(found.before)
    assert [finding.cause for finding in found.findings] == ["polarity"]
    assert np.isnan(found.findings[0].mm) and found.as_json()["findings"][0]["mm"] is None
    assert any("put readings beside" in sentence for sentence in found.remains)
    with pytest.raises(CephViewError, match="no film"):
        diagnose(network, world.setup, [])


def test_films_without_reading_or_scale_are_named(world: World, network: KnowingNetwork) -> None:
    unscaled = replace(world.films[1], radiograph=replace(world.films[1].radiograph, calibration=None))
    films = [replace(world.films[0], references=()), unscaled, *world.films[2:]]
    found = diagnose(network, world.setup, films)
    assert found.films == 4
    assert "0.png was left out: it has no reading." in found.problems
    assert any("1.png was left out: it has no mm per pixel" in problem for problem in found.problems)


def test_it_can_be_cancelled_between_two_passes(world: World, network: KnowingNetwork) -> None:
    seen = []

    def told() -> None:
        seen.append(1)
        if len(seen) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        diagnose(network, world.setup, world.films, told=told)
    assert len(seen) == 3


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("mirror", [False, True])
def test_points_of_a_turned_film_come_back_to_where_they_were(quarters: int, mirror: bool) -> None:
    turn = Presentation(quarters=quarters, mirror=mirror)
    grey = np.zeros((7, 11), np.uint8)
    grey[2, 8] = 255
    seen = turn.image(grey)
    y, x = np.argwhere(seen == 255)[0]
    np.testing.assert_allclose(turn.points(np.array([[x, y]], float), (11, 7)), [[8, 2]])


def test_the_sidecar_fields_are_those_of_the_repair(world: World, network: KnowingNetwork) -> None:
    wrong = NAMED["soft-argmax, temperature 4, whole map"].apply(world)
    fields = diagnose(network, wrong.setup, wrong.films).sidecar_fields
    assert set(fields) == {"decoding"} and fields["decoding"]["method"] in ("softargmax", "dark", "quarter")


@pytest.mark.slow
def test_films_unlike_those_of_the_card_are_told(world: World, network: KnowingNetwork) -> None:
    radiographs = [film.radiograph for film in world.films]
    card = {CARD_KEY: summarise_statistics([film_statistics(film) for film in radiographs])}
    found = diagnose(network, world.setup, world.films, card=card)
    assert any("are like the training ones" in sentence for sentence in found.remains)
    # Bright films, of which the model also knows no better: 8 mm beside the points.
    bright = [
        replace(film, radiograph=replace(film.radiograph, pixels=np.maximum(film.radiograph.pixels, 200)))
        for film in world.films
    ]
    card["validation"] = {"mre_mm": 0.2}
    told = diagnose(KnowingNetwork(bright, noise=0.8), world.setup, bright, card=card, model="my.pth")
    assert not any(finding.cause == "domain" for finding in told.findings)  # no experiment, no mm
    assert any("differ from the training ones: mean brightness" in sentence for sentence in told.remains)
    assert any("--from my.pth" in sentence for sentence in told.remains)


def test_what_if_has_a_row_for_each_wrong_way(world: World, network: KnowingNetwork) -> None:
    rows = what_if(Bench(network, world.films[:3]), world.setup)
    by_name = {row.name: row for row in rows}
    own = by_name["its own preprocessing"].accuracy
    assert own is not None and own.mre < 1.5
    for name in ("mean and std 0.5", "input of 0-255", "film inverted", "landmarks counted one too far"):
        assert by_name[name].accuracy.mre > own.mre + 0.5
    bgr = by_name["channels the other way round (BGR)"]
    assert bgr.accuracy == own and "no order of channels" in bgr.note
    table = what_if_table(rows, 3).splitlines()
    assert len(table) == len(rows) + 2 and table[2].startswith(f"| its own preprocessing | {own.mre:.2f} |")


def test_a_calibration_is_judged_by_the_faces(world: World, network: KnowingNetwork) -> None:
    scale = Calibration(7.5, 7.5, CalibrationSource.TYPED)
    films = [replace(film, radiograph=replace(film.radiograph, calibration=scale)) for film in world.films]
    found = diagnose(network, world.setup, films)
    calibration = next(finding for finding in found.findings if finding.cause == "calibration")
    assert "about 0.75" in calibration.title and "cm and mm" in calibration.seen


# What must not be said


@pytest.mark.slow
def test_a_figure_that_the_file_gives_is_never_compared_with_one_reader(world: World, network: KnowingNetwork) -> None:
    alone = [replace(film, references=film.references[:1]) for film in world.films]
    reported = 0.52 * placement_of(world.films[0].radiograph.size, specification()).scale[0]  # mm of the input
    told = diagnose(network, world.setup, alone, reported=reported)
    assert not told.findings and not any("gives" in sentence for sentence in told.remains)
    both = diagnose(network, world.setup, world.films, reported=both_mre(network, world) * 0.4)
    assert not both.findings


def both_mre(network: KnowingNetwork, world: World) -> float:
    return diagnose(network, world.setup, world.films).before


@pytest.mark.slow
def test_the_frame_of_a_reported_figure_is_a_remark_without_mm(world: World, network: KnowingNetwork) -> None:
    scale = placement_of(world.films[0].radiograph.size, specification()).scale[0]
    told = diagnose(network, world.setup, world.films, reported=both_mre(network, world) * scale)
    assert not told.findings
    assert any("px of what the model is given instead of px of the film" in sentence for sentence in told.remains)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_few_films_give_hints_without_mm_or_button(world: World, network: KnowingNetwork, count: int) -> None:
    wrong = NAMED["soft-argmax, temperature 4, whole map"].apply(world)
    found = diagnose(network, wrong.setup, wrong.films[:count])
    assert found.findings and found.findings[0].cause == "decoding"
    for finding in found.findings:
        assert np.isnan(finding.mm) and not finding.fields and "hint" in finding.sure
    assert not diagnose(network, world.setup, world.films[:count]).findings


def test_of_films_whose_greys_are_lost_no_preprocessing_is_accused(world: World, network: KnowingNetwork) -> None:
    broken = NAMED["films cut to the low byte"].apply(world)
    seen: list[tuple[int, ...]] = []

    def asked(tensor: np.ndarray, fusion: str) -> np.ndarray:
        seen.append(tensor.shape)
        return network(tensor, fusion)

    found = diagnose(asked, broken.setup, broken.films)
    assert [finding.cause for finding in found.findings] == ["low byte"], found.text()
    assert len(seen) < 5 * len(world.films)  # nothing was run anew but what asks whether the model looks at all


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["noise", "edges"])
def test_noise_and_edges_are_not_films_cut_to_the_low_byte(world: World, network: KnowingNetwork, kind: str) -> None:
    rng = np.random.default_rng(0)

    def spoilt(film: JudgedFilm) -> JudgedFilm:
        grey = film.radiograph.pixels.astype(int)
        if kind == "noise":
            grey = rng.integers(0, 256, grey.shape)
        else:
            grey[:, 1:] = np.clip(np.abs(np.diff(grey, axis=1)) * 40, 0, 255)
        return replace(film, radiograph=replace(film.radiograph, pixels=grey.astype(np.uint8)))

    found = diagnose(network, world.setup, [spoilt(film) for film in world.films])
    assert "low byte" not in [finding.cause for finding in found.findings]
    assert found.passes > 30  # and the other causes were tried


# What is to be said once


def _answering(points: np.ndarray):
    codec = codec_for(specification(), specification().heatmap_size.value)
    assert isinstance(codec, SoftArgmax)

    def answer(tensor: np.ndarray, fusion: str) -> np.ndarray:
        if tensor.shape[1:] != INPUT[::-1]:
            return np.zeros((19, tensor.shape[1] // 4, tensor.shape[2] // 4), np.float32)
        return codec.encode(points).astype(np.float32)

    return answer


def test_a_model_that_answers_the_same_on_every_film_is_one_sentence(world: World) -> None:
    box = placement_of(world.films[0].radiograph.size, specification())
    mean = np.mean([box.to_input(film.references[0].points) for film in world.films], axis=0)
    for points in (mean, np.full((19, 2), 40.0)):
        found = diagnose(_answering(points), world.setup, world.films)
        assert [finding.cause for finding in found.findings] == ["same answer"] and found.passes <= 14
        assert np.isnan(found.findings[0].mm)


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [Decoding("softargmax", 4.0), Decoding("softargmax", 1.0), Decoding("power", exponent=0.1)],
    ids=["temperature 4", "temperature 1", "power mean"],
)
def test_a_decoding_that_draws_all_points_to_the_middle_is_no_same_answer(world: World, wrong: Decoding) -> None:
    network = KnowingNetwork(world.films)

    def gaussians(tensor: np.ndarray, fusion: str) -> np.ndarray:
        """Flat maps of 0 to 1, of which a mean over the whole map says nothing."""
        return np.exp(network(tensor, fusion) / 4)

    right = world.setup.specified(decoding=Decoding("dark"), activation="none")
    sound = diagnose(gaussians, right, world.films).before
    found = diagnose(gaussians, right.specified(decoding=wrong), world.films)
    assert found.before > 20 > 10 * sound
    assert [finding.cause for finding in found.findings] == ["decoding"], found.text()
    assert found.after == pytest.approx(sound, abs=0.1)


@pytest.mark.slow
def test_a_set_that_is_lost_has_no_finding_on_single_landmarks(world: World) -> None:
    codec = codec_for(specification(), specification().heatmap_size.value)
    assert isinstance(codec, SoftArgmax)

    def untrained(tensor: np.ndarray, fusion: str) -> np.ndarray:
        rng = np.random.default_rng(int(np.abs(tensor).sum() * 1e3) % 2**32)
        height, width = tensor.shape[1:]
        heat = rng.random((19, height // 4, width // 4))
        return heat.astype(np.float32)

    found = diagnose(untrained, world.setup, world.films)
    assert [finding.cause for finding in found.findings] == ["no sense"]
    assert "make no sense" in found.findings[0].title


@pytest.mark.slow
@pytest.mark.parametrize(
    "order", [(1, 0, 2, 3, 4, 5), (1, 2, 0, 3, 4, 5), (1, 2, 3, 4, 5, 0)], ids=["two", "three in a ring", "one on"]
)
def test_readings_of_other_films_are_found_and_the_films_named(
    world: World, network: KnowingNetwork, order: tuple[int, ...]
) -> None:
    mixed = [
        replace(film, references=world.films[other].references) for film, other in zip(world.films, order, strict=True)
    ]
    found = diagnose(network, world.setup, mixed)
    moved = [i for i, other in enumerate(order) if i != other]
    assert found.findings[0].cause == "films mixed up" and len(found.findings) == 1, found.text()
    assert f"readings of {len(moved)} films" in found.findings[0].title
    for i in moved:
        assert f"that of {world.films[i].name} in the file of {world.films[order.index(i)].name}" in found.text()
    assert found.after == pytest.approx(diagnose(network, world.setup, world.films).before)


@pytest.mark.slow
def test_readings_of_neighbours_that_are_not_judged_are_found(world: World, network: KnowingNetwork) -> None:
    """As in a folder of 400 of which 20 are looked at: each has got the reading of the next, which is none of them."""
    apart = [
        replace(
            film,
            references=tuple(replace(r, points=r.points + np.array([40 * (-1) ** i, 25])) for r in film.references),
            neighbours=(ReadFile(f"{i}+.png", film.references),),
        )
        for i, film in enumerate(world.films)
    ]
    found = diagnose(network, world.setup, apart)
    assert [finding.cause for finding in found.findings] == ["films mixed up"], found.text()
    assert "that of 0.png in the file of 0+.png" in found.findings[0].title
    assert found.after == pytest.approx(diagnose(network, world.setup, world.films).before)


def _of_junior(world: World, change) -> list[JudgedFilm]:
    def changed(film: JudgedFilm, number: int) -> JudgedFilm:
        senior, junior = film.references
        return replace(film, references=(senior, replace(junior, points=change(junior.points.copy(), number))))

    return [changed(film, number) for number, film in enumerate(world.films)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda points, _: points[:, ::-1], "x and y are exchanged"),
        (lambda points, _: points / 2, "times the resolution"),
        (lambda points, _: points[np.random.default_rng(3).permutation(19)], "in another order"),
    ],
    ids=["x and y", "halved", "another order"],
)
def test_one_reader_who_is_wrong_as_a_whole_is_named(world: World, network: KnowingNetwork, change, words) -> None:
    found = diagnose(network, world.setup, _of_junior(world, change))
    assert len(found.findings) == 1, found.text()
    assert "junior" in found.findings[0].title and words in found.findings[0].title
    sound = diagnose(network, world.setup, world.films).before
    assert found.after == pytest.approx(sound, abs=0.02)
    assert found.findings[0].mm == pytest.approx(found.before - sound, rel=0.1)


@pytest.mark.slow
def test_one_reader_of_another_film_is_named(world: World, network: KnowingNetwork) -> None:
    juniors = [film.references[1].points for film in world.films]
    found = diagnose(network, world.setup, _of_junior(world, lambda _, number: juniors[(number + 1) % len(juniors)]))
    assert "junior" in found.findings[0].title and "lie in other films' files" in found.findings[0].title
    assert found.after == pytest.approx(diagnose(network, world.setup, world.films).before, abs=0.02)


def test_a_noisy_reader_is_one_sentence(world: World, network: KnowingNetwork) -> None:
    rng = np.random.default_rng(5)
    noisy = _of_junior(world, lambda points, _: points + rng.normal(0, 3 / 0.75 / 1.25, points.shape))
    found = diagnose(network, world.setup, noisy)
    assert [finding.cause for finding in found.findings] == ["noisy reader"], found.text()
    assert "junior is" in found.findings[0].title and "noisier than senior" in found.findings[0].title


def test_a_readers_own_definition_is_told_with_whom_the_model_follows(world: World, network: KnowingNetwork) -> None:
    chin = np.zeros((19, 2))
    chin[ISBI_19.index("Pog′")] = np.array([-2.4, 7.6]) / 0.75
    found = diagnose(network, world.setup, _of_junior(world, lambda points, _: points + chin))
    assert [finding.cause for finding in found.findings] == ["definition"], found.text()
    assert "junior by another than senior, whom the model follows" in found.findings[0].title
    assert "above that of junior" in found.findings[0].seen
    assert 0 < found.findings[0].error_mm < found.findings[0].mm


def test_five_findings_are_told_and_the_others_counted() -> None:
    finding = Finding("order", "a title", "seen", "sure", 0.5, "do")
    text = Diagnosis(20, 2.0, 2.0, (finding,) * 8).text()
    assert text.count("a title") == 5 and "and 3 smaller ones" in text
    assert text.startswith("20 films: MRE 2.00 mm as set up.")  # nothing was mended, so no second figure


def _plus(value: float):
    return lambda film: replace(film, references=tuple(replace(r, points=r.points + value) for r in film.references))


@pytest.mark.slow
@pytest.mark.parametrize("gamma", [2.6, 0.4])
def test_a_gamma_is_told_and_undone(world: World, network: KnowingNetwork, gamma: float) -> None:
    table = np.round(255 * (np.arange(256) / 255) ** gamma).astype(np.uint8)
    films = [replace(f, radiograph=replace(f.radiograph, pixels=table[f.radiograph.to_8bit()])) for f in world.films]
    found = diagnose(network, world.setup, films)
    assert found.findings[0].cause == "gamma", found.text()
    assert ("dark" if gamma > 1 else "bright") in found.findings[0].title


@pytest.mark.slow
def test_films_that_were_each_cropped_otherwise_are_told_as_that(world: World, network: KnowingNetwork) -> None:
    rng = np.random.default_rng(8)
    shifted = [_plus(rng.uniform(-30, 30, 2))(film) for film in world.films]
    found = diagnose(network, world.setup, shifted)
    sound = diagnose(network, world.setup, world.films).before
    assert [finding.cause for finding in found.findings] == ["cropped"], found.text()
    assert found.findings[0].mm == pytest.approx(found.before - sound, rel=0.1)


def test_a_model_that_answers_otherwise_when_asked_again_is_told_first(world: World, network: KnowingNetwork) -> None:
    rng = np.random.default_rng(8)

    def unsteady(tensor: np.ndarray, fusion: str) -> np.ndarray:
        heat = network(tensor, fusion)
        return np.stack([np.roll(each, tuple(rng.integers(-3, 4, 2)), axis=(0, 1)) for each in heat])

    found = diagnose(unsteady, world.setup, world.films)
    assert [finding.cause for finding in found.findings] == ["unsteady"] and np.isnan(found.findings[0].mm)


@pytest.mark.slow
@pytest.mark.parametrize("factor", [0.1, 0.5, 2.0, 10.0])
def test_a_wrong_calibration_hides_no_other_cause(world: World, network: KnowingNetwork, factor: float) -> None:
    def scaled(film: JudgedFilm) -> JudgedFilm:
        scale = film.radiograph.calibration.mm_per_px_x * factor
        known = Calibration(scale, scale, CalibrationSource.TYPED)
        return replace(film, radiograph=replace(film.radiograph, calibration=known))

    wrong = NAMED["x and y exchanged"].apply(replace(world, films=[scaled(film) for film in world.films]))
    found = diagnose(network, wrong.setup, wrong.films)
    assert {finding.cause for finding in found.findings} == {"calibration", "axes"}, found.text()
