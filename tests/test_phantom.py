"""The drawn film: the same for the same seed, and its landmarks where the anatomy has them."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from cephview.core.calibration import CalibrationSource
from cephview.core.landmarks import AARIZ_29, CL_DETECTION_38, ISBI_19
from cephview.io.annotations.references import find_references
from cephview.io.datasets import find_films
from cephview.io.films.images import read_film
from cephview.phantom import Phantom, PhantomSpec, draw_phantom, write_phantom
from cephview.phantom.__main__ import main
from cephview.phantom.aariz import write_aariz

SMALL = PhantomSpec(width=645, height=800, mm_per_px=0.3)


def small(**changes: object) -> PhantomSpec:
    return PhantomSpec(**{**SMALL.__dict__, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def phantom() -> Phantom:
    return draw_phantom(SMALL)


def test_a_seed_gives_the_same_film_every_time(phantom: Phantom) -> None:
    again = draw_phantom(SMALL)
    other = draw_phantom(small(seed=1))
    assert np.array_equal(again.radiograph.pixels, phantom.radiograph.pixels)
    assert np.array_equal(again.points, phantom.points)
    assert np.abs(other.points - phantom.points).max() > 5


def test_film_carries_size_calibration_and_scheme(phantom: Phantom) -> None:
    assert phantom.radiograph.size == (645, 800)
    assert phantom.radiograph.pixels.dtype == np.uint8
    calibration = phantom.radiograph.calibration
    assert calibration is not None
    assert (calibration.mm_per_px_x, calibration.mm_per_px_y) == (0.3, 0.3)
    assert calibration.source is CalibrationSource.DRAWN
    assert phantom.scheme is AARIZ_29


def test_schemes_agree_by_symbol(phantom: Phantom) -> None:
    isbi = phantom.points_in(ISBI_19)
    assert np.isfinite(isbi).all()
    assert np.isfinite(phantom.points_in(AARIZ_29)).all()
    np.testing.assert_array_equal(ISBI_19.take(phantom.points, AARIZ_29), isbi)
    missing = ~np.isfinite(phantom.points_in(CL_DETECTION_38)).all(axis=1)
    assert {CL_DETECTION_38.symbols[i] for i in np.flatnonzero(missing)} == {"U6", "L6"}
    np.testing.assert_array_equal(draw_phantom(small(scheme=ISBI_19)).points, isbi)


@pytest.mark.parametrize("seed", range(12))
def test_landmarks_lie_on_the_film_in_anatomical_order(seed: int) -> None:
    found = draw_phantom(small(seed=seed, tilt=0.0)).landmarks
    points = np.array(list(found.values()))
    assert (points > 0).all() and (points < [644, 799]).all()

    def ascending(axis: int, *symbols: str) -> bool:
        return bool((np.diff([found[symbol][axis] for symbol in symbols]) > 0).all())

    assert ascending(0, "Po", "S", "PNS", "Or", "A", "Sn", "Pn")
    assert ascending(0, "Po", "Ar", "PNS", "UMT", "UPM", "U1", "Ls")
    assert ascending(0, "Go", "Me", "Gn", "Pog", "Pog′")
    assert ascending(1, "N", "S", "Or", "ANS", "A", "U1", "B", "Pog", "Gn", "Me")
    assert ascending(1, "Gl", "N′", "Pn", "Sn", "Ls", "Li", "Pog′", "Gn′", "Me′")
    assert ascending(1, "Co", "Ar", "R", "Go", "Me")
    assert ascending(1, "UIA", "U1") and ascending(1, "L1", "LIA")


@pytest.mark.parametrize("seed", range(12))
def test_proportions_are_those_of_a_head(seed: int) -> None:
    found = draw_phantom(small(seed=seed)).landmarks

    def distance(a: str, b: str) -> float:
        return float(np.hypot(*(np.array(found[a]) - found[b]))) * 0.3

    assert 54 < distance("S", "N") < 76
    assert 95 < distance("N", "Me") < 135
    assert 54 < distance("Go", "Me") < 85
    assert 18 < distance("U1", "UIA") < 28


@pytest.mark.slow
def test_face_parameters_do_what_they_say() -> None:
    def anb(degrees: float) -> float:
        n, a, b = (np.array(draw_phantom(small(anb=degrees)).landmarks[s]) for s in ("N", "A", "B"))
        return float(np.degrees(np.arctan2(*(a - n)) - np.arctan2(*(b - n))))

    assert anb(4.0) - anb(-4.0) == pytest.approx(8.0, abs=3.0)
    low, high = (draw_phantom(small(face_height=v)).landmarks for v in (-5.0, 5.0))
    assert (high["Me"][1] - high["ANS"][1] - low["Me"][1] + low["ANS"][1]) * 0.3 == pytest.approx(9.0, abs=3.0)


def test_left_is_the_mirror(phantom: Phantom) -> None:
    left = draw_phantom(small(facing="left"))
    assert np.array_equal(left.radiograph.pixels, phantom.radiograph.pixels[:, ::-1])
    np.testing.assert_allclose(left.points, [[644, 0]] + phantom.points * [-1, 1])


@pytest.mark.parametrize(("depth", "kind"), [(8, np.uint8), (12, np.uint16), (16, np.uint16)])
def test_bit_depths_show_the_same_film(phantom: Phantom, depth: int, kind: type) -> None:
    pixels = draw_phantom(small(bit_depth=depth)).radiograph.pixels
    assert pixels.dtype == kind
    assert 0.8 * 2**depth < pixels.max() < 2**depth
    scaled = pixels.astype(np.float64) * 255 / (2**depth - 1)
    np.testing.assert_allclose(scaled, phantom.radiograph.pixels, atol=1.0)


def test_inverted_brightness_and_contrast(phantom: Phantom) -> None:
    inverted = draw_phantom(small(inverted=True)).radiograph.pixels.astype(int)
    assert np.abs(255 - inverted - phantom.radiograph.pixels).max() <= 1
    assert draw_phantom(small(brightness=0.1)).radiograph.pixels.mean() > phantom.radiograph.pixels.mean() + 15
    assert draw_phantom(small(contrast=0.5)).radiograph.pixels.std() < 0.6 * phantom.radiograph.pixels.std()


def test_grain_only_adds_noise(phantom: Phantom) -> None:
    smooth = draw_phantom(small(grain=0.0))
    difference = smooth.radiograph.pixels.astype(float) - phantom.radiograph.pixels
    assert 0.5 < difference.std() < 8
    np.testing.assert_array_equal(smooth.points, phantom.points)


def test_half_the_resolution_has_half_the_coordinates() -> None:
    fine = draw_phantom(PhantomSpec(seed=3, width=1290, height=1600, mm_per_px=0.15))
    coarse = draw_phantom(small(seed=3))
    np.testing.assert_allclose(coarse.points, (fine.points + 0.5) / 2 - 0.5)
    reduced = cv2.resize(fine.radiograph.pixels, (645, 800), interpolation=cv2.INTER_AREA).astype(float)
    assert np.corrcoef(reduced.ravel(), coarse.radiograph.pixels.ravel())[0, 1] > 0.97


@pytest.mark.parametrize(
    ("width", "height", "mm_per_px"), [(1935, 2400, 0.1), (1200, 1488, 0.16125), (1340, 1671, 0.127)]
)
def test_pitch_of_the_ruler_is_a_millimetre(width: int, height: int, mm_per_px: float) -> None:
    phantom = draw_phantom(PhantomSpec(seed=2, width=width, height=height, mm_per_px=mm_per_px))
    profile = _ruler_profile(phantom, mm_per_px)
    spectrum = np.abs(np.fft.rfft((profile - profile.mean()) * np.hanning(len(profile)), 1 << 18))
    frequency = np.arange(len(spectrum)) / (1 << 18)
    expected = mm_per_px  # ticks per px
    near = (frequency > 0.6 * expected) & (frequency < 1.5 * expected)
    pitch = 1 / frequency[near][np.argmax(spectrum[near])]
    assert pitch == pytest.approx(1 / mm_per_px, rel=0.005)


def _ruler_profile(phantom: Phantom, mm_per_px: float) -> NDArray[np.float64]:
    """Grey values (n,) along the ruler's ticks: from the film's upper third, where the ruler is brightest."""
    pixels = phantom.radiograph.pixels.astype(np.float64)
    rows = slice(round(25 / mm_per_px), round(50 / mm_per_px))
    first = round((phantom.landmarks["N′"][0] * mm_per_px + 14) / mm_per_px)
    strip = pixels[rows, first:]
    return np.asarray(strip[:, int(np.argmax(strip.std(axis=0)))])


def test_no_ruler_on_demand(phantom: Phantom) -> None:
    plain = draw_phantom(small(ruler=False))
    assert (plain.radiograph.pixels != phantom.radiograph.pixels).any()
    np.testing.assert_array_equal(plain.points, phantom.points)


def test_porion_and_incisor_lie_on_what_is_drawn() -> None:
    film = draw_phantom(PhantomSpec(seed=1, grain=0.0))
    pixels = film.radiograph.pixels.astype(float)

    def grey(symbol: str, dx: float, dy: float) -> float:
        x, y = np.array(film.landmarks[symbol]) + np.array([dx, dy]) / 0.1
        return float(pixels[round(y) - 1 : round(y) + 2, round(x) - 1 : round(x) + 2].mean())

    assert grey("U1", -0.6, -1.5) > grey("U1", 1.5, 1.5) + 40  # tooth and air
    assert grey("Me", 0, -0.8) > grey("Me", 0, 1.5) + 25  # cortex and soft tissue
    assert grey("Pog", -0.8, 0) > grey("Pog", 1.5, 0) + 25
    assert grey("Pn", -1.5, 0) > grey("Pn", 1.5, 0) + 5
    assert grey("Ls", -1.5, 0) > grey("Ls", 1.5, 0) + 5


def test_a_film_too_small_for_a_head_says_what_is_needed() -> None:
    with pytest.raises(ValueError, match="too small for a head: mm_per_px has to be"):
        draw_phantom(PhantomSpec(width=400, height=500))


def test_written_files_read_back(tmp_path: Path) -> None:
    spec = small(scheme=ISBI_19)
    path = write_phantom(tmp_path, "a", spec)
    write_phantom(tmp_path, "b", small(seed=1, bit_depth=12))
    write_phantom(tmp_path, "a", spec)
    phantom = draw_phantom(spec)
    assert path == tmp_path / "a.png"
    assert np.array_equal(cv2.imread(str(path), cv2.IMREAD_UNCHANGED), phantom.radiograph.pixels)
    assert cv2.imread(str(tmp_path / "b.png"), cv2.IMREAD_UNCHANGED).dtype == np.uint16
    lines = (tmp_path / "a.txt").read_text().split()
    points = np.array([[float(value) for value in line.split(",")] for line in lines])
    assert np.array_equal(points, phantom.points)
    with (tmp_path / "images.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["file"] for row in rows) == ["a.png", "b.png"]
    assert {(row["width"], row["height"], row["mm_per_pixel"]) for row in rows} == {("645", "800", "0.3")}


@pytest.mark.slow
def test_a_drawn_data_set_is_read_as_aariz(tmp_path: Path) -> None:
    paths = write_aariz(tmp_path, 6, 3, width=323, height=400, mm_per_px=0.6)
    assert [path.parent.parent.name for path in paths] == ["train"] * 4 + ["valid", "train"]
    assert set(find_films(tmp_path / "train")) == {path for path in paths if "train" in path.parts}
    for number, path in enumerate(paths):
        film = read_film(path)
        assert film.calibration is not None and film.calibration.mm_per_px_x == 0.6
        senior, junior = find_references(path, film.size).references
        assert (senior.observer, junior.observer, senior.scheme) == ("senior", "junior", AARIZ_29)
        exact = draw_phantom(PhantomSpec(seed=3 + number, width=323, height=400, mm_per_px=0.6)).points_in(AARIZ_29)
        assert np.abs(AARIZ_29.take(senior.points, senior.scheme) - exact).max() <= 0.5
        assert 0.5 < np.abs(junior.points - exact).max() < 5


def test_the_command_writes_no_data_set_over_another(tmp_path: Path, monkeypatch, capsys) -> None:
    asked = ["phantom", str(tmp_path), "--aariz", "--count", "1", "--width", "193", "--height", "240"]
    monkeypatch.setattr(sys, "argv", asked)
    main()
    assert (tmp_path / "train" / "Cephalograms" / "drawn0001.png").is_file()
    with pytest.raises(SystemExit):
        main()
    assert "holds a data set already" in capsys.readouterr().err
