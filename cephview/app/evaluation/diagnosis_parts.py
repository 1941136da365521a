"""Parts of the window that answers "Why is the error high?": its words, and texts that open on demand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from cephview.app.canvas import theme
from cephview.app.words import said, tr

if TYPE_CHECKING:
    from cephview.review.diagnosis import Diagnosis, Finding


class Folded(QWidget):
    """A text that opens on demand below its title."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        button, line = QToolButton(), text_label(text)
        button.setText(title)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setAutoRaise(True)
        button.setStyleSheet("padding-left: 0")  # in line with the texts about it
        button.setCheckable(True)
        line.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(button)
        column.addWidget(line)

        def show(opened: bool) -> None:
            line.setVisible(opened)
            button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)

        button.toggled.connect(show)


def sentence_of(text: str) -> str:
    """A text from below, in the user's language, with a capital."""
    shown = said(text)
    return shown[:1].upper() + shown[1:]


def text_label(text: str, *, bold: bool = False) -> QLabel:
    """A label with a plain text that can be selected."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if bold:
        label.setFont(theme.font(13, bold=True))
    return label


def short_of(finding: Finding) -> str:
    """A finding in one line."""
    title = sentence_of(finding.title)
    return title if math.isnan(finding.mm) else tr("{mm:.2f} mm: {title}", mm=finding.mm, title=title)


def runs_of(passes: int) -> str:
    """How often the model was run."""
    if passes > 1:
        return tr("the model was run {passes} times", passes=passes)
    return tr("the model was run {passes} time", passes=passes)


def heading_of(found: Diagnosis) -> str:
    """What a diagnosis comes to, in one sentence."""
    if found.judged_by != "readings":
        if found.findings:
            return tr("There are no readings to measure by; this is what the model's own confidence hints at.")
        return tr("There are no readings to measure by, and the model's own confidence hints at nothing.")
    if math.isnan(found.before):
        return tr("The points have no landmark in common with the readings as they are.")
    if not found.findings:
        return tr("Nothing found to repair: mean error (MRE) {before:.2f} mm.", before=found.before)
    if not found.mends:
        return tr("Mean error (MRE) {before:.2f} mm.", before=found.before)
    return tr(
        "Mean error (MRE) {before:.2f} mm as set up, {after:.2f} mm with everything repaired.",
        before=found.before,
        after=found.after,
    )
