"""How the panel of measurements shows them, in which order, and the rows that the user picked for one of their own."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from cephview.app.panels.plus_minus import MEANING
from cephview.app.words import marked, said, tr
from cephview.core.measurements import Analysis, Measurement, Result
from cephview.core.summary import Saying

MINE = marked("My analysis")
VIEWS = (marked("Table"), marked("Wigglegram"), marked("In words"))


class ViewButton(QToolButton):
    """The menu of the panel: which of the views, and whether the rows that lie furthest from their norm come first."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tr("View"))
        self.setAutoRaise(True)
        self.setAccessibleName(tr("How measurements are shown"))
        self.setToolTip(tr("Table, wigglegram or words; sorted by deviation; rows of your own"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, group = QMenu(self), QActionGroup(self)
        self.views: list[QAction] = []
        for name in VIEWS:
            action = menu.addAction(tr(name))
            action.setCheckable(True)
            action.setActionGroup(group)
            self.views.append(action)
        self.views[0].setChecked(True)
        menu.addSeparator()
        self.by_deviation = menu.addAction(tr("Furthest from the norm first"))
        self.by_deviation.setCheckable(True)
        self.setMenu(menu)
        for action in (*self.views, self.by_deviation):
            action.toggled.connect(lambda _: self.changed.emit())

    @property
    def view(self) -> int:
        """The place of the chosen view."""
        return next(i for i, action in enumerate(self.views) if action.isChecked())


class Picks(QObject):
    """The rows of the user's own analysis, each as `analysis/row`, in the order in which they were picked."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keys: list[str] = []

    def set_keys(self, keys: Sequence[str]) -> None:
        """Those of a former session; what is no longer there is kept, for its file may come back."""
        self.keys = list(dict.fromkeys(keys))
        self.changed.emit()

    def toggle(self, key: str) -> None:
        """Pick a row, or leave it out again."""
        self.keys = [each for each in self.keys if each != key] if key in self.keys else [*self.keys, key]
        self.changed.emit()

    def with_mine(self, analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
        """The analyses, before them the user's own where any row is picked; rows of one name say whose they are."""
        known = {key_of(a, row): (a, row) for a in analyses for row in a.measurements}
        picked = [known[key] for key in self.keys if key in known]
        names = [row.name for _, row in picked]
        rows = tuple(
            replace(row, name=f"{row.name} ({a.name})") if names.count(row.name) > 1 else row for a, row in picked
        )
        mine = Analysis(MINE, rows, tr("The rows that you picked: a right click on a row picks it or leaves it out."))
        return (mine, *analyses) if rows else tuple(analyses)

    def key_in(self, analysis: Analysis, row: Measurement) -> str:
        """The key of a row that is shown, in its own analysis or among the picked ones."""
        if analysis.name != MINE:
            return key_of(analysis, row)
        return next((key for key in self.keys if _is_key_of(key, row)), "")


def key_of(analysis: Analysis, row: Measurement) -> str:
    """`Steiner/SNA`."""
    return f"{analysis.name}/{row.name}"


def _is_key_of(key: str, row: Measurement) -> bool:
    analysis, _, name = key.partition("/")
    return row.name in (name, f"{name} ({analysis})")


def furthest_first(rows: Sequence[Measurement], results: Sequence[Result]) -> tuple[Measurement, ...]:
    """The rows by how many SD they lie off; those of which that cannot be said behind, in their order."""
    away = [abs(result.deviation) if result.deviation is not None else -1.0 for result in results]
    return tuple(rows[i] for i in sorted(range(len(rows)), key=lambda i: -away[i]))


def in_words(sayings: Sequence[Saying], doubt: str) -> str:
    """The summary as HTML: each sentence with the row that it rests on."""
    if not sayings:
        return tr("<p>Nothing can be said yet: rows with a value, and with a norm that has an SD, are needed.</p>")
    warned = f"<p><b>{html.escape(said(doubt))}</b></p>" if doubt else ""
    lines = "".join(
        f"<li style='margin-bottom:5px'>{html.escape(said(s.topic))}: <b>{html.escape(said(s.words))}</b><br>"
        f"<small>{html.escape(said(s.rests_on))}</small></li>"
        for s in sayings
    )
    closing = tr("Each is one row against its norm ± SD, with all that 1.96 of its own ± leave open. It is no advice.")
    closing = f"{closing} {tr(MEANING)}."
    return f"{warned}<ul style='margin-left:-22px'>{lines}</ul><p><small>{closing}</small></p>"
