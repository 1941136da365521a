from __future__ import annotations

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F
from clinic import SMALL, random_state

from cephview.model.families.folding import simplified
from cephview.model.families.hrnet import HRNet, Stage, stage_from_config, w18_small, w32


def conv_bn_count(inputs, outputs, kernel):
    return inputs * outputs * kernel * kernel + 2 * outputs


def published_count(width, joints):
    """Parameters of the pose HRNet, added up from the paper's description."""
    total = conv_bn_count(3, 64, 3) + conv_bn_count(64, 64, 3)
    for block in range(4):  # stage 1: four bottlenecks of 64, 256 channels out
        inputs = 64 if block == 0 else 256
        total += conv_bn_count(inputs, 64, 1) + conv_bn_count(64, 64, 3) + conv_bn_count(64, 256, 1)
        total += conv_bn_count(64, 256, 1) if block == 0 else 0
    channels = [width, 2 * width, 4 * width, 8 * width]
    total += conv_bn_count(256, channels[0], 3) + conv_bn_count(256, channels[1], 3)
    total += conv_bn_count(channels[1], channels[2], 3) + conv_bn_count(channels[2], channels[3], 3)
    for stage, modules in ((2, 1), (3, 4), (4, 3)):
        for module in range(modules):
            total += sum(4 * 2 * conv_bn_count(c, c, 3) for c in channels[:stage])
            outputs = 1 if stage == 4 and module == modules - 1 else stage
            for i in range(outputs):
                for j in range(stage):
                    if j > i:
                        total += conv_bn_count(channels[j], channels[i], 1)
                    elif j < i:
                        total += (i - j - 1) * conv_bn_count(channels[j], channels[j], 3)
                        total += conv_bn_count(channels[j], channels[i], 3)
    return total + width * joints + joints


@pytest.mark.parametrize(("width", "millions"), [(18, None), (32, 28.5), (48, 63.6)])
def test_parameter_counts_are_the_published_ones(width, millions):
    with torch.device("meta"):
        network = HRNet(w32(19, width=width))
    found = sum(parameter.numel() for parameter in network.parameters())
    assert found == published_count(width, 19)
    if millions is not None:
        assert found / 1e6 == pytest.approx(millions, abs=0.06)


def test_w32_has_the_count_that_its_code_prints():
    assert published_count(32, 17) == 28_536_113


def names_of_the_pose_code():
    """State-dict names of the pose HRNet-W32, from the loops of its description."""

    def conv_bn(conv, norm):
        return [f"{conv}.weight", *(f"{norm}.{n}" for n in NORM)]

    names = conv_bn("conv1", "bn1") + conv_bn("conv2", "bn2")
    for block in range(4):
        for i in (1, 2, 3):
            names += conv_bn(f"layer1.{block}.conv{i}", f"layer1.{block}.bn{i}")
    names += conv_bn("layer1.0.downsample.0", "layer1.0.downsample.1")
    names += conv_bn("transition1.0.0", "transition1.0.1") + conv_bn("transition1.1.0.0", "transition1.1.0.1")
    names += conv_bn("transition2.2.0.0", "transition2.2.0.1") + conv_bn("transition3.3.0.0", "transition3.3.0.1")
    for stage, modules in ((2, 1), (3, 4), (4, 3)):
        for m in range(modules):
            for b in range(stage):
                for k in range(4):
                    for i in (1, 2):
                        base = f"stage{stage}.{m}.branches.{b}.{k}"
                        names += conv_bn(f"{base}.conv{i}", f"{base}.bn{i}")
            for i in range(1 if (stage, m) == (4, 2) else stage):
                for j in range(stage):
                    base = f"stage{stage}.{m}.fuse_layers.{i}.{j}"
                    if j > i:
                        names += conv_bn(f"{base}.0", f"{base}.1")
                    for k in range(max(0, i - j)):
                        names += conv_bn(f"{base}.{k}.0", f"{base}.{k}.1")
    return [*names, "final_layer.weight", "final_layer.bias"]


NORM = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")


def test_names_are_those_of_the_pose_code():
    with torch.device("meta"):
        network = HRNet(w32(19))
    assert sorted(network.state_dict()) == sorted(names_of_the_pose_code())
    assert len(network.get_submodule("stage4.2.fuse_layers")._modules) == 1
    assert len(network.get_submodule("stage4.1.fuse_layers")._modules) == 4


class Reference:
    """The HRNet's formula written out over a state dict, without the module under test."""

    def __init__(self, state, mode, modules):
        self.state, self.mode, self.modules = state, mode, modules

    def conv_bn(self, x, conv, norm, stride=1):
        s = self.state
        weight = s[f"{conv}.weight"]
        x = F.conv2d(x, weight, stride=stride, padding=(weight.shape[-1] - 1) // 2)
        mean, var = (s[f"{norm}.running_{n}"][:, None, None] for n in ("mean", "var"))
        return (x - mean) / torch.sqrt(var + 1e-5) * s[f"{norm}.weight"][:, None, None] + s[f"{norm}.bias"][
            :, None, None
        ]

    def block(self, x, base):
        last = 3 if f"{base}.conv3.weight" in self.state else 2
        y = x
        for i in range(1, last + 1):
            y = self.conv_bn(y, f"{base}.conv{i}", f"{base}.bn{i}")
            y = y.relu() if i < last else y
        if f"{base}.downsample.0.weight" in self.state:
            x = self.conv_bn(x, f"{base}.downsample.0", f"{base}.downsample.1")
        return (x + y).relu()

    def chain(self, x, base):
        k = 0
        while f"{base}.{k}.conv1.weight" in self.state:
            x = self.block(x, f"{base}.{k}")
            k += 1
        return x

    def enlarge(self, x, size):
        options = {} if self.mode == "nearest" else {"align_corners": False}
        return F.interpolate(x, size=size, mode=self.mode, **options)

    def fuse(self, xs, base):
        outputs = []
        i = 0
        while f"{base}.{i}.{1 if i == 0 else 0}.0.weight" in self.state or f"{base}.{i}.0.0.0.weight" in self.state:
            total = 0
            for j, x in enumerate(xs):
                if j > i:
                    x = self.enlarge(self.conv_bn(x, f"{base}.{i}.{j}.0", f"{base}.{i}.{j}.1"), xs[i].shape[-2:])
                for k in range(i - j):
                    x = self.conv_bn(x, f"{base}.{i}.{j}.{k}.0", f"{base}.{i}.{j}.{k}.1", stride=2)
                    x = x.relu() if k < i - j - 1 else x
                total = total + x
            outputs.append(total.relu())
            i += 1
        return outputs

    def __call__(self, x):
        x = self.conv_bn(x, "conv1", "bn1", stride=2).relu()
        x = self.chain(self.conv_bn(x, "conv2", "bn2", stride=2).relu(), "layer1")
        xs = [
            self.conv_bn(x, "transition1.0.0", "transition1.0.1").relu(),
            self.conv_bn(x, "transition1.1.0.0", "transition1.1.0.1", stride=2).relu(),
        ]
        for stage, modules in zip((2, 3, 4), self.modules, strict=True):
            if stage > 2:
                base = f"transition{stage - 1}.{stage - 1}.0"
                xs = [*xs, self.conv_bn(xs[-1], f"{base}.0", f"{base}.1", stride=2).relu()]
            for m in range(modules):
                xs = [self.chain(y, f"stage{stage}.{m}.branches.{b}") for b, y in enumerate(xs)]
                xs = self.fuse(xs, f"stage{stage}.{m}.fuse_layers")
        s = self.state
        if "final_layer.3.weight" in s:
            x = torch.cat([xs[0], *(self.enlarge(y, xs[0].shape[-2:]) for y in xs[1:])], 1)
            x = F.conv2d(x, s["final_layer.0.weight"], s["final_layer.0.bias"])
            x = F.batch_norm(
                x,
                s["final_layer.1.running_mean"],
                s["final_layer.1.running_var"],
                s["final_layer.1.weight"],
                s["final_layer.1.bias"],
            ).relu()
            return F.conv2d(x, s["final_layer.3.weight"], s["final_layer.3.bias"])
        return F.conv2d(xs[0], s["final_layer.weight"], s["final_layer.bias"])


@pytest.mark.parametrize("fusion", ["nearest", "bilinear"])
@pytest.mark.parametrize("head", ["highres", "concat"])
@pytest.mark.parametrize("size", [(64, 96), (72, 52)])
def test_the_network_is_its_formula(fusion, head, size):
    architecture = replace(SMALL, fusion=fusion, head=head, head_channels=64 if head == "concat" else 0)
    state = random_state(architecture, seed=3)
    network = HRNet(architecture).eval()
    network.load_state_dict(state)
    x = torch.randn(2, 3, *size, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        found = network(x)
        expected = Reference(state, fusion, [stage.modules for stage in architecture.stages[1:]])(x)
        folded = simplified(network)(x)
    assert found.shape == (2, 19, size[0] // 4, size[1] // 4)
    assert found.std() > 1e-3
    assert torch.allclose(found, expected, atol=1e-5)
    assert torch.allclose(folded, expected, atol=1e-5)


def test_the_two_fusions_are_not_the_same():
    state, x = random_state(SMALL), torch.randn(1, 3, 64, 64)
    outputs = []
    for fusion in ("nearest", "bilinear"):
        network = HRNet(replace(SMALL, fusion=fusion)).eval()
        network.load_state_dict(state)
        with torch.inference_mode():
            outputs.append(network(x))
    assert (outputs[0] - outputs[1]).abs().max() > 1e-4


def test_folding_leaves_the_network_as_it_was():
    network = HRNet(SMALL).eval()
    names = list(network.state_dict())
    folded = simplified(network)
    assert list(network.state_dict()) == names
    assert not [m for m in folded.modules() if isinstance(m, torch.nn.BatchNorm2d)]


def test_a_config_says_what_it_was_made_of():
    for architecture in (SMALL, w32(29, width=18), w18_small(19)):
        config = architecture.to_config()
        stages = tuple(stage_from_config(config[f"STAGE{i}"]) for i in range(1, 5))
        assert stages == architecture.stages
        assert config["NUM_JOINTS"] == architecture.joints
    assert w32(19).name == "HRNet-W32"
    assert Stage(1, (1,), (64,), True).widths == (256,)


@pytest.mark.parametrize("change", [{"NUM_BRANCHES": 3}, {"NUM_MODULES": 0}, {"NUM_CHANNELS": [0, 8]}, {"BLOCK": None}])
def test_a_section_that_contradicts_itself_is_refused(change):
    section = {"NUM_MODULES": 1, "NUM_BRANCHES": 2, "NUM_BLOCKS": [1, 1], "NUM_CHANNELS": [4, 8], "BLOCK": "BASIC"}
    if change == {"BLOCK": None}:
        section.pop("BLOCK")
    with pytest.raises((KeyError, TypeError, ValueError)):
        stage_from_config(section | change if change != {"BLOCK": None} else section)
