"""The small dialogs: model card, shortcuts, command palette, mm per pixel, about."""

from __future__ import annotations

import html

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from cephview import __version__
from cephview.app.canvas import theme
from cephview.app.window.actions import ACTIONS, MOVES
from cephview.app.window.number_field import NumberField, Refusal
from cephview.app.window.ok_cancel import OkCancel
from cephview.app.window.qt_actions import shortcut_text
from cephview.app.words import marked, said, said_all, tr
from cephview.core.calibration import MAX_MM_PER_PX, MIN_MM_PER_PX, Calibration, CalibrationSource
from cephview.core.keyboards import letter_at
from cephview.core.keys import in_keys_of_the_system
from cephview.core.model_card import ModelCard

_WIDTH = 420
_MARKS = {"declared": ("✓", theme.CONFIRMED), "inferred": ("≈", theme.ACCENT), "assumed": ("!", theme.WARNING)}


class TextDialog(QDialog):
    """A dialog of formatted text."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None, *, width: int = 640) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        self.browser = QTextBrowser()
        self.browser.setHtml(text)
        layout.addWidget(self.browser)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self.resize(width, 620)


_WORDS = marked(
    "Letterbox: the film is made smaller as a whole, with an empty border. Heatmap: the picture in which the network "
    "marks where a landmark lies. Softmax, Gaussian, DARK: ways to read a point from it. MRE: mean distance from the "
    "readings. SDR: share of points within so many mm of them."
)


def model_card_text(card: ModelCard) -> str:
    """A model card as HTML; everything in it comes from a file and is escaped."""
    rows = []
    for row in card.preprocessing:
        mark, colour = _MARKS.get(row.origin, ("?", theme.TEXT))
        shade = theme.on_panel(colour, 4.5).name()
        why = (
            f"<br><span style='color:{theme.TEXT_QUIET.name()}'>{html.escape(said(row.why))}</span>" if row.why else ""
        )
        rows.append(
            f"<tr><td style='padding:4px 14px 4px 0'>{html.escape(tr(row.field))}</td>"
            f"<td style='padding:4px 14px 4px 0'><b>{html.escape(row.value)}</b>{why}</td>"
            f"<td style='padding:4px 0; color:{shade}'>{mark} {html.escape(tr(row.origin))}</td></tr>"
        )
    facts = "".join(
        f"<tr><td style='padding:3px 14px 3px 0; color:{theme.TEXT_QUIET.name()}'>{html.escape(tr(name))}</td>"
        f"<td style='padding:3px 0'>{html.escape(said(text))}</td></tr>"
        for name, text in card.facts
    )
    assumed = html.escape(said_all(card.assumptions, "; "))
    verdict = (
        tr("The checkpoint declares all of its preprocessing that can cost accuracy.")
        if not card.assumptions
        else tr("Not in the checkpoint, and therefore assumed: {what}.", what=assumed)
    )
    count = tr("{count} landmarks", count=card.landmarks)
    return (
        f"<h2>{html.escape(card.name)}</h2><p>{html.escape(card.architecture)}, {count}</p>"
        f"<p>{verdict}</p><h3>{tr('How films are prepared for it (preprocessing)')}</h3><table>{''.join(rows)}</table>"
        f"<h3>{tr('The file (checkpoint)')}</h3><table>{facts}</table>"
        f"<p style='color:{theme.TEXT_QUIET.name()}'>{tr(_WORDS)}</p>"
    )


def shortcuts_text(layout: str = "") -> str:
    """All shortcuts and moves, by menu, as HTML; with the letters of a keyboard of this layout."""
    parts = []
    for menu in dict.fromkeys(spec.menu for spec in ACTIONS):
        specs = [spec for spec in ACTIONS if spec.menu == menu and spec.keys]
        rows = [(shortcut_text(s, layout), tr(s.text).rstrip("…"), tr(s.hint) if s.hint else "") for s in specs]
        parts.append(_key_table(tr(menu), rows))
    parts.insert(
        0,
        _key_table(
            tr("On the film"),
            [
                (in_keys_of_the_system(_printed(tr(keys), layout)), in_keys_of_the_system(tr(text)), "")
                for keys, text in MOVES
            ],
        ),
    )
    return "".join(parts)


def _printed(keys: str, layout: str) -> str:
    """`H held` as `H (Р) held` on a keyboard that has another letter there."""
    key, _, rest = keys.partition(" ")
    letter = letter_at(key, layout)
    return f"{key} ({letter}) {rest}" if letter else keys


def _key_table(title: str, rows: list[tuple[str, str, str]]) -> str:
    lines = "".join(
        f"<tr><td width='190' style='padding:3px 14px 3px 0'><b>{html.escape(keys)}</b></td>"
        f"<td style='padding:3px 0'>{html.escape(text)}"
        f"<span style='color:{theme.TEXT_QUIET.name()}'>{'  ·  ' if hint else ''}{html.escape(hint)}</span></td></tr>"
        for keys, text, hint in rows
    )
    return f"<h3>{html.escape(title)}</h3><table>{lines}</table>" if rows else ""


def about_text() -> str:
    """What CephView is, as HTML."""
    return f"<h2>CephView {__version__}</h2>" + tr(
        "<p>Cephalometric landmarks on lateral radiographs: predict, look, correct, export.</p>"
        "<p><b>Not a medical device.</b> A tool for research and teaching; every point is to be checked by "
        "someone who can read the film.</p><p>Films stay on this machine: CephView opens no network connection.</p>"
    )


class CalibrationDialog(QDialog):
    """mm per pixel, typed in; x and y apart where they differ."""

    def __init__(
        self, current: Calibration | None, suggested: float | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("mm per pixel"))
        layout = QVBoxLayout(self)
        text = tr("How many millimetres is one pixel of this film? Without it, all errors are in pixels.")
        if current:
            text += "\n" + tr("Now: {calibration}.", calibration=current.describe())
        if suggested:
            text += "\n" + tr(
                "The file's resolution would mean {mm:.5g} mm, if it was scanned at film size.", mm=suggested
            )
        note = QLabel(text)
        note.setWordWrap(True)
        note.setMinimumSize(_WIDTH, note.heightForWidth(_WIDTH))  # else Qt cuts what it has wrapped
        layout.addWidget(note)
        form = QFormLayout()
        # Empty where unknown: a number that nobody has measured must not be one Enter away.
        self.spacing_x = NumberField(MIN_MM_PER_PX, MAX_MM_PER_PX, unit="mm", name=tr("mm per pixel"))
        self.spacing_y = NumberField(MIN_MM_PER_PX, MAX_MM_PER_PX, unit="mm", name=tr("mm per pixel, vertically"))
        self.spacing_x.set_value(current.mm_per_px_x if current else None)
        self.spacing_y.set_value(current.mm_per_px_y if current else None)
        self.apart = QCheckBox(tr("another value vertically"))
        self.apart.setChecked(bool(current and not current.isotropic))
        self.spacing_y.setEnabled(self.apart.isChecked())
        self.apart.toggled.connect(self.spacing_y.setEnabled)
        form.addRow(tr("mm per pixel"), self.spacing_x)
        form.addRow(self.apart, self.spacing_y)
        layout.addLayout(form)
        self.refusal = Refusal((self.spacing_x, self.spacing_y))
        layout.addWidget(self.refusal)
        self.buttons = OkCancel(self)
        layout.addWidget(self.buttons)
        for signal in (self.spacing_x.changed, self.spacing_y.changed, self.apart.toggled):
            signal.connect(self._check)
        self._check()
        self.spacing_x.selectAll()

    def _check(self) -> None:
        self.refusal.refresh()
        self.buttons.ok.setEnabled(None not in self._values())

    def _values(self) -> tuple[float | None, float | None]:
        x = self.spacing_x.value
        return x, self.spacing_y.value if self.apart.isChecked() else x

    def calibration(self) -> Calibration:
        """What was typed in."""
        x, y = self._values()
        assert x is not None and y is not None  # else there is no OK
        return Calibration(x, y, CalibrationSource.TYPED)
