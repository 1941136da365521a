from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from clinic import REMOVED, SMALL, blob_film, clinic_checkpoint, passing_state, random_state, write
from hypothesis import given, settings
from hypothesis import strategies as st

from cephview.core.errors import CephViewError
from cephview.core.geometry import Letterbox
from cephview.core.landmarks import ISBI_19
from cephview.core.radiograph import Radiograph
from cephview.model.config_values import ConfigReader
from cephview.model.decoding import decoding_for
from cephview.model.families.loading import load_checkpoint
from cephview.model.predictor import Predictor
from cephview.model.resizing import resized_to
from cephview.model.sampling import paste, placement_of, sample
from cephview.model.specification import Origin, Stated
from cephview.model.specification_reader import read_specification

PLAIN = {"INPUT.MEAN": [0.0] * 3, "INPUT.STD": [1.0] * 3, "DECODE": {"METHOD": "dark"}, "INPUT.SIGMA": 2.0}


def predictor(tmp_path, *, size_hw=(256, 192), state=None, **changes):
    content = clinic_checkpoint(SMALL, size_hw, PLAIN | changes, state if state is not None else passing_state())
    return Predictor.load(write(tmp_path / "model.pth", content))


@settings(deadline=None, max_examples=40)
@given(
    film=st.tuples(st.integers(200, 900), st.integers(200, 900)),
    share=st.tuples(st.floats(0.25, 0.75), st.floats(0.25, 0.75)),
    rule=st.sampled_from(["centre", "scale"]),
    resize=st.sampled_from(["area", "linear"]),
    padding=st.sampled_from(["centre", "corner", "stretch"]),
)
def test_pixels_lie_where_to_input_says(film, share, rule, resize, padding):
    """The centroid of a smooth spot; a scale rule differs from the pixels by half a pixel of each frame."""
    box = Letterbox.fit(film, (256, 320), padding=padding, rule=rule)
    x, y = (int(s * side) for s, side in zip(share, film, strict=True))
    # Smooth, so that linear shrinking, which skips pixels, loses nothing of where it lies.
    across, down = (np.exp(-((np.arange(side) - at) ** 2) / (2 * 12.0**2)) for side, at in ((film[0], x), (film[1], y)))
    image = np.round(255 * down[:, None] * across[None, :]).astype(np.uint8)
    pasted = paste(image, box.content, box.pad, box.input_size, resize).astype(float)
    rows, columns = np.mgrid[:320, :256]
    centroid = np.array([(pasted * columns).sum(), (pasted * rows).sum()]) / pasted.sum()
    expected = box.to_input(np.array([float(x), float(y)]))
    if rule == "scale":
        expected = expected + (np.array(box.scale) - 1) / 2
    # Content of whole pixels cannot have the scale rule's exact ratio: up to half a pixel at the far edge.
    tolerance = 0.05 + (0.5 if rule == "scale" else 0)
    assert np.abs(centroid - expected).max() < tolerance


def test_the_tensor_is_exactly_the_formula(tmp_path):
    model = predictor(tmp_path, **{"INPUT.MEAN": [0.485, 0.456, 0.406], "INPUT.STD": [0.229, 0.224, 0.225]})
    tensor, box = model.tensor(Radiograph(np.full((400, 200), 200, np.uint8)))
    assert tensor.shape == (3, 256, 192)
    assert tensor.dtype == np.float32
    mean, std = np.float32([0.485, 0.456, 0.406]), np.float32([0.229, 0.224, 0.225])
    assert box.pad == (32, 0)
    assert np.array_equal(tensor[:, 100, 96], (np.float32(200) / 255 - mean) / std)
    assert np.array_equal(tensor[:, 100, 31], (np.float32(0) - mean) / std)
    assert np.array_equal(tensor[:, 100, 160], (np.float32(0) - mean) / std)


@pytest.mark.parametrize(("colour", "order"), [("rgb", [0, 1, 2]), ("bgr", [2, 1, 0])])
def test_colour_order(tmp_path, colour, order):
    pixels = np.zeros((256, 192, 3), np.uint8)
    pixels[:] = (10, 100, 200)
    tensor, _ = predictor(tmp_path, **{"INPUT.COLOR": colour}).tensor(Radiograph(pixels))
    assert tensor[:, 5, 5] * 255 == pytest.approx(np.array([10, 100, 200])[order], abs=1e-3)
    grey, _ = predictor(tmp_path, **{"INPUT.COLOR": "gray3"}).tensor(Radiograph(pixels))
    assert np.array_equal(grey[0], grey[2])


@pytest.mark.parametrize("size", [(768, 1024), (700, 500), (400, 1500), (150, 200)])
@pytest.mark.parametrize("padding", ["centre", "corner", "stretch"])
def test_a_spot_is_found_where_it_lies_on_the_film(tmp_path, size, padding):
    model = predictor(tmp_path, **{"INPUT.PADDING": padding, "INPUT.HEATMAP_RULE": "x/4"})
    centre = (size[0] * 0.55, size[1] * 0.42)
    scale = Letterbox.fit(size, (192, 256), padding=padding, rule="scale").scale
    prediction = model.predict(blob_film(size, centre, 8 / min(scale)))
    # The clinic's rule is off from the pixels by half a pixel of the input and of the film.
    tolerance = 0.6 / min(scale) + 0.6
    assert prediction.points.shape == (19, 2)
    assert np.abs(prediction.points - centre).max() < tolerance
    assert prediction.scheme is ISBI_19
    assert ((prediction.confidence >= 0) & (prediction.confidence <= 1)).all()


@pytest.mark.parametrize("method", ["argmax", "quarter", "dark", "softargmax"])
def test_every_decoding_finds_the_spot(tmp_path, method):
    state = passing_state()
    state["final_layer.weight"] *= 200 if method == "softargmax" else 1
    model = predictor(tmp_path, state=state, DECODE={"METHOD": method, "TEMPERATURE": 1.0, "RADIUS": None})
    prediction = model.predict(blob_film((192, 256), (101.0, 120.0), 8))
    assert np.abs(prediction.points - (101.0, 120.0)).max() < 2.5
    assert prediction.seconds > 0


def test_bit_depths_and_colours_give_the_same_points(tmp_path):
    model, size, centre = predictor(tmp_path), (400, 500), (180.0, 260.0)
    base = blob_film(size, centre, 17)
    films = [
        blob_film(size, centre, 17, top=4095, dtype=np.uint16),
        blob_film(size, centre, 17, top=65535, dtype=np.uint16),
        Radiograph(np.repeat(base.pixels[..., None], 3, axis=2)),
        Radiograph(np.repeat(base.pixels[..., None].astype(np.uint16) * 257, 3, axis=2)),
    ]
    expected = model.predict(base).points
    for film in films:
        assert np.abs(model.predict(film).points - expected).max() < 0.5


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (5000, 2), (1, 4000), (3000, 40), (9, 3000)])
@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_tiny_and_elongated_films(tmp_path, size, kind):
    pixels = np.random.default_rng(0).integers(0, 256, (size[1], size[0])).astype(kind)
    prediction = predictor(tmp_path, state=random_state()).predict(Radiograph(pixels))
    assert np.isfinite(prediction.points).all()
    assert ((prediction.confidence >= 0) & (prediction.confidence <= 1)).all()


def test_folded_norms_change_no_output(tmp_path):
    path = write(tmp_path / "model.pth", clinic_checkpoint(state=random_state()))
    network, model = load_checkpoint(path).network, Predictor.load(path)
    x = np.random.default_rng(0).standard_normal((3, 64, 64)).astype(np.float32)
    with torch.inference_mode():
        expected = network(torch.from_numpy(x)[None])[0]
    assert np.allclose(model.heatmaps(x), expected.numpy(), atol=1e-4)
    assert model.heatmaps(x).dtype == np.float32


def test_where_nothing_is_said_the_heatmaps_decide(tmp_path):
    flat = random_state()
    steep = {name: t * 1000 if name == "final_layer.weight" else t for name, t in flat.items()}
    found = []
    for state in (flat, steep):
        model = Predictor.load(
            write(tmp_path / "bare.pth", {"model": state, "config": {"INPUT": {"IMAGE_SIZE": [64, 64]}}})
        )
        stated = model.specification.decoding
        assert stated.origin is Origin.ASSUMED
        assert any("decoding" in text for text in model.identity.assumptions)
        found.append(stated.value.method)
    assert found == ["dark", "softargmax"]


@pytest.mark.slow
def test_the_clinics_soft_argmax_is_checked_against_the_heatmaps(tmp_path):
    flat = random_state()
    steep = {name: t * 1000 if name == "final_layer.weight" else t for name, t in flat.items()}
    stated = predictor(tmp_path, state=steep, DECODE=REMOVED).specification.decoding
    assert (stated.value.method, stated.origin) == ("softargmax", Origin.INFERRED)
    model = predictor(tmp_path, state=flat, DECODE=REMOVED)
    assert (model.specification.decoding.value.method, model.specification.decoding.origin) == ("dark", Origin.ASSUMED)
    declared = predictor(tmp_path, state=flat, DECODE={"METHOD": "softargmax"}).specification.decoding
    assert (declared.value.method, declared.origin) == ("softargmax", Origin.DECLARED)


def test_what_heatmaps_look_like():
    gaussian = np.exp(-(np.linspace(-5, 5, 64)[:, None] ** 2) - np.linspace(-5, 5, 48) ** 2)
    assert decoding_for(np.repeat(gaussian[None], 19, axis=0))[0].method == "dark"
    assert decoding_for(np.log(np.clip(gaussian, 1e-8, None))[None])[0].method == "softargmax"


def test_numbers_that_overflow_are_an_error(tmp_path):
    state = passing_state()
    state["final_layer.weight"] *= 1e38
    state["conv1.weight"] *= 1e38
    with pytest.raises(CephViewError, match="not finite"):
        predictor(tmp_path, state=state).predict(blob_film((192, 256), (90, 90), 9))


def test_a_failing_device_is_one_sentence(tmp_path):
    model = predictor(tmp_path)

    def fail(batch):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.\nmore lines\nand more")

    model.runtime.network = fail
    with pytest.raises(CephViewError) as caught:
        model.predict(blob_film((192, 256), (90, 90), 9))
    assert "out of memory" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_card(tmp_path):
    content = clinic_checkpoint(changes={"INPUT.STD": REMOVED})
    content["card"] = {
        "name": "trial",
        "data": "drawn films",
        "validation": {"mre_mm": 1.284, "sdr": {"2.0": 83.1, "4.0": 99.0}},
    }
    model = Predictor.load(write(tmp_path / "file.pth", content))
    card = model.card()
    assert (card.name, card.file, card.landmarks, card.architecture) == ("trial", "file.pth", 19, "HRNet-W4")
    assert card.sha256 == model.identity.sha256
    rows = {row.field: row for row in card.preprocessing}
    assert (rows["mean"].value, rows["mean"].origin) == ("0.485, 0.456, 0.406", "declared")
    assert rows["std"].origin == "assumed"
    assert rows["std"].why
    assert card.assumptions == model.identity.assumptions
    assert any("std" in text for text in card.assumptions)
    facts = dict(card.facts)
    assert facts["training data"] == "drawn films"
    assert facts["measured in training"] == "MRE 1.28 mm, SDR 2 mm 83.1 %, SDR 4 mm 99.0 %"
    assert facts["reported MRE"].startswith("0.63")
    measured = [text for name, text in card.facts if "measured" in name]
    assert not any("0.63" in text for text in measured)


def test_the_embedded_model_declares_everything():
    try:
        model = Predictor.load(None)
    except CephViewError as error:
        pytest.skip(str(error))
    rows = {row.field: row for row in model.card().preprocessing}
    usual = {name for name, row in rows.items() if row.origin != "declared"}
    assert {rows[name].origin for name in usual} == {"inferred"}
    assert usual == {"output read"}
    assert model.identity.assumptions == ()


def test_one_checkpoint_can_serve_two_predictors(tmp_path):
    checkpoint = load_checkpoint(write(tmp_path / "a.pth", clinic_checkpoint(changes=PLAIN, state=random_state())))
    film = blob_film((80, 90), (40, 50), 9)
    one, two = Predictor(checkpoint), Predictor(replace(checkpoint))
    assert np.array_equal(one.predict(film).points, two.predict(film).points)


@pytest.mark.parametrize("sampling", ["resize", "affine", "udp"])
@pytest.mark.parametrize("context", [1.0, 1.25])
@pytest.mark.parametrize("padding", ["centre", "corner", "stretch"])
def test_every_way_into_the_input_has_its_way_back(sampling, context, padding):
    given = read_specification(ConfigReader({"INPUT": {"IMAGE_SIZE": [320, 256]}}, "f"), joints=19, in_channels=3)
    way = {"sampling": sampling, "context": context, "padding": padding, "point_rule": "centre"}
    told = replace(given, **{name: Stated(value) for name, value in way.items()})
    placement = placement_of((700, 900), told)
    points = np.array([[0.0, 0.0], [699.0, 899.0], [350.5, 410.25]])
    assert np.allclose(placement.to_film(placement.to_input(points)), points)
    film = blob_film((700, 900), (400, 300), 20).pixels
    found = sample(film, placement, told).astype(float)
    rows, columns = np.mgrid[: found.shape[0], : found.shape[1]]
    middle = np.array([(found * columns).sum(), (found * rows).sum()]) / found.sum()
    assert np.abs(middle - placement.to_input(np.array([400.0, 300.0]))).max() < 0.3


@pytest.mark.slow
def test_flip_averaging_reads_the_mirrored_film_too(tmp_path):
    film = blob_film((192, 256), (60.0, 120.0), 8)
    for flip in ("mean", "shifted mean"):
        model = predictor(tmp_path, TEST={"FLIP": flip})
        tensor, _ = model.tensor(film)
        mirrored = np.ascontiguousarray(tensor[..., ::-1])
        plain = predictor(tmp_path)
        one, other = plain.heatmaps(tensor), plain.heatmaps(mirrored)[..., ::-1]
        if flip == "shifted mean":
            other = np.concatenate([other[..., :1], other[..., :-1]], axis=-1)
        assert np.allclose(model.heatmaps(tensor), (one + other) / 2, atol=1e-6)


def test_antialiased_shrinking_keeps_the_mean_where_linear_skips_pixels():
    stripes = np.tile(np.array([0, 0, 0, 240], np.uint8), (64, 32))
    assert np.abs(resized_to(stripes, (16, 8), "antialias")[:, 1:-1].astype(int) - 60).max() <= 1
    assert set(np.unique(resized_to(stripes, (32, 16), "linear"))) != {60}
