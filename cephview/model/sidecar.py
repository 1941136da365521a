"""`MODEL.preprocessing.toml` beside a checkpoint: what its file leaves open, found by a diagnosis or told by its owner.

A sidecar fills gaps. Where the checkpoint itself declares a field, its own value is kept, and a contradiction is said;
unless `against` lists the field, which is then marked as against the checkpoint's own word. The checkpoint is never
written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.core.landmarks import Scheme
from cephview.io.atomic import write_atomically
from cephview.io.outputs import is_own_output, remember_output
from cephview.io.reading import is_file, read_text
from cephview.io.toml import read_toml, toml_of
from cephview.model.config_values import UNUSABLE, shown
from cephview.model.coordinates import COORDINATES
from cephview.model.fields import BY_NAME, SIDECAR_NAMES, Field, heatmap_size_of
from cephview.model.fields import FIELDS as TABLE
from cephview.model.sidecar_notes import joined, notes_in, unreadable
from cephview.model.sidecar_values import plain
from cephview.model.specification import Decoding, Origin, Specification, Stated

SUFFIX = ".preprocessing.toml"
# Which of several configs of the training code is read; see `families.training_config`.
CONFIG = "config"
# Fields of which the sidecar is right and the checkpoint's own word wrong, as an experiment has shown.
AGAINST = "against"
_NO_FIELDS = (CONFIG, AGAINST)
_LIMIT = 1 << 20
_FIELD_OF = {SIDECAR_NAMES.get(name, name): name for name in BY_NAME}
FIELDS = (*_FIELD_OF, CONFIG, AGAINST)
# What CephView's own comments begin with, besides what the table says of each field.
_HEADS = (
    *("# Preprocessing of ", "# Take the # away from", "# Which of the training code's configs beside it is read."),
    "# Found by a diagnosis of CephView.",
    "# The checkpoint says otherwise of these.",
)
_OF_SIDECAR = (Origin.SIDECAR, Origin.AGAINST)


class FieldError(CephViewError):
    """A value of a sidecar that cannot be used: its `key`, and the `reason` in a few words."""

    def __init__(self, key: str, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key, self.reason = key, reason


@dataclass(frozen=True)
class Sidecar:
    """A sidecar's `values` by its own words; `text` is that of its file, for the line that an error is in."""

    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""

    @property
    def config(self) -> str | None:
        """The name of the training code's config that is to be read, where one is named."""
        name = self.values.get(CONFIG)
        if name is not None and not isinstance(name, str):
            raise self._error(CONFIG, "the name of a file is needed")
        return name

    @property
    def against(self) -> tuple[str, ...]:
        """The fields of which the checkpoint's own word does not count."""
        named = self.values.get(AGAINST, [])
        if not isinstance(named, list | tuple) or not all(name in _FIELD_OF for name in named):
            raise self._error(AGAINST, f"a list of {', '.join(_FIELD_OF)} is needed")
        return tuple(named)

    def apply(self, specification: Specification) -> Specification:
        """A specification with its gaps filled. Raises FieldError, with the line, where a value is unusable."""
        changes: dict[str, Stated[Any]] = {}
        against = self.against
        for key, raw in self.values.items():
            if key in _NO_FIELDS:
                continue
            name = _FIELD_OF[key]
            own = getattr(specification, name)
            try:
                value = self._value(key, raw, specification)
            except UNUSABLE as error:
                raise self._error(key, shown(str(error), 120)) from error
            if own.origin is not Origin.DECLARED:
                changes[name] = Stated(value, Origin.SIDECAR)
            elif own.value != value and key in against:
                changes[name] = Stated(value, Origin.AGAINST, f"the file itself says {shown(plain(own.value))}")
            elif own.value != value:
                sentence = f"{self.path.name} says {shown(raw)}; what the checkpoint declares is kept"
                changes[name] = replace(own, why=sentence)
        rule = changes.get("heatmap_rule")
        if rule is not None and rule.origin in _OF_SIDECAR and "point_rule" not in self.values:
            # Whoever counts cells from their centres counts pixels so.
            changes["point_rule"] = Stated("centre" if rule.value == "centre" else "scale", Origin.INFERRED, rule.value)
        size = changes.get("image_size")
        if size is not None and size.origin in _OF_SIDECAR:
            before, cells = specification.image_size.value, specification.heatmap_size.value
            changes["heatmap_size"] = Stated(heatmap_size_of(size.value, max(1, before[0] // cells[0])), Origin.SIDECAR)
        return replace(specification, **changes)

    def problems(self, specification: Specification) -> dict[str, str]:
        """Why values cannot be used, by key, in a few words; empty where `apply` takes them all."""
        found = {}
        for key, raw in self.values.items():
            try:
                if key not in _NO_FIELDS:
                    self._value(key, raw, specification)
            except UNUSABLE as error:
                found[key] = shown(str(error), 160)
        return found

    def _value(self, key: str, raw: Any, specification: Specification) -> Any:
        """A value as the specification has it. Raises one of `UNUSABLE`."""
        name = _FIELD_OF[key]
        value = BY_NAME[name].convert(self._scaled(name, raw), len(specification.mean.value))
        coordinates = specification.decoding.value.method == COORDINATES
        if isinstance(value, Decoding) and (value.method == COORDINATES) != coordinates:
            raise ValueError(f"the network gives {'coordinates' if coordinates else 'heatmaps'}")
        if name == "flip" and value != "off" and coordinates:
            raise ValueError("coordinates are not averaged with those of the mirrored film")
        if isinstance(value, Scheme) and len(value) != len(specification.scheme.value):
            raise ValueError(f"{len(value)} landmarks, but the model finds {len(specification.scheme.value)}")
        if name in ("mean", "std") and self.values.get("grey_scale") == "0-255":
            return tuple(255 * part for part in value)
        return value

    def _scaled(self, name: str, raw: Any) -> Any:
        # On a grey scale of 0-255 the numbers are 255 times as large; they are judged alike.
        if name in ("mean", "std") and self.values.get("grey_scale") == "0-255" and isinstance(raw, list):
            return [part / 255 for part in raw]
        return raw

    def _error(self, key: str, reason: str) -> FieldError:
        named = re.compile(rf"\s*\[?\s*{key}\s*[].=]")
        line = next((number for number, text in enumerate(self.text.splitlines(), 1) if named.match(text)), None)
        where = f"{self.path.name}, line {line}" if line else self.path.name
        sentence = f"{where}: {key} = {shown(self.values.get(key))} cannot be used ({reason})."
        return FieldError(key, reason, sentence)


def sidecar_path(checkpoint: Path) -> Path:
    """Where the sidecar of a checkpoint lies: `MODEL.preprocessing.toml` beside `MODEL.pth`."""
    return checkpoint.with_name(checkpoint.stem + SUFFIX)


def read_sidecar(checkpoint: Path) -> Sidecar:
    """The sidecar of a checkpoint, empty where there is none. Raises CephViewError where it cannot be used."""
    path = sidecar_path(checkpoint)
    return Sidecar(path, _read(path), read_text(path, _LIMIT)) if is_file(path) else Sidecar(path)


def look_at_sidecar(checkpoint: Path) -> tuple[Sidecar, str]:
    """As `read_sidecar`, of what can be read of it, and the sentence that says why the rest cannot."""
    try:
        return read_sidecar(checkpoint), ""
    except CephViewError as error:
        path, known = sidecar_path(checkpoint), {}
        with suppress(CephViewError):
            known = {key: value for key, value in read_toml(path).items() if key in FIELDS}
        return Sidecar(path, known), str(error)


def write_sidecar(checkpoint: Path, fields: Mapping[str, Any], comment: str = "", *, asked: bool = True) -> Path:
    """Write `fields` (keys of `FIELDS`) beside a checkpoint, over those of a former sidecar; its path comes back.

    Sizes are (width, height). `asked`: the user agreed that a sidecar which somebody wrote is changed. Raises
    CephViewError where nobody was asked or the disk refuses, KeyError for an unknown field.
    """
    path = sidecar_path(checkpoint)
    check_sidecar(path, asked=asked)
    former = _read(path) if is_file(path) else {}
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise KeyError(*unknown)
    fields = {**fields, AGAINST: list(dict.fromkeys([*former.get(AGAINST, []), *fields.get(AGAINST, [])])) or None}
    known = {key: value for key in FIELDS for value in [fields.get(key, former.get(key))] if value is not None}
    head = [f"{_HEADS[0]}{checkpoint.name}: what the checkpoint itself does not say. Sizes: width, height."]
    head += [f"# {line}" for line in comment.splitlines()]
    said = {AGAINST: _HEADS[-1:]}
    blocks = [("", head), *((key, [*said.get(key, ()), f"{key} = {toml_of(value)}"]) for key, value in known.items())]
    data = joined(blocks, _notes_at(path, head)).encode()
    write_atomically(path, data)
    remember_output(data)
    return path


def check_sidecar(path: Path, *, asked: bool) -> None:
    """Pass a sidecar that may be written. Raises CephViewError where somebody else wrote one and nobody was asked."""
    if is_file(path) and not asked and not is_own_output(path):
        raise CephViewError(
            "{name} is there already, of somebody's hand: look at it; --force lays what is found over it.",
            name=path.name,
        )


def keep_sidecar(checkpoint: Path, specification: Specification, *, config: str | None, onnx: bool) -> Path:
    """Write a whole sidecar beside a checkpoint, as `sidecar_text` has it, in place of a former one; its path.

    The comments of a hand stay; so does what could not be read, as comments. Raises CephViewError where the disk
    refuses.
    """
    path = sidecar_path(checkpoint)
    notes = _notes_at(path, ())
    write_atomically(path, sidecar_text(checkpoint.name, specification, config=config, onnx=onnx, notes=notes).encode())
    return path


def sidecar_text(
    name: str,
    specification: Specification,
    *,
    config: str | None = None,
    onnx: bool = False,
    notes: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """A whole sidecar for a model, commented: each field with its value, how it is known, and what may stand there.

    What the model declares itself is a comment: a sidecar changes it only where it stands `against` it. `config` is the
    training code's config that is to be read; `onnx` tells whether the model is an ONNX file; `notes` are a person's,
    by the key they stand above.
    """
    head = [
        f"{_HEADS[0]}{name}, for CephView. Keep it beside the model, as MODEL{SUFFIX}.",
        f"{_HEADS[1]} what you know better; what the model's file declares is kept. Sizes: width, height.",
    ]
    blocks = [("", head)]
    if config:
        blocks.append((CONFIG, ["", _HEADS[2], f"{CONFIG} = {toml_of(config)}"]))
    against = [key_of(entry) for entry in fields_for(onnx=onnx) if _origin(specification, entry) is Origin.AGAINST]
    if against:
        blocks.append((AGAINST, ["", _HEADS[-1], f"{AGAINST} = {toml_of(against)}"]))
    for entry in fields_for(onnx=onnx):
        stated = getattr(specification, entry.name)
        key = key_of(entry)
        known = f"{stated.origin}" + (f": {stated.why}" if stated.why else "")
        choices = f" ({' | '.join(entry.choices)})" if entry.choices else ""
        for part in entry.parts:
            words = f" = {' | '.join(part.choices)}" if part.choices else ""
            counts = f", for {', '.join(part.of)}" if part.of else ""
            choices += f"\n#   {part.name}{words}: {part.about}{counts}"
        told = stated.origin in _OF_SIDECAR
        about = f"# {entry.about}; {known}.{choices}" if entry.parts else f"# {entry.about}{choices}; {known}."
        line = f"{'' if told else '# '}{key} = {toml_of(plain(stated.value))}"
        blocks.append((key, ["", *about.split("\n"), line]))
    return joined(blocks, notes or {})


def _origin(specification: Specification, entry: Field) -> Origin:
    stated: Stated[Any] = getattr(specification, entry.name)
    return stated.origin


def fields_for(*, onnx: bool) -> tuple[Field, ...]:
    """The fields that a model can have: some are of ONNX files alone."""
    return tuple(entry for entry in TABLE if onnx or not entry.of_onnx)


def key_of(entry: Field) -> str:
    """A field's word in a sidecar."""
    return SIDECAR_NAMES.get(entry.name, entry.name)


def _notes_at(path: Path, head: Sequence[str]) -> dict[str, list[str]]:
    """The comments of a hand in the sidecar that is to be written anew; `head` is what stands in the new one anyhow."""
    if not is_file(path):
        return {}
    text = read_text(path, _LIMIT)
    ours = (*_HEADS, *head, *(f"# {entry.about}" for entry in TABLE))
    parts = tuple(f"#   {part.name}" for entry in TABLE for part in entry.parts)
    try:
        _read(path)
    except CephViewError:
        return {"": unreadable(text)}
    return notes_in(text, FIELDS, lambda line: line.startswith((*ours, *parts)))


def _read(path: Path) -> dict[str, Any]:
    content = read_toml(path, ": mend it or remove it")
    unknown = sorted(set(content) - set(FIELDS))
    if unknown:
        raise CephViewError(
            "{name} names {shown}, which is no field (known: {fields}): mend it or remove it.",
            name=path.name,
            shown=shown(unknown[0]),
            # The whole list only where none of it can be meant.
            fields=", ".join(get_close_matches(unknown[0].lower(), FIELDS, 3) or FIELDS),
        )
    return content
