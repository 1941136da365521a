from __future__ import annotations

import io
import os
import pickle
import random
import struct
import warnings
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from clinic import LARGE, REMOVED, SMALL, blob_film, clinic_checkpoint, clinic_config, put, random_state, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cephview.core.errors import CephViewError
from cephview.core.landmarks import AARIZ_29, ISBI_19
from cephview.model.config_values import ConfigReader
from cephview.model.families.loading import load_checkpoint, save_checkpoint
from cephview.model.families.stored_tensors import Weight
from cephview.model.families.wrappers import WeightsFile
from cephview.model.predictor import Predictor
from cephview.model.specification import Decoding, Origin
from cephview.model.specification_reader import read_specification

ORIGINS = {Origin.DECLARED: "d", Origin.INFERRED: "i", Origin.ASSUMED: "a"}
ORDER = "mean std image_size heatmap_size sigma colour padding resize heatmap_rule decoding fusion scheme".split()
# Each has one usual value, so it is inferred where nothing is said.
USUAL = "sampling context content_rounding point_rule grey_scale activation flip film_pixels output".split()


def origins(specification):
    return {name: ORIGINS[getattr(specification, name).origin] for name in ORDER}


def sentence(path, *words):
    """The one sentence of refusing the file; it names the file and all `words`."""
    with pytest.raises(CephViewError) as caught:
        load_checkpoint(path)
    text = str(caught.value)
    assert path.name in text
    assert "\n" not in text
    assert "Traceback" not in text
    assert text.endswith(".")
    assert len(text) < 400
    for word in words:
        assert word in text
    return text


# What the file says


def test_every_field_is_known_in_a_way():
    assert {f.name for f in fields(read_specification(ConfigReader({}, "f"), joints=19, in_channels=3))} == {
        *ORDER,
        *USUAL,
        "flip_order",
    }


def test_the_clinics_file(tmp_path):
    checkpoint = load_checkpoint(write(tmp_path / "best model.pth", clinic_checkpoint(size_hw=(96, 64))))
    s = checkpoint.specification
    assert origins(s) == dict(zip(ORDER, "dddddiiiiiii", strict=True))
    assert s.mean.value == (0.485, 0.456, 0.406)
    assert s.std.value == (0.229, 0.224, 0.225)
    assert s.image_size.value == (64, 96)
    assert s.heatmap_size.value == (16, 24)
    assert s.heatmap_rule.value == "x/4"
    assert s.fusion.value == "bilinear"
    assert s.decoding.value == Decoding("softargmax")
    assert s.scheme.value is ISBI_19
    assert s.assumptions() == ()
    assert checkpoint.name == "best model"
    assert checkpoint.reported == {"epoch": 57.0, "best_val_loss": 0.0123, "best_val_mre": 0.63}
    assert not checkpoint.network.training


def test_a_bare_state_dict_is_all_assumption(tmp_path):
    s = load_checkpoint(write(tmp_path / "bare.pth", random_state())).specification
    assert origins(s) == dict(zip(ORDER, "aaaiaiaaaaaa", strict=True))
    assert s.mean.value == (0.485, 0.456, 0.406)
    assert s.std.value == (0.229, 0.224, 0.225)
    assert s.image_size.value == (768, 768)
    assert s.fusion.value == "nearest"
    assert len(s.assumptions()) == 8
    assert any("mean" in assumption for assumption in s.assumptions())


@pytest.mark.parametrize("gone", ["INPUT.MEAN", "INPUT.STD"])
def test_an_absent_mean_or_std_is_imagenets_and_assumed(tmp_path, gone):
    s = load_checkpoint(write(tmp_path / "a.pth", clinic_checkpoint(changes={gone: REMOVED}))).specification
    found = s.mean if gone.endswith("MEAN") else s.std
    assert found.origin is Origin.ASSUMED
    assert found.value == ((0.485, 0.456, 0.406) if gone.endswith("MEAN") else (0.229, 0.224, 0.225))
    assert "ImageNet" in found.why
    assert len(s.assumptions()) == 1


def test_no_normalisation_is_a_declaration(tmp_path):
    s = load_checkpoint(write(tmp_path / "a.pth", clinic_checkpoint(changes={"INPUT.NORMALIZE": False}))).specification
    assert (s.mean.value, s.std.value) == ((0.0,) * 3, (1.0,) * 3)
    assert s.mean.origin is Origin.DECLARED


def test_one_channel_takes_one_mean(tmp_path):
    state = random_state(replace(SMALL, in_channels=1))
    s = load_checkpoint(write(tmp_path / "a.pth", state)).specification
    assert s.colour.value == "gray"
    assert s.mean.value == pytest.approx((0.449,))
    assert len(s.std.value) == 1
    tensor, _ = Predictor(load_checkpoint(tmp_path / "a.pth")).tensor(blob_film((80, 90), (40, 40), 5))
    assert tensor.shape == (1, 768, 768)
    sentence(write(tmp_path / "b.pth", {"model": state, "config": {"INPUT": {"COLOR": "rgb"}}}), "COLOR")


def test_all_that_can_be_declared(tmp_path):
    changes = {
        "INPUT.COLOR": "BGR",
        "INPUT.PADDING": "corner",
        "INPUT.RESIZE": "area",
        "INPUT.HEATMAP_RULE": "udp",
        "DECODE": {"METHOD": "softargmax", "TEMPERATURE": 0.5, "RADIUS": 7},
        "MODEL.FUSE_INTERPOLATION": "nearest",
        "LANDMARKS": {"SCHEME": "ours", "SYMBOLS": [f"L{i}" for i in range(19)]},
    }
    s = load_checkpoint(write(tmp_path / "a.pth", clinic_checkpoint(changes=changes))).specification
    assert set(origins(s).values()) == {"d"}
    assert (s.colour.value, s.padding.value, s.resize.value) == ("bgr", "corner", "area")
    assert (s.heatmap_rule.value, s.fusion.value) == ("udp", "nearest")
    assert s.decoding.value == Decoding("softargmax", 0.5, 7)
    assert s.scheme.value.symbols[3] == "L3"


def test_schemes_by_count(tmp_path):
    state = random_state(replace(SMALL, joints=29))
    stated = load_checkpoint(write(tmp_path / "a.pth", state)).specification.scheme
    assert stated.value is AARIZ_29
    assert stated.origin is Origin.ASSUMED
    unknown = load_checkpoint(write(tmp_path / "b.pth", random_state(replace(SMALL, joints=5)))).specification.scheme
    assert unknown.value.symbols == ("#1", "#2", "#3", "#4", "#5")


@pytest.mark.parametrize("key", ["model_state_dict", "state_dict", "model", "net"])
@pytest.mark.parametrize("prefix", ["", "module.", "model.module.", "_orig_mod.module."])
def test_wrappings_come_off(tmp_path, key, prefix):
    state = random_state()
    content = {key: {prefix + name: tensor for name, tensor in state.items()}, "config": clinic_config()}
    checkpoint = load_checkpoint(write(tmp_path / "a.pth", content))
    loaded = checkpoint.network.state_dict()
    assert list(loaded) == list(state)
    assert all(torch.equal(loaded[name], state[name]) for name in state)
    assert checkpoint.specification.mean.origin is Origin.DECLARED


def test_a_model_key_that_holds_no_weights_is_passed_over(tmp_path):
    content = {"model": {"name": "hrnet"}, "state_dict": random_state()}
    assert load_checkpoint(write(tmp_path / "a.pth", content)).network.architecture.joints == 19


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
def test_other_precisions_become_float32(tmp_path, kind):
    state = {name: t.to(kind) if t.is_floating_point() else t for name, t in random_state().items()}
    network = load_checkpoint(write(tmp_path / "a.pth", state)).network
    assert {t.dtype for t in network.state_dict().values()} == {torch.float32, torch.int64}
    assert torch.equal(network.conv1.weight, state["conv1.weight"].float())


def test_counters_may_be_absent(tmp_path):
    state = {name: t for name, t in random_state().items() if not name.endswith("num_batches_tracked")}
    network = load_checkpoint(write(tmp_path / "a.pth", state)).network
    assert not any(tensor.is_meta for tensor in network.state_dict().values())


def test_numpy_scalars_in_the_metadata(tmp_path):
    content = clinic_checkpoint(changes={"INPUT.SIGMA": np.float32(2.5), "INPUT.NORMALIZE": np.bool_(True)})
    content |= {"best_val_mre": np.float64(1.5), "epoch": np.int64(3)}
    checkpoint = load_checkpoint(write(tmp_path / "a.pth", content))
    assert checkpoint.reported == {"epoch": 3.0, "best_val_loss": 0.0123, "best_val_mre": 1.5}
    assert checkpoint.specification.sigma.value == 2.5


def test_numpy_scalars_under_their_old_name(tmp_path):
    path = write(tmp_path / "a.pth", clinic_checkpoint() | {"best_val_mre": np.float64(1.5)})
    old, changed = b"numpy.core.multiarray", False
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "old.pth", "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith("data.pkl"):
                changed = b"numpy._core.multiarray" in data
                data = data.replace(b"numpy._core.multiarray", old)
            target.writestr(entry.filename, data)
    assert changed
    assert load_checkpoint(tmp_path / "old.pth").reported["best_val_mre"] == 1.5


def test_the_format_before_pytorch_1_6(tmp_path):
    torch.save(clinic_checkpoint(), tmp_path / "old.pth", _use_new_zipfile_serialization=False)
    assert load_checkpoint(tmp_path / "old.pth").specification.fusion.value == "bilinear"


def test_archives_without_checksums(tmp_path):
    before = torch.serialization.get_crc32_options()
    torch.serialization.set_crc32_options(False)
    try:
        path = write(tmp_path / "a.pth", random_state())
    finally:
        torch.serialization.set_crc32_options(before)
    assert load_checkpoint(path).network.architecture.joints == 19


def test_saved_and_read_again(tmp_path):
    content = clinic_checkpoint() | {"card": {"name": "a name"}}
    save_checkpoint(tmp_path / "a.pth", content)
    checkpoint = load_checkpoint(tmp_path / "a.pth")
    assert checkpoint.name == "a name"
    assert len(checkpoint.sha256) == 64
    assert checkpoint.config == content["config"]


# Criterion 3 of the issue


@pytest.mark.slow
def test_a_changed_mean_changes_the_input_tensor_and_nothing_else(tmp_path):
    state = random_state(LARGE)
    film = blob_film((300, 400), (123, 222), 20)
    models = []
    for name, mean in (("a.pth", [0.485, 0.456, 0.406]), ("b.pth", [0.5, 0.4, 0.3])):
        content = clinic_checkpoint(LARGE, (768, 768), {"INPUT.MEAN": mean, "DECODE": {"METHOD": "dark"}}, state)
        models.append(Predictor.load(write(tmp_path / name, content)))
    first, second = models
    (one, box_one), (two, box_two) = first.tensor(film), second.tensor(film)
    shift = (np.array([0.485, 0.456, 0.406]) - [0.5, 0.4, 0.3]) / [0.229, 0.224, 0.225]
    assert one.shape == (3, 768, 768)
    assert np.allclose(two - one, shift[:, None, None], atol=1e-5)
    assert box_one == box_two
    assert first.identity.sha256 != second.identity.sha256
    assert replace(first.specification, mean=second.specification.mean) == second.specification
    loaded = [model.runtime.network.state_dict() for model in models]
    assert list(loaded[0]) == list(loaded[1])
    assert all(torch.equal(loaded[0][key], loaded[1][key]) for key in loaded[0])
    maps = np.random.default_rng(0).random((19, 192, 192), np.float32)
    assert np.array_equal(first.decode(maps), second.decode(maps))
    small = np.zeros((3, 64, 64), np.float32)
    assert np.array_equal(first.heatmaps(small), second.heatmaps(small))


# What is refused


class Opener:
    def __init__(self, call, *arguments):
        self.call, self.arguments = call, arguments

    def __reduce__(self):
        return self.call, self.arguments


@pytest.mark.parametrize("place", ["epoch", "card", "optimizer_state_dict"])
@pytest.mark.parametrize("old_format", [False, True])
def test_code_is_refused_by_name_and_not_run(tmp_path, place, old_format):
    mark = tmp_path / "ran"
    for call, argument, name in ((os.system, f"touch {mark}", "system"), (eval, f"open({str(mark)!r}, 'w')", "eval")):
        content = clinic_checkpoint() | {place: Opener(call, argument)}
        path = tmp_path / "evil.pth"
        torch.save(content, path, _use_new_zipfile_serialization=not old_format)
        assert name in sentence(path, "would run code")
        assert not mark.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "git lfs pull"),
        (b"\x89HDF\r\n\x1a\n" + bytes(90), "looks like a Keras model"),
        (b"\x1c\0\0\0TFL3" + bytes(90), "TensorFlow Lite"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "is a picture"),
        (b"\x1f\x8b\x08" + bytes(90), "unpack it first"),
        (b"what is this?", "cut short or no checkpoint"),
    ],
)
def test_a_file_that_is_no_weights_is_told_by_its_first_bytes(tmp_path, content, says):
    path = tmp_path / "m.pth"
    path.write_bytes(content)
    with pytest.raises(CephViewError, match=says) as error:
        load_checkpoint(path)
    assert str(error.value).startswith("m.pth ")


def test_what_is_no_network_is_refused_whatever_it_is_wrapped_in(tmp_path):
    sentence(write(tmp_path / "a.pth", torch.nn.Linear(2, 2)), "onnx.export")
    sentence(write(tmp_path / "b.pth", {"config": Path("x")}), "no weights")
    (tmp_path / "c.pth").write_bytes(pickle.dumps({"model": Opener(os.system, "true")}))
    sentence(tmp_path / "c.pth")
    with warnings.catch_warnings(action="ignore"):
        torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), tmp_path / "d.pth")
    sentence(tmp_path / "d.pth", "TorchScript")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return write(tmp_path_factory.mktemp("whole") / "whole.pth", clinic_checkpoint()).read_bytes()


def test_truncated_anywhere(tmp_path, whole):
    path = tmp_path / "cut.pth"
    for length in [0, 1, 2, 10, 100, *(len(whole) * i // 40 for i in range(1, 40)), len(whole) - 1]:
        path.write_bytes(whole[:length])
        sentence(path)


def test_a_flipped_bit_never_gives_other_weights(tmp_path, whole):
    path = tmp_path / "flipped.pth"
    path.write_bytes(whole)
    expected = load_checkpoint(path).network.state_dict()
    chance, refused = random.Random(0), 0
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        try:
            found = load_checkpoint(path).network.state_dict()
        except CephViewError as error:
            refused += 1
            assert path.name in str(error)
        else:  # between the records
            assert all(torch.equal(found[name], expected[name]) for name in expected)
    assert refused > 20


@pytest.mark.parametrize("data", [b"", b"{}", b"just some text\n" * 50, b"\x80\x02}q\x00.", b"PK\x03\x04", bytes(999)])
def test_other_files(tmp_path, data):
    path = tmp_path / "other.pth"
    path.write_bytes(data)
    sentence(path)


def test_paths_that_are_no_files(tmp_path):
    sentence(tmp_path, "folder")
    sentence(tmp_path / "absent.pth", "not there")
    with pytest.raises(CephViewError):
        load_checkpoint(Path("/"))


@pytest.mark.parametrize("content", [[], 5, "text", None, {}, {"config": {}}, {"model": {}}, torch.zeros(3), {1: 2}])
def test_content_without_weights(tmp_path, content):
    sentence(write(tmp_path / "a.pth", content), "no weights")


def test_a_compressed_archive_is_not_unfolded(tmp_path, whole):
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        names = {entry.filename: source.read(entry) for entry in source.infolist()}
    with zipfile.ZipFile(tmp_path / "bomb.pth", "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in names.items():
            target.writestr(name, data)
        target.writestr("archive/data/999", bytes(50_000_000))
    sentence(tmp_path / "bomb.pth", "archive")


def test_a_claim_of_any_size_costs_nothing(tmp_path):
    huge = torch.zeros(())
    state = random_state()
    sentence(write(tmp_path / "a.pth", state | {"conv1.weight": huge.expand(10**6, 3, 3, 3)}))
    sentence(write(tmp_path / "b.pth", state | {"final_layer.weight": huge.expand(10**8, 4, 1, 1)}))
    wide = {name: huge.expand([10**5 if s > 3 else s for s in t.shape]) for name, t in state.items()}
    sentence(write(tmp_path / "c.pth", wide))
    sentence(write(tmp_path / "d.pth", state | {"stage4.0.branches.3.0.conv1.weight": huge.expand(10**7, 16, 3, 3)}))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["conv1.weight", "bn2.running_var", "stage4.1.branches.3.0.bn1.bias"])
def test_missing_misshapen_and_damaged_tensors(tmp_path, name):
    state = random_state()
    without = {key: tensor for key, tensor in state.items() if key != name}
    sentence(write(tmp_path / "a.pth", clinic_checkpoint(state=without)), name, "missing")
    for wrong in (torch.zeros(2, 2), torch.zeros(()), torch.zeros(0), state[name][:-1]):
        sentence(write(tmp_path / "b.pth", clinic_checkpoint(state=state | {name: wrong})))
    for value in (float("nan"), float("inf"), -float("inf")):
        broken = state[name].clone()
        broken.view(-1)[0] = value
        sentence(write(tmp_path / "c.pth", clinic_checkpoint(state=state | {name: broken})), name, "not finite")
    odd = state[name].to(torch.int32), state[name].to_sparse(), state[name].to(torch.complex64)
    for tensor in (*odd, state[name].to("meta")):
        sentence(write(tmp_path / "d.pth", clinic_checkpoint(state=state | {name: tensor})), name)
    too_large = state[name].double() + 1e300
    sentence(write(tmp_path / "e.pth", clinic_checkpoint(state=state | {name: too_large})), name)


def test_other_networks(tmp_path):
    sentence(
        write(tmp_path / "a.pth", {"fc.weight": torch.zeros(3, 3)}),
        "coordinates or classes",
        "fc.weight",
        "onnx.export",
    )
    surplus = random_state() | {"extra\nlayer.weight": torch.zeros(3)}
    sentence(write(tmp_path / "b.pth", surplus), "extra layer.weight")
    negative = random_state() | {"bn1.running_var": torch.full((8,), -1.0)}
    sentence(write(tmp_path / "c.pth", negative), "bn1.running_var")
    four = random_state(replace(SMALL, in_channels=4))
    sentence(write(tmp_path / "d.pth", four), "4 channels")
    even = random_state() | {"final_layer.weight": torch.zeros(19, 4, 2, 2)}
    sentence(write(tmp_path / "e.pth", even), "final layer")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"MODEL.NUM_JOINTS": 29}, ("29", "19")),
        ({"DATA.NUM_LANDMARKS": 29}, ("29", "19")),
        ({"LANDMARKS": {"SCHEME": "aariz-29", "SYMBOLS": list(AARIZ_29.symbols)}}, ("29", "19")),
        ({"INPUT.HEATMAP_SIZE": [32, 32]}, ("32 × 32", "64 × 64")),
        ({"INPUT.HEATMAP_SIZE": [0, -5]}, ("-5 × 0",)),
        ({"INPUT.IMAGE_SIZE": [64, 66]}, ("multiple of 4",)),
        ({"INPUT.MEAN": [123.675, 116.28, 103.53]}, ("MEAN", "0-1")),
        ({"INPUT.MEAN": [0.5, 0.5]}, ("MEAN",)),
        ({"INPUT.MEAN": "485"}, ("MEAN",)),
        ({"INPUT.MEAN": [float("nan")] * 3}, ("MEAN",)),
        ({"INPUT.STD": [0.2, 0.0, 0.2]}, ("STD",)),
        ({"INPUT.STD": [0.2, -0.2, float("nan")]}, ("STD",)),
        ({"INPUT.SIGMA": 0}, ("SIGMA",)),
        ({"INPUT.NORMALIZE": "maybe"}, ("NORMALIZE",)),
        ({"DECODE": {"METHOD": "magic"}}, ("DECODE",)),
        ({"DECODE": {"METHOD": "softargmax", "RADIUS": 0}}, ("RADIUS",)),
        ({"DECODE": {"METHOD": "softargmax", "RADIUS": -3}}, ("RADIUS",)),
        ({"DECODE": {"METHOD": "softargmax", "TEMPERATURE": 0}}, ("DECODE",)),
        ({"LANDMARKS": {"SCHEME": "x", "SYMBOLS": ["S"] * 19}}, ("LANDMARKS",)),
        ({"LANDMARKS": {"SCHEME": "x", "SYMBOLS": ["a\nb", *map(str, range(18))]}}, ("LANDMARKS",)),
    ],
)
def test_contradictions(tmp_path, changes, words):
    sentence(write(tmp_path / "a.pth", clinic_checkpoint(changes=changes)), *words)


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ({"MODEL.STAGE3.NUM_MODULES": 4}, "STAGE3"),
        ({"MODEL.STAGE4.NUM_CHANNELS": [4, 8]}, "STAGE4"),
        ({"MODEL.STAGE2.BLOCK": "BOTTLENECK"}, "STAGE2"),
        ({"MODEL.STAGE1": "none"}, "STAGE1"),
    ],
)
def test_the_weights_decide_over_a_config_of_another_network(tmp_path, changes, stage):
    checkpoint = load_checkpoint(write(tmp_path / "a.pth", clinic_checkpoint(changes=changes)))
    assert checkpoint.network.architecture.joints == 19
    assert any(stage in note and "weights were used" in note for note in checkpoint.notes)


NUMBERS = st.one_of(st.integers(), st.floats(), st.just(10**400), st.just(float("inf")), st.booleans())
TENSORS = [torch.zeros(2), torch.ones(3), torch.tensor(5)]
NONSENSE = st.recursive(
    st.one_of(
        st.none(), NUMBERS, st.text(max_size=8), st.binary(max_size=4), st.just(torch.zeros(2)), st.just(torch.ones(3))
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["METHOD", "RADIUS"]), inner)),
    max_leaves=6,
)
FIELDS = [
    *(
        f"INPUT.{f}"
        for f in "IMAGE_SIZE HEATMAP_SIZE SIGMA MEAN STD NORMALIZE COLOR PADDING RESIZE HEATMAP_RULE".split()
    ),
    *("INPUT.ORIGINAL_SIZE", "INPUT", "MODEL", "DATA", "LOSS", "DATA.DATASET", "DATA.DATA_ROOT", "DATA.NUM_LANDMARKS"),
    *("MODEL.NUM_JOINTS", "MODEL.EXTRA", "MODEL.FUSE_INTERPOLATION", "DECODE", "DECODE.METHOD", "DECODE.RADIUS"),
    *("DECODE.TEMPERATURE", "LANDMARKS", "LANDMARKS.SCHEME", "LANDMARKS.SYMBOLS", "MODEL.STAGE2", "MODEL.STAGE1"),
    *(f"MODEL.STAGE4.{f}" for f in "NUM_MODULES NUM_BRANCHES NUM_BLOCKS NUM_CHANNELS BLOCK".split()),
]


@pytest.mark.slow
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(FIELDS), value=NONSENSE, twice=st.booleans(), channels=st.sampled_from([1, 3]))
def test_nonsense_in_any_field_is_one_sentence(monkeypatch, path, value, twice, channels):
    """Through the whole reading but the file itself, which would only cost time."""
    config = clinic_config()
    config["DECODE"], config["LANDMARKS"] = {"METHOD": "dark"}, {"SCHEME": "isbi-19", "SYMBOLS": list(ISBI_19.symbols)}
    put(config, path, [value, value] if twice else value)
    state = {
        name: Weight(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."), tensor.numpy)
        for name, tensor in random_state(replace(SMALL, in_channels=channels)).items()
    }
    read = WeightsFile(Path("f.pth"), "0" * 64, state, {}, {"config": config})
    monkeypatch.setattr("cephview.model.families.loading.read_weights", lambda path: read)
    try:
        checkpoint = load_checkpoint(Path("f.pth"))
    except CephViewError as error:
        assert "f.pth" in str(error)
        assert "\n" not in str(error)
        assert len(str(error)) < 400
    else:
        s = checkpoint.specification
        assert len(s.mean.value) == len(s.std.value) == channels
        assert np.isfinite([*s.mean.value, *s.std.value, s.sigma.value]).all()
        assert len(s.scheme.value) == 19
        assert s.rows()


def test_nonsense_in_the_other_keys(tmp_path):
    content = clinic_checkpoint() | {"epoch": "many", "best_val_mre": 10**400, "best_val_loss": [1], "card": "none"}
    content["card"] = {"name": 5, "validation": {"mre_mm": "x", "sdr": {"a": "b"}}, "held_out": [1, "x\ny"], "data": {}}
    content["card"]["target_offsets_mm"] = {"a": {"S": [1, "x"]}, "b": 5, "c": {}, "d": {"N": [10**400, 1]}}
    checkpoint = load_checkpoint(write(tmp_path / "odd.pth", content))
    assert checkpoint.reported == {}
    assert checkpoint.name == "odd"
    facts = dict(Predictor(checkpoint).card().facts)
    assert facts["films held out"] == "2: x y"
    assert "measured in training" not in facts and "targets moved" not in facts


def test_the_archive_of_a_stranger_may_name_a_huge_storage(tmp_path, whole):
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(tmp_path / "a.pth", "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith("data.pkl"):
                # BININT1 216 (a storage of 8*3*3*3 numbers) becomes LONG1 2**60.
                assert b"K\xd8" in data
                data = data.replace(b"K\xd8", b"\x8a\x08" + struct.pack("<q", 2**60))
            target.writestr(entry.filename, data)
    sentence(tmp_path / "a.pth")
