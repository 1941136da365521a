"""Where a run starts: a network from nothing, or the weights and the preprocessing of a checkpoint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from cephview.core.errors import CephViewError
from cephview.core.geometry import Size
from cephview.core.landmarks import Scheme
from cephview.core.sentences import Sentence
from cephview.model.families.hrnet import Architecture, w18_small, w32
from cephview.model.families.loading import Checkpoint, load_checkpoint
from cephview.model.learned import not_learned
from cephview.model.specification import Specification
from cephview.model.training.networks import Blueprint, blueprint_of
from cephview.model.training.run_folder import Expected
from cephview.model.training.settings import FINE_TUNING, TrainingSettings, read_settings, read_values


def architecture_of(settings: TrainingSettings, joints: int) -> Architecture:
    """The network that the settings describe. Raises CephViewError where they leave it to a checkpoint."""
    if settings.layout == "full":
        return w32(joints, fusion="nearest", width=settings.width)
    if settings.layout == "small":
        return w18_small(joints, width=settings.width)
    raise CephViewError("layout = checkpoint needs the checkpoint: give one with --from, or --resume a run.")


@dataclass(frozen=True, eq=False)
class Start:
    """A checkpoint to start from, the settings of the run, and sentences on what is kept and what is made anew."""

    source: Checkpoint
    settings: TrainingSettings
    notes: tuple[str, ...]

    def blueprint(self, scheme: Scheme) -> Blueprint:
        """The checkpoint's network with a head for `scheme`."""
        return blueprint_of(self.source).of_joints(len(scheme))

    def can_be_judged(self, scheme: Scheme, size: Size) -> bool:
        """Whether the weights, before any training, find all of `scheme` when read as a run reads its own.

        `size` is the run's input (width, height) in px: at another one than theirs they are worse than they are.
        """
        said = self.source.specification
        same = said.image_size.value == size and not _read_otherwise(said)
        return same and self.learned(scheme) == set(scheme.symbols)

    def learned(self, scheme: Scheme) -> frozenset[str]:
        """The landmarks of `scheme` that the weights know before any training, read in whatever way."""
        said = self.source.specification.scheme.value
        return frozenset(scheme.symbols) & frozenset(said.symbols) - frozenset(not_learned(self.source.config, said))

    def expected(self, scheme: Scheme) -> Expected | None:
        """What errors the checkpoint expects, where its landmarks stay the same ones."""
        said = self.source.specification
        if _read_otherwise(said) or scheme.symbols != said.scheme.value.symbols:
            return None
        return Expected.of(self.source.config, "those of the model which it began with", len(scheme))

    def fill(self, network: nn.Module, scheme: Scheme) -> None:
        """Give a network of `blueprint(scheme)` the weights; the head's rows go by symbol, new ones stay random."""
        given, former = self.source.network.state_dict(), self.source.specification.scheme.value
        head = self.blueprint(scheme).head_names()
        rows = [(i, former.index(symbol)) for i, symbol in enumerate(scheme.symbols) if symbol in former.symbols]
        with torch.no_grad():
            for name, tensor in network.state_dict().items():
                if name not in head:
                    tensor.copy_(given[name])
                    continue
                for new, old in rows:
                    tensor[new] = given[name][old]


def start_from(path: Path, scheme: Scheme, toml: Path | None = None, **overrides: Any) -> Start:
    """Read a checkpoint to fine-tune: `toml` above what the checkpoint says, above the defaults for fine-tuning.

    Raises CephViewError where `toml` asks for another network than the checkpoint's.
    """
    source = load_checkpoint(path)
    asked = read_values(toml)
    beneath = FINE_TUNING | preprocessing_of(source)
    settings = read_settings(toml, beneath=beneath, **overrides)
    given = blueprint_of(source).layout
    if asked.keys() & {"layout", "width"} and settings.layout != "checkpoint":
        wanted = architecture_of(settings, given.joints)
        if not isinstance(given, Architecture) or replace(given, fusion=wanted.fusion) != wanted:
            raise CephViewError(
                "{name} is another network ({named}) than the settings ask for (layout {layout}, width {width}): "
                "leave layout and width out of them.",
                name=path.name,
                named=_named(source),
                layout=settings.layout,
                width=settings.width,
            )
        if given != wanted:  # it fuses its branches otherwise, and goes on doing so
            settings = replace(settings, layout="checkpoint")
    return Start(source, settings, _notes(source, scheme, settings))


def preprocessing_of(source: Checkpoint) -> dict[str, Any]:
    """The settings that a checkpoint decides: network, input size, grey values, sigma."""
    said, architecture = source.specification, blueprint_of(source).layout
    layout, width = "checkpoint", TrainingSettings().width
    if isinstance(architecture, Architecture):
        width = architecture.stages[3].channels[0]
        for name, made in (("small", w18_small), ("full", w32)):
            if made(architecture.joints, fusion="nearest", width=width) == architecture:
                layout = name
    size = said.image_size.value
    return {
        "layout": layout,
        "width": width,
        "input_width": size[0],
        "input_height": size[1],
        "sigma": float(said.sigma.value),
        "mean": _one_or_all(said.mean.value),
        "std": _one_or_all(said.std.value),
    }


def _one_or_all(values: tuple[float, ...]) -> tuple[float, ...]:
    return values[:1] if len(set(values)) == 1 else values


def _named(source: Checkpoint) -> str:
    layout, millions = blueprint_of(source).layout, source.parameters / 1e6
    head = f", {layout.head} head" if isinstance(layout, Architecture) else ""
    return f"{source.architecture}, {millions:.1f} M parameters{head}"


def _notes(source: Checkpoint, scheme: Scheme, settings: TrainingSettings) -> tuple[str, ...]:
    said, former = source.specification, source.specification.scheme.value
    mean, std = (", ".join(f"{v:g}" for v in values) for values in (settings.mean, settings.std))
    notes = [
        f"from {source.path.name}: {_named(source)}; input {settings.input_width} × "
        f"{settings.input_height} px, mean {mean}, std {std}, sigma {settings.sigma:g}"
    ]
    shared = [symbol for symbol in scheme.symbols if symbol in former.symbols]
    if scheme.symbols == former.symbols:
        notes.append(Sentence("kept: all weights, the head of {count} landmarks too", count=len(scheme)))
    else:
        new = [symbol for symbol in scheme.symbols if symbol not in former.symbols]
        notes.append(
            f"kept: all weights but the head's, and of the head {len(shared)} of {len(scheme)} landmarks"
            f" ({' '.join(shared) or 'none'}); made anew: {' '.join(new) or 'none'}"
        )
    changed = _read_otherwise(said)
    if changed:
        notes.append(Sentence("learned anew, since CephView trains in one way: {listed}", listed="; ".join(changed)))
    return tuple(notes)


def _read_otherwise(said: Specification) -> list[str]:
    """In what the heatmaps of a checkpoint are read otherwise than CephView trains them."""
    return [
        f"{label} {before} becomes {after}"
        for label, before, after in (
            ("padding", said.padding.value, "centre"),
            ("heatmap rule", said.heatmap_rule.value, "centre"),
            ("decoding", said.decoding.value.method, "softargmax"),
        )
        if before != after
    ]
