"""A model of any family that opens can be trained further, and what comes of it opens as CephView trained it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from training_films import PAIR, TINY, films

from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19, Scheme
from cephview.core.radiograph import Radiograph
from cephview.model.families.aariz import AarizHRNet, AarizLayout
from cephview.model.families.aariz_resnet import AarizResNet
from cephview.model.families.loading import load_checkpoint
from cephview.model.families.resnet import BaselineLayout, SimpleBaseline
from cephview.model.predictor import Predictor
from cephview.model.training.loop import Trainer
from cephview.model.training.run_folder import BEST, LAST
from cephview.model.training.start import start_from

BASELINE = BaselineLayout((1, 1, 1, 1), (4, 6, 8, 10), True, ((12, 4), (8, 4), (6, 4)), 19, stem=8)
AARIZ = AarizLayout((4, 6, 8, 10), (1, 1, 1, 1), (8, 8, 8, 8), 19, stem=8)
CAFFE = """
model = dict(
    data_preprocessor=dict(type='PoseDataPreprocessor', mean=[110, 110, 110], std=[60, 60, 60], bgr_to_rgb=True),
    backbone=dict(type='ResNet', depth=50, style='caffe'),
    head=dict(decoder=dict(type='MSRAHeatmap', input_size=(64, 96), heatmap_size=(16, 24), sigma=1.5)))
"""


def checkpoint(path: Path, kind: str) -> torch.nn.Module:
    torch.manual_seed(0)
    whole = {"image_size": [96, 64]}
    if kind == "aariz":
        network: torch.nn.Module = AarizHRNet(AARIZ)
    elif kind == "aariz resnet":
        network = AarizResNet(BASELINE)
    else:
        network = SimpleBaseline(replace(BASELINE, caffe=kind == "caffe"))
    state, whole = network.state_dict(), {"args": whole} if "aariz" in kind else {}
    if kind == "caffe":
        whole["meta"] = {"cfg": CAFFE}
        names = {key: "head." if key.startswith(("deconv", "final")) else "backbone." for key in state}
        state = {names[key] + key: value for key, value in state.items()}
    torch.save({"state_dict": state, **whole}, path)
    return network


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["baseline", "caffe", "aariz", "aariz resnet"])
def test_it_is_trained_further_resumed_and_opened(tmp_path: Path, kind: str) -> None:
    network = checkpoint(tmp_path / "theirs.pth", kind)
    two = Scheme("two", "two of them", (ISBI_19.symbols[3], ISBI_19.symbols[0]))
    (tmp_path / "s.toml").write_text("input_width = 64\ninput_height = 96\nepochs = 1\nbatch = 4\nsigma = 1.5\n")
    start = start_from(tmp_path / "theirs.pth", two, tmp_path / "s.toml")
    trainer = Trainer(start.settings, two, films(), films(2, 9), tmp_path / "run", start=start)
    given, begun = network.state_dict(), trainer.learner.network.state_dict()
    head = [name for name in given if given[name].shape != begun[name].shape]
    assert head and all(torch.equal(given[name], begun[name]) for name in given if name not in head)
    assert all(torch.equal(begun[name], given[name][[3, 0]]) for name in head), "the head's rows go by symbol"
    trainer.run()
    longer = Trainer(replace(start.settings, epochs=2), two, films(), films(2, 9), tmp_path / "run")
    longer.resume()
    longer.run()
    found = load_checkpoint(tmp_path / "run" / LAST)
    assert type(found.network) is type(network) and found.specification.scheme.value.symbols == two.symbols
    said = found.specification
    assert (said.padding.value, said.decoding.value.method, said.activation.value) == ("centre", "softargmax", "none")
    assert found.specification.image_size.value == (64, 96)
    # The opened file is read as it was trained: the same greys go in, the same maps come out.
    predictor, film = Predictor(found), films(1, 9)[0]
    tensor, _ = predictor.tensor(Radiograph(film.image))
    mean, std = (np.resize(values, 3)[:, None, None] for values in (start.settings.mean, start.settings.std))
    greys = cv2.resize(film.image, (64, 96), interpolation=cv2.INTER_AREA)
    assert np.allclose(tensor, (greys / 255 - mean) / std, atol=1e-5)
    with torch.inference_mode():
        maps = longer.learner.averaged.module.eval().float()(torch.from_numpy(tensor)[None])[0]
    assert np.allclose(predictor.heatmaps(tensor), maps, atol=1e-2)
    assert found.specification.heatmap_size.value == maps.shape[:0:-1]
    again = start_from(tmp_path / "run" / BEST, two, tmp_path / "s.toml")
    assert again.can_be_judged(two, (64, 96)), "a second round begins with it as it is"
    assert not again.can_be_judged(two, (96, 128)), "at another size it is worse than it is"


def test_its_settings_name_no_other_network(tmp_path: Path) -> None:
    checkpoint(tmp_path / "theirs.pth", "baseline")
    (tmp_path / "s.toml").write_text("layout = 'small'\ninput_width = 64\ninput_height = 96\n")
    with pytest.raises(CephViewError, match="is another network"):
        start_from(tmp_path / "theirs.pth", PAIR, tmp_path / "s.toml")
    assert TINY.layout == "small"
