"""The table of hypotheses: each changes one thing of a set-up, and says what it would mean if that made it better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cephview.core.geometry import Size
from cephview.model.decoding import CODECS
from cephview.model.fields import decoding_section
from cephview.model.specification import IMAGENET_MEAN, IMAGENET_STD, Decoding, Origin
from cephview.review.diagnosis.evidence import TRIED
from cephview.review.diagnosis.setup import Presentation, Setup


@dataclass(frozen=True, eq=False)
class Hypothesis:
    """One change of a set-up: the `cause` it stands for, its words, and the sidecar `fields` that would hold it.

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


# What a change has to gain, mm, beyond one that contradicts nobody, where the file declares the field, or its family.
_AGAINST_ITS_WORD = {Origin.DECLARED: 0.1, Origin.SIDECAR: 0.05, Origin.INFERRED: 0.05}
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
    found.append(
        _specified(
            "fusion",
            f"the branches are joined by {other} up-sampling",
            f"set the fusion interpolation to {other}",
            fusion=other,
        )
    )
    return _of_change(setup, found)


def decoding_hypotheses(setup: Setup) -> list[Hypothesis]:
    """What the same heatmaps tell: the decoding, and where a cell lies."""
    options = [Decoding(method) for method in CODECS if method != "softargmax"]
    options += [Decoding("softargmax", t, radius) for t in (0.5, 1.0, 2.0, 4.0) for radius in (None, 3, 6)]
    found = [
        _specified("decoding", f"the heatmaps are for {option}", f"decode by {option}", False, decoding=option)
        for option in options
    ]
    other = "none" if setup.specification.activation.value == "sigmoid" else "sigmoid"
    title = "the heatmaps are meant after a sigmoid" if other == "sigmoid" else "the heatmaps are meant as they come"
    found.append(_rarer(_specified("activation", title, f"set the activation to {other}", False, activation=other)))
    # The clinic's second family reads so, and always after a sigmoid.
    squared = Decoding("power", exponent=2.0, threshold=0.3)
    title = f"the heatmaps are for a sigmoid and the {squared}"
    both = {"decoding": squared, "activation": "sigmoid"}
    found.append(_rarer(_specified("decoding", title, f"decode by {squared}", False, **both)))
    for rule in ("x/4", "centre", "udp"):
        title = f"a heatmap cell lies where the rule “{rule}” says"
        found.append(_specified("heatmap rule", title, f"set the heatmap rule to {rule}", False, heatmap_rule=rule))
    return _of_change(setup, found)


def _of_change(setup: Setup, hypotheses: list[Hypothesis]) -> list[Hypothesis]:
    """Those that change something; what the model's file says itself is the less likely to be wrong."""

    def doubt(hypothesis: Hypothesis) -> float:
        origins = [getattr(setup.specification, name).origin for name in hypothesis.fields]
        return max((_AGAINST_ITS_WORD.get(origin, 0.0) for origin in origins), default=0.0)

    return [replace(h, prior=h.prior + doubt(h)) for h in hypotheses if h.apply(setup) != setup]


def _rarer(hypothesis: Hypothesis) -> Hypothesis:
    """One that few codes want: where a more common one explains as much, that is told."""
    return replace(hypothesis, prior=0.03)


def _specified(cause: str, title: str, advice: str, passes: bool = True, **values: Any) -> Hypothesis:
    def apply(setup: Setup) -> Setup:
        return setup.specified(**values)

    fields = dict(values)
    if "decoding" in fields:
        decoding = fields["decoding"]
        fields["decoding"] = decoding_section(decoding)
    return Hypothesis(cause, title, advice, apply, fields, passes)


def _normalisation(setup: Setup) -> list[Hypothesis]:
    channels = len(setup.specification.mean.value)

    def level(mean: float, std: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        return (mean,) * channels, (std,) * channels

    grey = level(sum(IMAGENET_MEAN) / 3, sum(IMAGENET_STD) / 3)
    options = {
        "mean and std 0.5": level(0.5, 0.5),
        "ImageNet's mean and std": (IMAGENET_MEAN, IMAGENET_STD) if channels == 3 else grey,
        "mean 0 and std 1": level(0.0, 1.0),
        "mean and std 0.25 around the middle grey": level(0.5, 0.25),
        "input of 0-255, not normalised": level(0.0, 1 / 255),
        "input of 0-255 less ImageNet's mean": (grey[0], level(0.0, 1 / 255)[1]),
    }
    if channels == 3:
        options["ImageNet's mean and std, as BGR"] = (IMAGENET_MEAN[::-1], IMAGENET_STD[::-1])
    found = []
    for name, (mean, std) in options.items():

        def apply(given: Setup, mean: tuple[float, ...] = mean, std: tuple[float, ...] = std) -> Setup:
            if given.own_statistics:
                return given
            return given.specified(mean=mean, std=std)

        advice = f"normalise with {name} (mean {mean[0]:.3g}, std {std[0]:.3g})"
        found.append(
            Hypothesis("normalisation", f"the model expects {name}", advice, apply, {"mean": mean, "std": std})
        )

    def own(given: Setup) -> Setup:
        return Setup(given.specification, given.turn, given.labels, own_statistics=True)

    found.append(
        Hypothesis(
            "normalisation",
            "the model expects films normalised by their own mean and std",
            "normalise each film by its own mean and std; no checkpoint field says so, so ask for the training code",
            own,
            # Hardly any code does, and no checkpoint can say so: where figures that a file can hold do as well, those.
            prior=0.03,
        )
    )
    grey_scale = "0-255" if setup.specification.grey_scale.value == "0-1" else "0-1"
    title = f"the model's mean and std are of greys of {grey_scale}"
    found.append(_specified("grey scale", title, f"set the grey scale to {grey_scale}", grey_scale=grey_scale))
    colour = setup.specification.colour.value
    if colour in ("rgb", "bgr"):
        other = "bgr" if colour == "rgb" else "rgb"
        for choice in (other, "gray3"):
            title = f"the model expects the channels as {choice}"
            found.append(_specified("colour", title, f"feed the channels as {choice}", colour=choice))
    return found


def _geometry(setup: Setup) -> list[Hypothesis]:
    spec = setup.specification
    words = {
        "centre": "letterboxed and centred",
        "corner": "letterboxed at the upper left corner",
        "stretch": "stretched",
    }
    found = [
        _specified("padding", f"films are to be {text}", f"set the padding to {padding}", padding=padding)
        for padding, text in words.items()
    ]
    ways = {
        "resize": "resized, pixel centres aligned",
        "affine": "warped from corner to corner, as the pose codes do",
        "udp": "warped from first to last pixel (UDP)",
    }
    for sampling, text in ways.items():
        title = f"films are to be {text}"
        found.append(_specified("sampling", title, f"set the sampling to {sampling}", sampling=sampling))
    margin = 1.0 if spec.context.value != 1.0 else 1.25
    for sampling in ("resize", "affine"):
        title = f"the input covers {margin:g} times the film" + (", warped" if sampling == "affine" else "")
        advice = f"set the context to {margin:g}, the sampling to {sampling}"
        found.append(_specified("context", title, advice, context=margin, sampling=sampling))
    width, height = spec.image_size.value
    sizes: dict[Size, str] = {
        (height, width): "width and height exchanged",
        (min(width, height),) * 2: "a square",
        (max(width, height),) * 2: "a square",
        **{_times((width, height), factor): "a smaller input" for factor in (0.5, 0.625, 0.8)},
        **{_times((width, height), factor): "a larger input" for factor in (1.25, 4 / 3, 1.6, 2.0)},
    }
    if width == height:
        sizes[_times((width, height * 1.25), 1)] = "higher than wide"
    for size, text in sizes.items():
        shape = f"{size[0]} × {size[1]} px"
        title = f"the input is {shape}, {text}"
        found.append(_specified("input size", title, f"set the input size to {shape}", image_size=size))
    return found


def _times(size: tuple[float, float], factor: float) -> Size:
    width, height = (max(32, round(side * factor / 32) * 32) for side in size)
    return width, height


def _resizing(setup: Setup) -> list[Hypothesis]:
    if setup.specification.sampling.value != "resize":
        return []
    words = {"linear": "linearly", "area": "by the mean of areas", "cubic": "by cubic splines"}
    return [
        _specified("resize", f"films are to be made smaller {text}", f"set the resize to {way}", resize=way)
        for way, text in words.items()
    ]


def _film(turn: Presentation) -> list[Hypothesis]:
    def turned(cause: str, title: str, advice: str, **values: Any) -> Hypothesis:
        return Hypothesis(cause, title, advice, lambda setup: setup.turned(**values))

    found = [
        turned("polarity", "films are inverted (bone is dark)", "invert the films", invert=not turn.invert),
        turned("grey range", "films use a part of their grey values", "stretch the films' greys", stretch=True),
    ]
    if turn.gamma == 1.0:
        found += [
            turned(
                "gamma",
                f"the middle greys of the films are too {'dark' if gamma < 1 else 'bright'} (as by a gamma of "
                f"{1 / gamma:.2g})",
                "export the films as the detector gives them, without a gamma or another look-up table",
                gamma=gamma,
            )
            for gamma in (1 / 3, 1 / 2.2, 1 / 1.5, 1.5, 2.2, 3.0)
        ]
    if not turn.mirror:
        found += [
            turned("mirrored", "films face the other way", "mirror the films before the model sees them", mirror=True),
            turned(
                "mirrored",
                "films are mirrored and their readings are not",
                "mirror the films, or take them from their source again",
                mirror=True,
                back=False,
            ),
        ]
    if not turn.quarters:
        for quarters, text in (
            (1, "a quarter turn clockwise"),
            (2, "upside down"),
            (3, "a quarter turn anticlockwise"),
        ):
            for back in (True, False):
                whose = "films lie" if back else "films, but not their readings, lie"
                found.append(
                    turned("rotated", f"{whose} {text}", "turn the films upright", quarters=quarters, back=back)
                )
    return found
