"""A picture as the bytes of a file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from cephview.app.words import tr
from cephview.core.errors import CephViewError


def encoded(image: QImage, ending: str = ".png") -> bytes:
    """The picture as PNG, or in the format of another ending that Qt knows. Raises CephViewError where it cannot be."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs want bytes, PySide takes the text alone.
    if not image.save(buffer, ending.lstrip(".").upper() or "PNG"):  # type: ignore[call-overload]
        raise CephViewError(
            tr("No picture could be made with the ending {ending}: choose a name in .png.", ending=ending)
        )
    return bytes(data.data())
