"""For the tests of the window: what the fixture `open_window` gives."""

from __future__ import annotations

from collections.abc import Callable

from cephview.app.main_window import MainWindow
from cephview.app.session import Keeping

OpenWindow = Callable[[Keeping], MainWindow]
