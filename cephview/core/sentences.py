"""Texts for people: a template with its fields, in English wherever it is a plain text, in any language in the window.

What a case file keeps is one of `KEPT`: there it is its kind with its fields, and no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any


def marked(text: str, /) -> str:
    """The text as it is: a mark for the translator; whoever shows it has it translated."""
    return text


class Sentence(str):
    """A text that knows its template and fields; as a `str` it is the English sentence.

    A field may be a sentence or an error itself, or a tuple, whose parts stand with commas between them. A template
    without fields is the sentence. `kind` is its name in `KEPT`, empty for one that no file keeps.
    """

    __slots__ = ("fields", "kind", "template")
    template: str
    fields: Mapping[str, Any]
    kind: str

    def __new__(cls, template: str, /, **fields: Any) -> Sentence:
        """The sentence; what `fields` lack raises KeyError, what does not fit its format ValueError."""
        self = super().__new__(cls, filled(template, fields))
        self.template, self.fields, self.kind = template, fields, ""
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process, whole."""
        return _again, (self.template, self.fields, self.kind)


def _again(template: str, fields: Mapping[str, Any], kind: str) -> Sentence:
    sentence = Sentence(template, **fields)
    sentence.kind = kind
    return sentence


def filled(template: str, fields: Mapping[str, Any]) -> str:
    """The template with its fields in it; as it stands where there are none, since it may hold braces."""
    return template.format(**{name: _told(value) for name, value in fields.items()}) if fields else template


def _told(value: Any) -> Any:
    """Names as a list of them; a shape as it is."""
    is_names = isinstance(value, tuple) and all(isinstance(part, str) for part in value)
    return ", ".join(value) if is_names else value


def fields_of(template: str) -> frozenset[str]:
    """The names of a template's fields."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def together(texts: Iterable[str], between: str = " ") -> Sentence:
    """Several texts as one, empty ones left out; each keeps its template."""
    parts = {f"part{i}": text for i, text in enumerate(filter(None, texts))}
    return Sentence(between.join(f"{{{name}}}" for name in parts), **parts)


def kept(kind: str, /, **fields: Any) -> Sentence:
    """The sentence of this kind, which a case file can keep. Raises KeyError for an unknown one, and as `Sentence`."""
    return _again(KEPT[kind], fields, kind)


# What a case file keeps of texts, by kind. A kind is never renamed and its fields stay; the words may change, and
# `io.cases.kept_words` then knows the former ones, where files of before schema 6 have them.
KEPT: dict[str, str] = {
    # Steps of the history.
    "done": marked("Mark as done"),
    "reset-all": marked("Reset all"),
    "lock-all": marked("Lock all"),
    "unlock-all": marked("Unlock all"),
    "calibrate": marked("Set calibration"),
    "uncalibrate": marked("Remove calibration"),
    "patient": marked("Set patient"),
    "as-stored": marked("Turn film as stored"),
    "estimates": marked("Take over the estimates"),
    "place": marked("Place {symbol}"),
    "move": marked("Move {symbol}"),
    "nudge": marked("Nudge {symbol}"),
    "confirm": marked("Confirm {symbol}"),
    "show": marked("{symbol} visible again"),
    "hide": marked("{symbol} not visible"),
    "free": marked("{symbol} follows no longer"),
    "construct": marked("{symbol} follows from {symbols}"),
    "reset": marked("Reset {symbol}"),
    "lock": marked("Lock {symbol}"),
    "unlock": marked("Unlock {symbol}"),
    "turn": marked("Turn film: {turn}"),
    "exchange": marked("Add {symbols} and leave out {left_out}"),
    "add": marked("Add {symbols}"),
    "leave-out": marked("Leave out {left_out}"),
    "of": marked("{step}: {symbol}"),
    "undo": marked("Undo {step}"),
    # Ways of turning a film.
    "mirrored": marked("mirrored"),
    "turned": marked("turned by {angle:g}°"),
    "mirrored-turned": marked("mirrored, turned by {angle:g}°"),
    # How a calibration was found.
    "marks": marked("{count} marks, {mm:g} mm apart"),
    "line": marked("a line of {px:.1f} px is {mm:g} mm"),
    "model-ruler": marked("{one} and {other} of the model, {px:.1f} px, are {mm:g} mm"),
    "tag-below": marked("{tag} below {other}"),
    "tag-above": marked("{tag} above {other}"),
    "divided-stated": marked("{tag} ÷ {factor:.4g} (stated magnification)"),
    "divided-distances": marked("{tag} ÷ {factor:.4g} (distances from the source)"),
    "there": marked("there {source}"),
    "there-so": marked("there {source}, {detail}"),
    # Where a calibration comes from: `CalibrationSource`.
    "from-ruler": marked("measured on the film"),
    "from-ruler-points": marked("by the model's ruler points"),
    "from-typed": marked("typed in"),
    "from-shared": marked("taken over from another film of this device"),
    "from-table": marked("data set table"),
    "from-drawn": marked("drawn phantom"),
    "from-dicom-fiducial": marked("DICOM, measured on an object of known size"),
    "from-dicom-geometry": marked("DICOM, corrected by geometry"),
    "from-dicom-corrected": marked("DICOM, magnification corrected"),
    "from-dicom-magnification": marked("DICOM, detector ÷ magnification"),
    "from-dicom-detector": marked("at the detector, magnified"),
    "from-dicom-uncertain": marked("DICOM pixel spacing, uncertain"),
    "from-dicom-scanned": marked("in the plane of the scanned film"),
    "from-dpi": marked("resolution of the image file"),
    # What a model says of a film.
    "no-head": marked(
        "This does not look like a lateral film of a head to the model: check the film, or place the landmarks by hand."
    ),
    "read-left": marked(
        "This film faces to the left; the model read it the other way round, and its points were brought back."
    ),
    "read-turned": marked(
        "This film lies the wrong way ({turn} it is right); the model read it the other way round, "
        "and its points were brought back."
    ),
    "as-shown": marked(
        "The model was given the film as it was shown: greys {low:.0f} to {high:.0f}, gamma {gamma:.2g}."
    ),
    "as-shown-inverted": marked(
        "The model was given the film as it was shown: greys {low:.0f} to {high:.0f}, gamma {gamma:.2g}, inverted."
    ),
    # Who speaks, and what about its preprocessing had to be assumed.
    "following-hand": marked("{model}, following your hand"),
    "assumed-mean": marked("mean {value} assumed"),
    "assumed-std": marked("std {value} assumed"),
    "assumed-image_size": marked("input size {value} assumed"),
    "assumed-padding": marked("padding {value} assumed"),
    "assumed-heatmap_rule": marked("heatmap rule {value} assumed"),
    "assumed-decoding": marked("decoding {value} assumed"),
    "assumed-fusion": marked("fusion {value} assumed"),
    "assumed-scheme": marked("landmark scheme {value} assumed"),
    # Readings that a film is compared with.
    "mean-of": marked("mean of {count} readers"),
    "median-of": marked("median of {count} readers"),
    "beside": marked("reading beside the film"),
    "of-file": marked("file {name}"),
    "corrected": marked("corrected points"),
}
