"""The table of hypotheses: each changes one thing of a set-up, and says what it would mean if that made it better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cephview.core.geometry import Size
from cephview.core.sentences import Sentence, marked
from cephview.model.decoding import CODECS
from cephview.model.fields import decoding_section
from cephview.model.specification import IMAGENET_MEAN, IMAGENET_STD, Decoding, Origin
from cephview.review.diagnosis.evidence import TRIED
from cephview.review.diagnosis.setup import Presentation, Setup


@dataclass(frozen=True, eq=False)
class Hypothesis:
    """One change of a set-up: the `cause` it stands for, its words, and the sidecar `fields` that would hold it.

    `detail` says in the terms of who runs the model what is changed.

    `passes` says whether the network has to run again; a `certain` one was proven film by film, whatever the mean says;
    a `fitted` one has parameters of its own, and may stand for others. `prior` in mm is how much better it has to be
    than another explanation to be believed before it: what was fitted explains more by chance than what was written.
    `rivals` is how many changes were tried from which chance could have picked it.
    """

    cause: str
    title: str
    advice: str
    apply: Callable[[Setup], Setup]
    fields: Mapping[str, Any] = field(default_factory=dict)
    passes: bool = True
    prior: float = 0.0
    certain: bool = False
    fitted: bool = False
    rivals: int = TRIED
    detail: str = ""

    @property
    def name(self) -> str:
        """What tells it from the other hypotheses on one set-up."""
        return f"{self.title} {self.detail}"


# What a change has to gain, mm, beyond one that contradicts nobody, where the file declares the field, or its family.
_AGAINST_ITS_WORD = {Origin.DECLARED: 0.1, Origin.SIDECAR: 0.05, Origin.INFERRED: 0.05}
_KEEP = marked("keep this repair beside the model, and tell who trained it")
_READ = marked("points are read from the model's answer in another way than it was trained for")
_SIGMOID = marked("a step is left out before points are read from the model's answer")
_NO_SIGMOID = marked("a step too many is taken before points are read from the model's answer")
_GRID = marked("all points lie a little off: the model's grid is laid on the film otherwise than in its training")
_GREYS = marked("films reach the model in other greys than those of its training")
_COLOURS = marked("the colours of films reach the model in another order than in its training")
_BROUGHT = marked("films are brought to the model's size by another rule than in its training")
_SMALLER = marked("films are made smaller in another way than in the model's training")
_JOINED = marked("the model's parts are joined in another way than in its training")
_TURNED = (
    (1, True, marked("films lie a quarter turn clockwise")),
    (1, False, marked("films, but not their readings, lie a quarter turn clockwise")),
    (2, True, marked("films lie upside down")),
    (2, False, marked("films, but not their readings, lie upside down")),
    (3, True, marked("films lie a quarter turn anticlockwise")),
    (3, False, marked("films, but not their readings, lie a quarter turn anticlockwise")),
)
_MARGINS = (1.0, 1.25, 1.5)  # how much of the film the pose codes let the input cover
# Other ways of reading the same heatmaps: so many are tried.
_RIVAL_READINGS = 30
# Several changes, one after the other.
Chain = tuple[Hypothesis, ...]


def applied(setup: Setup, chain: Chain) -> Setup:
    """A set-up with each change of a chain made."""
    for hypothesis in chain:
        setup = hypothesis.apply(setup)
    return setup


def network_hypotheses(setup: Setup) -> list[Hypothesis]:
    """What needs a forward pass: normalisation, geometry of the input, fusion, and the film itself."""
    found = [*_normalisation(setup), *_geometry(setup), *_resizing(setup), *_film(setup.turn)]
    other = "bilinear" if setup.specification.fusion.value == "nearest" else "nearest"
    detail = Sentence("the network's branches joined by {fusion} up-sampling", fusion=other)
    found.append(_specified("fusion", _JOINED, detail, fusion=other))
    return _of_change(setup, found)


def decoding_hypotheses(setup: Setup) -> list[Hypothesis]:
    """What the same heatmaps tell: the decoding, and where a cell lies."""
    options = [Decoding(method) for method in CODECS if method != "softargmax"]
    options += [Decoding("softargmax", t, radius) for t in (0.5, 1.0, 2.0, 4.0) for radius in (None, 3, 6)]
    found = [
        _specified("decoding", _READ, Sentence("heatmaps for {decoding}", decoding=str(option)), False, decoding=option)
        for option in options
    ]
    other = "none" if setup.specification.activation.value == "sigmoid" else "sigmoid"
    title = _SIGMOID if other == "sigmoid" else _NO_SIGMOID
    detail = Sentence("the activation of the heatmaps: {activation}", activation=other)
    found.append(_rarer(_specified("activation", title, detail, False, activation=other)))
    # The clinic's second family reads so, and always after a sigmoid.
    squared = Decoding("power", exponent=2.0, threshold=0.3)
    detail = Sentence("heatmaps for a sigmoid and the {decoding}", decoding=str(squared))
    both = {"decoding": squared, "activation": "sigmoid"}
    found.append(_rarer(_specified("decoding", _READ, detail, False, **both)))
    for rule in ("x/4", "centre", "udp"):
        detail = Sentence("where a heatmap cell lies: {rule}", rule=rule)
        found.append(_specified("heatmap rule", _GRID, detail, False, heatmap_rule=rule))
    return [replace(hypothesis, rivals=_RIVAL_READINGS) for hypothesis in _of_change(setup, found)]


def _of_change(setup: Setup, hypotheses: list[Hypothesis]) -> list[Hypothesis]:
    """Those that change something; what the model's file says itself is the less likely to be wrong."""

    def doubt(hypothesis: Hypothesis) -> float:
        now, then = setup.specification, hypothesis.apply(setup).specification
        changed = [getattr(now, name) for name in hypothesis.fields if getattr(now, name) != getattr(then, name)]
        return max((_AGAINST_ITS_WORD.get(each.origin, 0.0) for each in changed), default=0.0)

    return [replace(h, prior=h.prior + doubt(h)) for h in hypotheses if h.apply(setup) != setup]


def _rarer(hypothesis: Hypothesis) -> Hypothesis:
    """One that few codes want: where a more common one explains as much, that is told."""
    return replace(hypothesis, prior=0.03)


def _specified(cause: str, title: str, detail: str, passes: bool = True, **values: Any) -> Hypothesis:
    def apply(setup: Setup) -> Setup:
        return setup.specified(**values)

    fields = dict(values)
    if "decoding" in fields:
        decoding = fields["decoding"]
        fields["decoding"] = decoding_section(decoding)
    return Hypothesis(cause, title, _KEEP, apply, fields, passes, detail=detail)


def _normalisation(setup: Setup) -> list[Hypothesis]:
    channels = len(setup.specification.mean.value)

    def level(mean: float, std: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        return (mean,) * channels, (std,) * channels

    grey = level(sum(IMAGENET_MEAN) / 3, sum(IMAGENET_STD) / 3)
    options = [
        level(0.5, 0.5),
        (IMAGENET_MEAN, IMAGENET_STD) if channels == 3 else grey,
        level(0.0, 1.0),
        level(0.5, 0.25),
        level(0.0, 1 / 255),  # 0-255, not normalised
        (grey[0], level(0.0, 1 / 255)[1]),
    ]
    if channels == 3:
        options.append((IMAGENET_MEAN[::-1], IMAGENET_STD[::-1]))
    found = []
    for mean, std in options:

        def apply(given: Setup, mean: tuple[float, ...] = mean, std: tuple[float, ...] = std) -> Setup:
            if given.own_statistics:
                return given
            return given.specified(mean=mean, std=std)

        numbers = tuple(f"{value:.3g}" for value in mean), tuple(f"{value:.3g}" for value in std)
        detail = Sentence("normalised with mean {mean} and std {std}", mean=numbers[0], std=numbers[1])
        found.append(Hypothesis("normalisation", _GREYS, _KEEP, apply, {"mean": mean, "std": std}, detail=detail))

    def own(given: Setup) -> Setup:
        return Setup(given.specification, given.turn, given.labels, own_statistics=True)

    found.append(
        Hypothesis(
            "normalisation",
            _GREYS,
            marked("no setting can hold this: ask who trained the model for the training code"),
            own,
            # Hardly any code does, and no checkpoint can say so: where figures that a file can hold do as well, those.
            prior=0.03,
            detail=marked("each film normalised by its own mean and std"),
        )
    )
    grey_scale = "0-255" if setup.specification.grey_scale.value == "0-1" else "0-1"
    detail = Sentence("mean and std are of greys of {grey_scale}", grey_scale=grey_scale)
    found.append(_specified("grey scale", _GREYS, detail, grey_scale=grey_scale))
    colour = setup.specification.colour.value
    if colour in ("rgb", "bgr"):
        other = "bgr" if colour == "rgb" else "rgb"
        for choice in (other, "gray3"):
            detail = Sentence("the channels as {colour}", colour=choice)
            found.append(_specified("colour", _COLOURS, detail, colour=choice))
    return found


def _geometry(setup: Setup) -> list[Hypothesis]:
    spec = setup.specification
    words = {
        "centre": marked("films reach the model laid otherwise: they belong in the middle, between bars"),
        "corner": marked("films reach the model laid otherwise: they belong in the upper left corner"),
        "stretch": marked("films reach the model laid otherwise: they are to be stretched to its shape"),
    }
    found = [
        _specified("padding", text, Sentence("padding: {padding}", padding=padding), padding=padding)
        for padding, text in words.items()
    ]
    details = {
        "resize": marked("resized, pixel centres aligned"),
        "affine": marked("warped from corner to corner, as the pose codes do"),
        "udp": marked("warped from first to last pixel (UDP)"),
    }
    found += [_specified("sampling", _BROUGHT, text, sampling=sampling) for sampling, text in details.items()]
    margin = 1.0 if spec.context.value != 1.0 else 1.25
    for sampling in ("resize", "affine"):
        title = Sentence("films reach the model at another size: it is to see {margin:g} times the film", margin=margin)
        detail = Sentence("context: {margin:g}; sampling: {sampling}", margin=margin, sampling=sampling)
        found.append(_specified("context", title, detail, context=margin, sampling=sampling))
    width, height = spec.image_size.value
    sizes = [(height, width), (min(width, height),) * 2, (max(width, height),) * 2]
    sizes += [_times((width, height), factor) for factor in (0.5, 0.625, 0.8, 1.25, 4 / 3, 1.6, 2.0)]
    if width == height:
        sizes.append(_times((width, height * 1.25), 1))
    for size in dict.fromkeys(sizes):
        title = Sentence(
            "films are to be given to the model at {width} × {height} px, not at {now_width} × {now_height}",
            width=size[0],
            height=size[1],
            now_width=width,
            now_height=height,
        )
        detail = Sentence("input size: {width} × {height}", width=size[0], height=size[1])
        found.append(_specified("input size", title, detail, image_size=size))
    return found


def _times(size: tuple[float, float], factor: float) -> Size:
    width, height = (max(32, round(side * factor / 32) * 32) for side in size)
    return width, height


def _resizing(setup: Setup) -> list[Hypothesis]:
    if setup.specification.sampling.value != "resize":
        return []
    details = {
        "linear": marked("films made smaller linearly"),
        "area": marked("films made smaller by the mean of areas"),
        "cubic": marked("films made smaller by cubic splines"),
    }
    return [_specified("resize", _SMALLER, text, resize=way) for way, text in details.items()]


def _film(turn: Presentation) -> list[Hypothesis]:
    def turned(cause: str, title: str, advice: str, **values: Any) -> Hypothesis:
        return Hypothesis(cause, title, advice, lambda setup: setup.turned(**values))

    found = [
        turned(
            "polarity", marked("films are inverted (bone is dark)"), marked("invert the films"), invert=not turn.invert
        ),
        turned(
            "grey range",
            marked("films use a part of their grey values"),
            marked("stretch the films' greys"),
            stretch=True,
        ),
    ]
    if turn.gamma == 1.0:
        dark = marked("the middle greys of the films are too dark (as by a gamma of {gamma:.2g})")
        bright = marked("the middle greys of the films are too bright (as by a gamma of {gamma:.2g})")
        found += [
            turned(
                "gamma",
                Sentence(dark if gamma < 1 else bright, gamma=1 / gamma),
                marked("export the films as the detector gives them, without a gamma or another change of their greys"),
                gamma=gamma,
            )
            for gamma in (1 / 3, 1 / 2.2, 1 / 1.5, 1.5, 2.2, 3.0)
        ]
    if not turn.mirror:
        found += [
            turned(
                "mirrored",
                marked("films face the other way"),
                marked("mirror the films before the model sees them"),
                mirror=True,
            ),
            turned(
                "mirrored",
                marked("films are mirrored and their readings are not"),
                marked("mirror the films, or take them from their source again"),
                mirror=True,
                back=False,
            ),
        ]
    if not turn.quarters:
        found += [
            turned("rotated", text, marked("turn the films upright"), quarters=quarters, back=back)
            for quarters, back, text in _TURNED
        ]
    return found
