"""What the main window is put together from the tables: docks, menus, toolbar; nothing here knows what they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from cephview.app.window.actions import ACTIONS, TOOLBAR
from cephview.app.words import tr

_BAR_PADDING = 8
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea


def place_docks(
    window: QMainWindow, films: QWidget, landmarks: QWidget, measurements: QWidget, display: QWidget, history: QWidget
) -> list[QDockWidget]:
    """The films at the left, the figures at the right; `Placement` puts them in order."""
    docks = []
    for name, title, widget, area in (
        ("films", tr("Films"), films, _LEFT),
        ("landmarks", tr("Landmarks"), landmarks, _RIGHT),
        ("measurements", tr("Measurements"), measurements, _RIGHT),
        ("display", tr("Display"), display, _RIGHT),
        ("history", tr("History"), history, _RIGHT),
    ):
        dock = QDockWidget(title, window)
        dock.setObjectName(name)
        dock.setWidget(widget)
        window.addDockWidget(area, dock)
        docks.append(dock)
    return docks


def build_menus(
    window: QMainWindow, actions: Mapping[str, QAction], film_hosts: Sequence[QWidget], docks: Sequence[QDockWidget]
) -> None:
    """The menus in the table's order, a line where a group begins; keys of the film count in `film_hosts` alone."""
    menus: dict[tuple[str, str], QMenu] = {}
    for spec in ACTIONS:
        if (spec.menu, "") not in menus:
            menus[spec.menu, ""] = window.menuBar().addMenu(tr(spec.menu))
        top = menus[spec.menu, ""]
        if (spec.menu, spec.submenu) not in menus:
            menus[spec.menu, spec.submenu] = top.addMenu(tr(spec.submenu))
        menu = menus[spec.menu, spec.submenu]
        menu.setObjectName(spec.submenu or spec.menu)
        if spec.line:
            menu.addSeparator()
        menu.addAction(actions[spec.id])
        for host in film_hosts if spec.film_only else (window,):
            host.addAction(actions[spec.id])
    panels = menus["View", "Panels"]
    panels.insertActions(panels.actions()[0], [dock.toggleViewAction() for dock in docks])
    for each in menus.values():
        each.setToolTipsVisible(True)
    themes = QActionGroup(window)
    for name in ("theme_system", "theme_light", "theme_dark"):
        themes.addAction(actions[name])


def submenu(window: QMainWindow, name: str) -> QMenu:
    """The menu within a menu that the table calls so. Raises StopIteration where there is none."""
    return next(menu for menu in window.menuBar().findChildren(QMenu) if menu.objectName() == name)


def build_toolbars(window: QMainWindow, actions: Mapping[str, QAction]) -> tuple[QToolBar, QToolBar]:
    """The toolbar, and the export in one of its own, so that a narrow window folds away the others first."""
    bar = QToolBar(tr("Commands"), window)
    bar.setObjectName("commands")
    bar.setMovable(False)
    for name in TOOLBAR:
        if name == "|":
            bar.addSeparator()
        else:
            bar.addAction(actions[name])
    window.addToolBar(bar)
    last = QToolBar(tr("Export"), window)
    last.setObjectName("export_bar")
    last.setMovable(False)
    spacer = QWidget()
    spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    last.addWidget(spacer)
    last.addAction(actions["export"])
    primary = last.widgetForAction(actions["export"])
    if isinstance(primary, QToolButton):
        primary.setObjectName("primary")
        primary.ensurePolished()
        last.setMinimumWidth(primary.sizeHint().width() + 2 * _BAR_PADDING)
    window.addToolBar(last)
    return bar, last
