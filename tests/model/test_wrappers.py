"""Weights in whatever wrapper a training code saves them, and metadata of whatever classes; nothing is ever run."""

from __future__ import annotations

import argparse
import collections
import datetime
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from clinic import SMALL, clinic_checkpoint, random_state, write
from safetensors.torch import save_file

from cephview.core.errors import CephViewError
from cephview.model.families.hrnet import HRNet
from cephview.model.families.loading import load_checkpoint
from cephview.model.opening import open_model

STATE = random_state()


class CfgNode(dict):
    """As yacs has it: a dict with attributes beside."""


class Unknown:
    """A class that no other program knows."""

    def __init__(self) -> None:
        self.history = [1, 2, 3]


def same(path: Path, expected=STATE) -> bool:
    found = load_checkpoint(path).network.state_dict()
    return all(torch.equal(found[name], expected[name]) for name in expected)


@pytest.mark.parametrize("prefix", ["net.", "student.encoder.", "a.b.c.", "model.", "module.model._orig_mod."])
def test_any_prefix_before_the_first_known_tensor(tmp_path, prefix):
    assert same(write(tmp_path / "a.pth", {"weights": {prefix + name: t for name, t in STATE.items()}}))


@pytest.mark.slow
def test_a_running_average_is_used_and_said(tmp_path):
    last = {name: t + 1 if t.is_floating_point() else t for name, t in STATE.items()}
    both = {**{f"model.{k}": t for k, t in last.items()}, **{f"ema_model.{k}": t for k, t in STATE.items()}}
    for content in (
        {"state_dict": last, "state_dict_ema": STATE},
        {"model": last, "ema": {"module": STATE, "updates": 7}},
        {"state_dict": both},
    ):
        path = write(tmp_path / "a.pth", content)
        assert same(path)
        assert any("running average" in note for note in load_checkpoint(path).notes)


def test_an_averaged_model_and_training_entries(tmp_path):
    averaged = torch.optim.swa_utils.AveragedModel(HRNet(SMALL))
    averaged.module.load_state_dict(STATE)
    assert same(write(tmp_path / "a.pth", averaged.state_dict()))
    extra = {"criterion.weight": torch.ones(19), "loss.log_vars": torch.zeros(2), "n_averaged": torch.tensor(5)}
    assert same(write(tmp_path / "b.pth", {"state_dict": {f"model.{k}": t for k, t in STATE.items()} | extra}))


def test_lightning(tmp_path):
    content = {
        "epoch": 3,
        "pytorch-lightning_version": "2.4.0",
        "state_dict": {f"model.{name}": t for name, t in STATE.items()} | {"loss_fn.weight": torch.ones(3)},
        "hyper_parameters": CfgNode(lr=1e-3, data=Path("/data/ceph")),
        "callbacks": {"ModelCheckpoint": {"best_model_path": Path("x")}},
        "optimizer_states": [torch.optim.Adam(HRNet(SMALL).parameters()).state_dict()],
    }
    assert same(write(tmp_path / "a.ckpt", content))


@pytest.mark.slow
@pytest.mark.parametrize(
    "value",
    [
        np.arange(6.0).reshape(2, 3),
        argparse.Namespace(lr=1, path=Path("a/b")),
        Path("/home/someone/data"),
        datetime.datetime(2026, 11, 28),
        collections.defaultdict(list, {"a": [1]}),
        CfgNode(a=CfgNode(b=1)),
        Unknown(),
        collections.deque([1, 2]),
        {1, 2},
        torch.Size([1, 2]),
        torch.device("cpu"),
        torch.float32,
        slice(1, 2),
        np.dtype("f4"),
        [Unknown(), {"x": Unknown()}],
    ],
)
@pytest.mark.parametrize("old_format", [False, True])
def test_metadata_never_decides_over_weights(tmp_path, value, old_format):
    path = tmp_path / "a.pth"
    torch.save({"state_dict": STATE, "extra": value}, path, _use_new_zipfile_serialization=not old_format)
    assert same(path)


def test_what_was_left_unread_is_said(tmp_path):
    notes = load_checkpoint(write(tmp_path / "a.pth", {"state_dict": STATE, "hub": Unknown()})).notes
    assert any("Unknown" in note for note in notes)


def test_config_objects_are_read_as_what_they_hold(tmp_path):
    content = clinic_checkpoint()
    nested = CfgNode({key: CfgNode(value) for key, value in content["config"].items()})
    nested["INPUT"]["MEAN"] = np.array([0.4, 0.5, 0.6])
    specification = load_checkpoint(write(tmp_path / "a.pth", content | {"config": nested})).specification
    assert specification.mean.value == pytest.approx((0.4, 0.5, 0.6))
    assert specification.image_size.value == (64, 64)


def test_a_whole_pickled_module_gives_its_weights(tmp_path):
    network = HRNet(SMALL)
    network.load_state_dict(STATE)
    assert same(write(tmp_path / "a.pth", network))
    assert same(write(tmp_path / "b.pth", {"epoch": 1, "model": torch.nn.DataParallel(network)}))


@pytest.mark.parametrize("kind", [torch.float32, torch.float16, torch.bfloat16])
def test_safetensors_alone_and_in_a_folder(tmp_path, kind):
    state = {name: (t.to(kind) if t.is_floating_point() else t).contiguous() for name, t in STATE.items()}
    save_file(state, tmp_path / "model.safetensors", metadata={"format": "pt"})
    (tmp_path / "config.json").write_text("{}")
    expected = {name: t.float() if t.is_floating_point() else t for name, t in state.items()}
    assert same(tmp_path / "model.safetensors", expected)
    assert open_model(tmp_path).path == tmp_path / "model.safetensors"


def test_a_folder_of_several_models_is_asked_about(tmp_path):
    for name in ("a.pth", "b.pth"):
        write(tmp_path / name, STATE)
    with pytest.raises(CephViewError, match="2 model files"):
        open_model(tmp_path)


@pytest.mark.parametrize("beside", ["optimizer.bin", "scheduler.bin", "random_states_0.pth", "training_args.bin"])
def test_what_a_trainer_leaves_in_the_folder_is_no_model(tmp_path, beside):
    write(tmp_path / "pytorch_model.bin", STATE)
    write(tmp_path / beside, {"step": 1})
    assert open_model(tmp_path).path == tmp_path / "pytorch_model.bin"


@pytest.mark.parametrize(
    "content",
    [
        {"epoch": 1, "models": [STATE]},
        {"runs": ({"log": [1.0, 2.0]}, {"net": STATE})},
        {"min_loss_weights": STATE, "losses": [0.3, 0.2]},
        {"best_loss": {"state_dict": STATE}, "optimizer": {"state": {0: {"exp_avg": torch.ones(3)}}}},
    ],
)
def test_weights_in_lists_and_under_names_of_losses(tmp_path, content):
    assert same(write(tmp_path / "a.pth", content))


class Runs:
    def __init__(self, call, *arguments):
        self.call, self.arguments = call, arguments

    def __reduce__(self):
        return self.call, self.arguments


@pytest.mark.parametrize(
    ("call", "arguments"),
    [
        (os.system, ("touch MARK",)),
        (subprocess.Popen, (["touch", "MARK"],)),
        (eval, ("open('MARK', 'w')",)),
        (exec, ("open('MARK', 'w')",)),
        (__import__, ("os",)),
        (pickle.loads, (b"",)),
        (os.unlink, ("MARK",)),
    ],
)
@pytest.mark.parametrize("protocol", [2, 4])
def test_hostile_pickles_are_refused_by_name_and_not_run(tmp_path, call, arguments, protocol):
    mark = tmp_path / "mark"
    filled = tuple(a.replace("MARK", str(mark)) if isinstance(a, str) else a for a in arguments)
    path = tmp_path / "evil.pth"
    torch.save({"state_dict": STATE, "extra": [Runs(call, *filled)]}, path, pickle_protocol=protocol)
    with pytest.raises(CephViewError, match="would run code"):
        load_checkpoint(path)
    assert not mark.exists()


def test_nothing_that_a_file_names_is_imported(tmp_path):
    (tmp_path / "evil_module.py").write_text("raise SystemExit('imported')\nclass Thing: pass\n")
    code = (
        "import sys, torch, pickle\n"
        "class Thing: pass\n"
        "Thing.__module__ = 'evil_module'\n"
        "sys.modules['evil_module'] = type(sys)('evil_module'); sys.modules['evil_module'].Thing = Thing\n"
        "torch.save({'state_dict': torch.load(sys.argv[1]), 'x': Thing()}, sys.argv[2])\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(write(tmp_path / "s.pth", STATE)), str(tmp_path / "a.pth")], check=True
    )
    assert same(tmp_path / "a.pth")
    assert "evil_module" not in sys.modules
