"""The report of an evaluation as one HTML page: method, figures, tables, plots, the model. It names no film and nobody.

Its HTML is what both browsers and Qt's rich text understand, so that HTML and PDF have one source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import numpy as np

from cephview import __version__
from cephview.core.accuracy import SDR_THRESHOLDS_MM, Accuracy
from cephview.core.model_card import ModelCard
from cephview.review.comparison import LOST_MM, Comparison
from cephview.review.evaluation import Evaluation
from cephview.review.observers import agreement, outliers, reader_pairs
from cephview.review.published import PUBLISHED

_STYLE = """
body { font-family: 'DejaVu Sans', Arial, sans-serif; font-size: 10pt; color: #14181f; background: #ffffff;
    max-width: 820px; margin: 24px auto; }
h1 { font-size: 17pt; } h2 { font-size: 13pt; margin-top: 18px; }
td, th { padding: 2px 9px 2px 0; font-size: 9pt; vertical-align: top; } th { border-bottom: 1px solid #888; }
.note { color: #515a67; font-size: 9pt; } img { max-width: 100%; }
"""
# Px of the page; the first plot, of all landmarks, is as wide as the text.
_PLOTS_A_PAGE, _WIDE_PLOT, _PLOT_WIDTH = 3, 680, 510
# Figures stay on one line; longer texts may wrap.
_UNBROKEN = 34
_SDR_HEADS = tuple(f"≤ {limit:g} mm" for limit in SDR_THRESHOLDS_MM)


def report_html(
    evaluation: Evaluation,
    comparison: Comparison,
    plots: Mapping[str, str] | None = None,
    card: ModelCard | None = None,
) -> str:
    """The report with `comparison` in the foreground; `plots` are captions with the source of an image (a data URI)."""
    parts = [
        "<h1>Landmark accuracy on lateral cephalograms</h1>",
        f"<p class='note'>CephView {__version__}, {date.today().isoformat()}. Research use; not a medical device.</p>",
        "<h2>Method</h2>",
        _method(evaluation, comparison),
        "<h2>Results</h2>",
        _comparisons(evaluation),
        f"<h2>By landmark, {escape(comparison.title)}</h2>",
        _landmarks(evaluation, comparison),
        _plots(plots or {}),
        *(_observers(evaluation, pair) for pair in reader_pairs(evaluation)),
        "<h2>Worst films</h2>",
        _worst(comparison),
        "<h2>Published results</h2>",
        _published(),
        "<h2>Model and preprocessing</h2>",
        _model(evaluation, card),
    ]
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Landmark accuracy</title>"
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def _plots(plots: Mapping[str, str]) -> str:
    parts = []
    for i, (title, source) in enumerate(plots.items()):
        # Three to a page: a heading must not stand at the foot of a page, its plot on the next.
        width = _PLOT_WIDTH if i else _WIDE_PLOT
        ahead = " style='page-break-before: always'" if i % _PLOTS_A_PAGE == 0 else ""
        parts.append(f"<h2{ahead}>{escape(title)}</h2><p><img src='{source}' width='{width}'></p>")
    return "".join(parts)


def _method(evaluation: Evaluation, comparison: Comparison) -> str:
    spacings = sorted({case.calibration.mm_per_px_x for case in evaluation.cases})
    sources = sorted({case.calibration.source.label for case in evaluation.cases})
    scale = f"{spacings[0]:.4g}" if len(spacings) == 1 else f"{spacings[0]:.4g} to {spacings[-1]:.4g}"
    left_out = f" {len(evaluation.problems)} remarks on films or files, see the program." if evaluation.problems else ""
    return (
        f"<p>{len(evaluation.cases)} films, {len(comparison.scheme)} landmarks ({escape(comparison.scheme.title)}). "
        f"Radial error: Euclidean distance in mm by {scale} mm per pixel "
        f"({escape(', '.join(sources))}). MRE is its mean over all films and landmarks, ± its standard deviation "
        f"(population); SDR the share of points at or below a distance. A point that is missing on either side counts "
        f"nowhere. Points off by more than {LOST_MM:g} mm are called lost. Of a bias x runs towards the face and y "
        "down, however the film lies. Dahlberg's error is √(Σd²/2n); ICC(2,1) "
        "after Shrout and Fleiss (1979), of points relative to the centre of the film's landmarks; limits of "
        f"agreement after Bland and Altman (1986).{left_out}</p>"
        f"{f'<p>{escape(evaluation.caution)}.</p>' if evaluation.caution else ''}"
    )


def _comparisons(evaluation: Evaluation) -> str:
    rows = [
        [row.title, *_figures(row.accuracy), f"{row.lost_percent:.2f}"]
        for row in evaluation.comparisons
        if row.accuracy
    ]
    return _table(["", "points", "MRE ± SD (mm)", "median", *_SDR_HEADS, "lost"], rows)


def _landmarks(evaluation: Evaluation, comparison: Comparison) -> str:
    pairs = reader_pairs(evaluation)
    readers = pairs[0].by_landmark() if pairs else {}
    rows = []
    for i, (symbol, accuracy) in enumerate(comparison.by_landmark().items()):
        if accuracy is not None:
            mean = np.nanmean(comparison.offsets[:, i], axis=0)
            between = readers.get(symbol)
            last = f"{between.mre:.2f}" if between else "–"
            rows.append([symbol, *_figures(accuracy), f"{mean[0]:+.2f}, {mean[1]:+.2f}", last])
    return _table(["", "points", "MRE ± SD (mm)", "median", *_SDR_HEADS, "bias x, y (mm)", "readers (mm)"], rows)


def _observers(evaluation: Evaluation, pair: Comparison) -> str:
    rows = [
        [
            row.symbol,
            f"{row.distance.mre:.2f} ± {row.distance.sd:.2f}",
            *(f"{axis.bias:+.2f} [{axis.low:+.2f}, {axis.high:+.2f}]" for axis in (row.x, row.y)),
            f"{row.x.dahlberg:.2f}, {row.y.dahlberg:.2f}",
            f"{row.x.icc:.3f}, {row.y.icc:.3f}",
        ]
        for row in agreement(evaluation, pair)
    ]
    heads = ["", "distance (mm)", "bias x [limits]", "bias y [limits]", "Dahlberg x, y", "ICC(2,1) x, y"]
    far = len(outliers(pair))
    note = f"<p class='note'>{far} points were read much further apart than usual at their landmark.</p>"
    return f"<h2>Observers: {escape(pair.title)}</h2>{_table(heads, rows)}{note}"


def _worst(comparison: Comparison) -> str:
    rows = []
    for number, index in enumerate(worst_first(comparison)[:10], 1):
        errors = comparison.errors[index]
        worst = int(np.nanargmax(errors))
        rows.append(
            [str(number), f"{np.nanmean(errors):.2f}", f"{comparison.scheme.symbols[worst]} {errors[worst]:.1f}"]
        )
    return _table(["", "MRE (mm)", "worst point (mm)"], rows)


def worst_first(comparison: Comparison) -> list[int]:
    """The rows of the films by their mean error, the worst first; films without any error are left out."""
    means = np.nan_to_num(comparison.film_means, nan=-1.0)
    return [int(i) for i in np.argsort(-means, kind="stable") if means[i] >= 0]


def _published() -> str:
    rows = [
        [row.name, row.films, f"{row.mre:.2f}", *(f"{value:.1f}" for value in row.sdr), row.against]
        for row in PUBLISHED
    ]
    note = (
        "<p class='note'>Those on ISBI trained on its 150 training films alone; other films, another training set or "
        "another reader make figures incomparable.</p>"
    )
    return _table(["", "films", "MRE (mm)", *_SDR_HEADS, "against"], rows) + note


def _model(evaluation: Evaluation, card: ModelCard | None) -> str:
    identity = evaluation.cases[0].prediction.model
    sha = f", SHA-256 <code>{escape(identity.sha256)}</code>" if identity.sha256 else ""
    if card is None:
        assumed = _assumed(identity.assumptions) if identity.assumptions else "No model card of it is at hand."
        return f"<p>{escape(identity.name)}{sha}. {assumed}</p>"
    fields = [[row.field, row.value, row.origin, row.why] for row in card.preprocessing]
    facts = [[name, text] for name, text in card.facts]
    return (
        f"<p>{escape(card.name)}, {escape(card.architecture)}{sha}. {_assumed(card.assumptions)}</p>"
        f"{_table(['preprocessing', 'value', 'origin', ''], fields, 'left')}{_table(['fact', ''], facts, 'left')}"
    )


def _assumed(assumptions: Sequence[str]) -> str:
    return f"Assumed: {escape('; '.join(assumptions))}." if assumptions else "Nothing about it had to be assumed."


def _figures(accuracy: Accuracy | None) -> list[str]:
    if accuracy is None:
        return ["–"] * (3 + len(SDR_THRESHOLDS_MM))
    sdr = [f"{accuracy.sdr[limit]:.1f}" for limit in SDR_THRESHOLDS_MM]
    return [str(accuracy.count), f"{accuracy.mre:.2f} ± {accuracy.sd:.2f}", f"{accuracy.median:.2f}", *sdr]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], side: str = "right") -> str:
    """A table whose first column is at the left and the others at `side`, figures at the right."""
    lines = "".join(f"<tr>{_cells('td', row, side)}</tr>" for row in rows)
    return f"<table cellspacing='0' cellpadding='2'><tr>{_cells('th', heads, side)}</tr>{lines}</table>"


def _cells(tag: str, row: Sequence[str], side: str) -> str:
    return "".join(f"<{tag} align='{side if i else 'left'}'>{_cell(text)}</{tag}>" for i, text in enumerate(row))


def _cell(text: str) -> str:
    # Qt knows no `white-space: nowrap` in a cell, and breaks at a hyphen: spaces and minus signs that do not break.
    kept = text.replace(" ", "\u00a0").replace("-", "\u2011") if len(text) <= _UNBROKEN else text
    return escape(kept)
