"""A model tried with other preprocessing than its file says, before that is written into its sidecar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cephview.model.fields import Field
from cephview.model.model_file import ModelFile
from cephview.model.opening import open_model
from cephview.model.predictor import Predictor
from cephview.model.sidecar import CONFIG, Sidecar, fields_for, key_of, sidecar_path
from cephview.model.specification import SETTLED, Specification


@dataclass(frozen=True, eq=False)
class Tried:
    """What a try gave: the specification of the `file` alone, and the predictor with the values that were tried.

    Where `problems` says by key why a value cannot be used, nothing can be predicted.
    """

    file: Specification
    fields: tuple[Field, ...]
    problems: Mapping[str, str]
    predictor: Predictor | None = None


class Trial:
    """A model opened to be tried. Owned by one thread; a network is built anew only for values that change it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bare: tuple[str | None, ModelFile, Predictor] | None = None
        self._built: tuple[Mapping[str, Any], ModelFile, Predictor] | None = None

    def with_values(self, values: Mapping[str, Any]) -> Tried:
        """The model with these values of a sidecar, by its words; what its file declares stays.

        Raises CephViewError where the file cannot be opened so.
        """
        sidecar = Sidecar(sidecar_path(self.path), values)
        model, bare = self._file(sidecar.config)
        fields = fields_for(onnx=model.is_onnx)
        problems = sidecar.problems(bare.specification)
        if problems:
            return Tried(bare.specification, fields, problems)
        changing = {key: values[key] for key in map(key_of, fields) if key in values and _changes_network(fields, key)}
        built = bare
        if changing:
            model, built = self._network(changing, sidecar.config)
        specification = sidecar.apply(model.specification)
        undecided = model.decoding_open and specification.decoding.origin not in SETTLED
        tried = replace(model, specification=specification, decoding_open=undecided)
        return Tried(bare.specification, fields, {}, Predictor(tried, built.runtime))

    def _file(self, config: str | None) -> tuple[ModelFile, Predictor]:
        """The model as its file alone says, with one of the training code's configs."""
        if self._bare is None or self._bare[0] != config:
            model = open_model(self.path, self._sidecar({CONFIG: config} if config else {}))
            self._bare = config, model, Predictor(model)
        return self._bare[1:]

    def _network(self, changing: Mapping[str, Any], config: str | None) -> tuple[ModelFile, Predictor]:
        wanted = {**changing, **({CONFIG: config} if config else {})}
        if self._built is None or self._built[0] != wanted:
            model = open_model(self.path, self._sidecar(wanted))
            self._built = wanted, model, Predictor(model)
        return self._built[1:]

    def _sidecar(self, values: Mapping[str, Any]) -> Sidecar:
        return Sidecar(sidecar_path(self.path), values)


def _changes_network(fields: tuple[Field, ...], key: str) -> bool:
    return any(entry.network and key_of(entry) == key for entry in fields)
