"""A real window in a process whose PyTorch cannot be loaded; it tells as JSON what it saw. See the test beside it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cephview.app.background.film_reading import Keeping
from cephview.app.main_window import MainWindow
from cephview.app.settings import Settings
from cephview.app.window.style import apply_style
from cephview.core.resources import resource


def wait(what: Callable[[], object]) -> bool:
    end = time.monotonic() + 60
    while not what() and time.monotonic() < end:
        QTest.qWait(10)
    return bool(what())


def main(folder: Path) -> None:
    application = QApplication([])
    apply_style(application)
    window = MainWindow(Settings.at(folder / "settings.ini"), Keeping(enabled=False))
    window.show()
    window.prediction.load_model(None)
    window.session.open([resource("sample", "phantom.png")])
    seen: dict[str, object] = {"predicted": wait(lambda: window.document.case and window.document.case.prediction)}
    card = window.prediction.card
    assert card is not None
    seen["runs on"] = dict(card.facts)["runs on"]
    failed: list[str] = []
    window.prediction.model_failed.connect(failed.append)
    window.prediction.load_model(folder / "mine.pth")
    wait(lambda: failed)
    seen["refused"], seen["over the film"] = failed, window.notices.current.text if window.notices.current else ""
    seen["still in use"] = window.prediction.card is card
    window.prediction.load_model(folder / "mine.onnx")
    seen["onnx"] = wait(lambda: window.prediction.card is not card)
    seen["torch"] = "torch" in sys.modules
    window.close()
    print(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
