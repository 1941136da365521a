"""What goes to a letter or a table: the film with its marks as a picture, and the measurements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from cephview.app.canvas.film_view import FilmView
from cephview.app.editing.case_state import CaseState
from cephview.app.editing.document import CaseDocument
from cephview.app.keeping.save_name import CSV, ask_save
from cephview.app.settings import Settings, system_decimal
from cephview.app.words import said, tr
from cephview.core.errors import CephViewError
from cephview.core.measurements import Analysis
from cephview.io.datasets import film_stem
from cephview.io.outputs import write_output
from cephview.io.tables.measurements import Measured, as_text, export_measurements, measured_all

# The longer side of the picture as it is laid out, and how many px each of those is: marks stay fine, pixels many.
_SIDE, _RATIO = 1100, 2
_MARGIN = 20
# Of zlib as Qt counts: 0.2 s instead of 0.8 for a third more bytes.
_QUICK = 80


class Exports(QObject):
    """Pictures and measurements of the open film. A patient's name is in none of them."""

    def __init__(
        self,
        window: QWidget,
        document: CaseDocument,
        view: FilmView,
        settings: Settings,
        *,
        chosen: Callable[[], Analysis],
        analyses: Callable[[], Sequence[Analysis]],
        say: Callable[[str], None],
        warn: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._document, self._view, self._settings = window, document, view, settings
        self._chosen, self._analyses, self._say, self._warn = chosen, analyses, say, warn

    @property
    def slots(self) -> dict[str, Callable[..., object]]:
        """By the id of the action, what it does."""
        return {
            "save_picture": self.save_picture,
            "copy_picture": self.copy_picture,
            "export_measurements": self.export_measurements,
            "copy_measurements": self.copy_measurements,
            "patient_in_exports": lambda on: self._settings.set_flag("patient_in_exports", on),
        }

    def save_picture(self) -> bool:
        """Ask where to, and write the whole film with what lies over it as PNG."""

        def write(path: Path, _: CaseState) -> None:
            data = QByteArray()
            buffer = QBuffer(data)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            # The stubs want bytes, PySide takes the text alone.
            if not picture(self._view).save(buffer, "PNG", _QUICK):  # type: ignore[call-overload]
                raise CephViewError(
                    tr("The picture could not be drawn: there is too little memory; close other programs.")
                )
            write_output(path, bytes(data.data()))

        return self._write(tr("Save a picture"), ".png", "PNG (*.png)", write)

    def copy_picture(self) -> None:
        """Put the same picture on the clipboard."""
        if self._document.case is not None:
            QGuiApplication.clipboard().setImage(picture(self._view))
            self._say(tr("The picture is on the clipboard"))

    def export_measurements(self) -> bool:
        """Ask where to, and write every analysis of the open film as CSV."""

        def write(path: Path, state: CaseState) -> None:
            wanted = self._settings.flag("patient_in_exports", False)
            measured = measured_all(state.case, self._analyses(), state.case.patient if wanted else None)
            export_measurements(path, state.case, measured, self._settings.csv_style)

        return self._write(tr("Export measurements"), ".measurements.csv", "CSV (*.csv)", write)

    def copy_measurements(self) -> None:
        """Put the analysis that is shown on the clipboard, for a spreadsheet or a letter."""
        if self._document.case is not None:
            case, analysis = self._document.case, self._chosen()
            QGuiApplication.clipboard().setText(
                as_text(case, Measured.of(case, analysis, case.patient), system_decimal())
            )
            self._say(tr("{name} is on the clipboard", name=analysis.name))

    def _write(self, title: str, ending: str, kind: str, write: Callable[[Path, CaseState], None]) -> bool:
        state = self._document.state
        if state is None:
            return False
        film = state.case.radiograph.path
        proposed = film.parent / f"{film_stem(film)}{ending}" if film else self._settings.folder / f"film{ending}"
        if ending == ".png" and film is not None:
            proposed = film.parent / f"{film_stem(film)}.tracing.png"  # never the film's own name
        path = ask_save(self._window, title, proposed, kind, CSV if ending.endswith(".csv") else (ending,))
        if path is None:
            return False
        try:
            if film is not None and path.absolute() == film.absolute():
                raise CephViewError(tr("{name} is the film itself: choose another name.", name=path.name))
            write(path, state)
        except CephViewError as error:
            self._warn(said(error))
            return False
        self._say(tr("Saved {name}", name=path.name))
        return True


def picture(view: FilmView) -> QImage:
    """The whole film as `view` shows it, with the same marks, greys and turn, at a size of its own."""
    a, b, c, d = (abs(value) for value in view.document.turn.matrix)
    width, height = view.film_size or (1, 1)
    seen = a * width + b * height, c * width + d * height
    scale = (_SIDE - 2 * _MARGIN) / max(seen)
    other = FilmView(view.document, view.display)
    other.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    other.overlay.layers = replace(view.overlay.layers, overlay=True)
    other.tracing.look_like(view.tracing)
    other.resize(*(round(side * scale) + 2 * _MARGIN for side in seen))
    other.show()
    other.fit()
    other.overlay.show_layers()
    other.hud.explain(other.overlay, view.document.case)
    image = QImage(other.viewport().size() * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    other.viewport().render(image)
    other.hide()
    other.deleteLater()
    return image
