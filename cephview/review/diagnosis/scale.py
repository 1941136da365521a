"""Is a millimetre a millimetre? The calibration against the size of faces, and the file's figure against the frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cephview.core.sentences import Sentence, marked
from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.findings import Finding
from cephview.review.diagnosis.setup import Setup

# Mean distance of nasion and menton in a set of films: 110 mm in ISBI 2015, 113 mm in the Hamedan films, with an SD of
# 8 mm among faces. A set of children or of large men does not leave these bounds.
_NASION_MENTON_MM, _LOW_MM, _HIGH_MM = 111.0, 92.0, 132.0
# SD of the distance among faces, and of the means of sets of adults; how many SD of a set's mean are beyond chance.
_FACES_SD, _SETS_SD, _BEYOND, _FEWEST = 8.0, 2.0, 3.0, 5
# A known factor has to make them faces within so many SD of a set's mean; the film that was measured otherwise than the
# others has a face so many times as large or as small (5 SD).
_EXPLAINED, _STRANGE = 2.5, 1.35
# From so many faces among the films on, the others are those that were measured otherwise.
_MANY = 0.25
# Readings and predictions of one size: their distances differ by less than this share.
_ONE_SIZE = 0.15
_KNOWN = {
    2400 / 1280: marked("full ISBI films of 2400 rows against those reduced to 1280"),
    10.0: marked("cm and mm"),
    2.54: marked("inches"),
}


@dataclass(frozen=True, eq=False)
class WrongScale:
    """Films whose mm per px cannot be right: `now` should be times `factor`, which `why` explains.

    `lengths` (films,) in mm are the distances of nasion and menton as they are measured now. A `known` factor is
    exact; one by the size of faces is as exact as these are alike.
    """

    now: float
    factor: float
    why: str
    lengths: NDArray[np.float64]
    known: bool = False

    def finding(self, mre: float) -> Finding:
        """The finding, where the MRE is `mre` mm by the wrong calibration."""
        outside = np.mean((self.lengths < _LOW_MM - 8) | (self.lengths > _HIGH_MM + 8))
        return Finding(
            "calibration",
            Sentence(
                "the films are calibrated wrongly: {now:.4g} mm per px should be about {right:.4g}",
                now=self.now,
                right=self.now * self.factor,
            ),
            Sentence(
                "nasion and menton lie {length:.0f} mm apart at the median of {films} films, in faces it is "
                "{usual:.0f} mm; a factor of {factor:.3g} explains it ({why}), and the mean error is then "
                "{right:.2f} mm, not {mre:.2f} mm",
                length=float(np.median(self.lengths)),
                films=len(self.lengths),
                usual=_NASION_MENTON_MM,
                factor=self.factor,
                why=Sentence(self.why),
                right=mre * self.factor,
                mre=mre,
            ),
            Sentence("{share:.0%} of the films are outside what faces are", share=float(outside)),
            abs(mre * self.factor - mre),
            marked("measure a ruler on one film, and correct images.csv"),
            error_mm=0.0 if self.known else mre * self.factor * _spread(len(self.lengths)) / _NASION_MENTON_MM,
        )


def wrong_scale(bench: Bench, setup: Setup) -> WrongScale | None:
    """The scale that best explains the size of the faces, where the calibration's cannot be right.

    None where readings and predictions are not of one size: then the frame of one of them is wrong.
    """
    lengths, predicted = nasion_menton_mm(bench, setup), nasion_menton_mm(bench, setup, predicted=True)
    if lengths is None or predicted is None or _LOW_MM <= float(np.median(lengths)) <= _HIGH_MM:
        return None
    if setup.labels.scale != 1.0:
        as_read = nasion_menton_mm(bench, setup.labelled(scale=1.0))
        if as_read is not None and _LOW_MM <= float(np.median(as_read)) <= _HIGH_MM:
            return None  # as they stand the readings are of faces: what was fitted to them makes them others
    if not abs(float(np.median(predicted)) / max(float(np.median(lengths)), 1e-9) - 1) < _ONE_SIZE:
        return None
    found = float(np.median(lengths))
    if np.mean(np.abs(np.log(lengths / found)) < np.log(_STRANGE)) <= 1 / 2:
        return None  # no factor is that of most of the films
    factor, why = _NASION_MENTON_MM / found, marked("the size of faces")
    candidates = {known: text for scale, text in _KNOWN.items() for known, text in ((scale, text), (1 / scale, text))}
    if bench.has_network:
        inner = 1 / float(np.mean(bench.box(setup, 0).scale))
        candidates |= dict.fromkeys((inner, 1 / inner), marked("the film against what the model is given"))
    nearest = min(candidates, key=lambda scale: abs(found * scale - _NASION_MENTON_MM))
    known = abs(found * nearest - _NASION_MENTON_MM) < _EXPLAINED * _spread(len(lengths))
    if known:
        factor, why = nearest, candidates[nearest]
    now = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
    return WrongScale(now, factor, why, lengths, known)


def right_scale(bench: Bench, setup: Setup) -> bool:
    """Whether faces are of the size that faces are, as read and as predicted."""
    both = [nasion_menton_mm(bench, setup, predicted=predicted) for predicted in (False, True)]
    return all(lengths is not None and _LOW_MM <= float(np.median(lengths)) <= _HIGH_MM for lengths in both)


def size_remark(bench: Bench, setup: Setup) -> str:
    """A word on faces that are larger or smaller than those of other sets, beyond chance; empty where they are not."""
    lengths = np.delete(_lengths_mm(bench, setup), list(strange_sizes(bench, setup)))
    lengths = lengths[np.isfinite(lengths)]
    if len(lengths) < _FEWEST:
        return ""
    mean = float(lengths.mean())
    if abs(mean - _NASION_MENTON_MM) < _BEYOND * _spread(len(lengths)):
        return ""
    larger = marked(
        "nasion and menton lie {mean:.0f} mm apart on average, in adults {usual:.0f} mm: these are larger faces, or "
        "the mm per px are off by {share:.0%}; a ruler on one film tells"
    )
    smaller = marked(
        "nasion and menton lie {mean:.0f} mm apart on average, in adults {usual:.0f} mm: these are smaller faces, of "
        "children perhaps, or the mm per px are off by {share:.0%}; a ruler on one film tells"
    )
    usual, share = _NASION_MENTON_MM, abs(_NASION_MENTON_MM / mean - 1)
    return Sentence(larger if mean > usual else smaller, mean=mean, usual=usual, share=share)


def strange_sizes(bench: Bench, setup: Setup) -> dict[int, float]:
    """Films whose face is far larger or smaller than the others', as read and as predicted: how many times."""
    read, found = _lengths_mm(bench, setup), _lengths_mm(bench, setup, predicted=True)
    if len(read) < _FEWEST or not np.isfinite(read).any() or not np.isfinite(found).any():
        return {}
    # Where many are wrong by one factor, those are the others that are of faces.
    faces = (read > _LOW_MM) & (read < _HIGH_MM)
    usual = faces if faces.mean() >= _MANY else np.isfinite(read)
    times = np.stack([each / np.nanmedian(each[usual]) for each in (read, found)])
    away, alike = np.abs(np.log(times)), np.abs(np.log(times[0] / times[1])) < np.log(1 + _ONE_SIZE)
    return {int(i): float(times[:, i].mean()) for i in np.flatnonzero((away > np.log(_STRANGE)).all(axis=0) & alike)}


def _spread(films: int) -> float:
    """SD in mm of the mean distance of nasion and menton in a set of so many films."""
    return float(np.hypot(_FACES_SD / np.sqrt(films), _SETS_SD))


def nasion_menton_mm(bench: Bench, setup: Setup, *, predicted: bool = False) -> NDArray[np.float64] | None:
    """The distance (films,) of N and Me in mm as read or predicted; None where the scheme or the points lack one."""
    lengths = _lengths_mm(bench, setup, predicted=predicted)
    known = lengths[np.isfinite(lengths)]
    return np.asarray(known) if known.size else None


def _lengths_mm(bench: Bench, setup: Setup, *, predicted: bool = False) -> NDArray[np.float64]:
    """The same of each film (films,); NaN where it is not known."""
    scheme = setup.specification.scheme.value
    if not {"N", "Me"} <= set(scheme.symbols):
        return np.full(len(bench.films), np.nan)
    places, films = [scheme.index("N"), scheme.index("Me")], range(len(bench.films))
    points = np.stack([(bench.predict(setup, i)[0] if predicted else bench.reference(setup, i))[places] for i in films])
    scales = np.array([bench.mm_per_px(i) for i in films])
    return np.asarray(np.linalg.norm(points[:, 0] - points[:, 1], axis=-1) * scales)


def reported_remark(bench: Bench, setup: Setup, mre: float, reported: float | None) -> str:
    """What explains that the figure a checkpoint gives of itself is another; empty where it is none, or nothing does.

    Such a figure is against a mean of readers, so nothing is said where most films have one reader.
    """
    two = np.mean([len(film.references) > 1 for film in bench.films])
    if two < 0.5 or reported is None or not 0 < reported < 100 or abs(reported / mre - 1) < 0.25:
        return ""
    inner = 1 / float(np.mean(bench.box(setup, 0).scale))
    scale = float(np.median([bench.mm_per_px(i) for i in range(len(bench.films))]))
    readings = {
        marked("mm computed with px of what the model is given instead of px of the film"): reported * inner,
        marked("px of the film, not mm"): reported * scale,
        marked("px of what the model is given, not mm"): reported * inner * scale,
    }
    how, value = min(readings.items(), key=lambda item: abs(item[1] / mre - 1))
    if abs(value / mre - 1) > min(0.15, abs(reported / mre - 1) / 2):
        return ""
    return Sentence(
        "the model's file gives {reported:.2f} as its own error; as {how} that would be {value:.2f} mm, about the "
        "{mre:.2f} mm measured here: compare figures in film px times the film's mm per px only",
        reported=reported,
        how=Sentence(how),
        value=value,
        mre=mre,
    )
