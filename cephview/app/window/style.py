"""The look of the window: Fusion with a dark or a light palette and one style sheet, made from the canvas theme."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from cephview.app.canvas import theme

_STYLED = "cephview-styled"
Choice = Literal["system", "light", "dark"]


def scheme_of(choice: Choice) -> theme.Scheme:
    """The theme that a choice means now; a system that does not say which it uses is taken to be dark, as films are."""
    if choice != "system":
        return choice
    return "light" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light else "dark"


def styled_application(name: str) -> QApplication:
    """The application, made with its style: given one afterwards, Python makes the many enumerations of QStyle."""
    application = QApplication([name, "-style", "Fusion"])
    application.setProperty(_STYLED, True)
    return application


def apply_style(application: QApplication, choice: Choice = "system", *, sheet: bool = True) -> None:
    """Give the application the look of a theme, without its style sheet where `sheet` is False."""
    # The title bar and the menus that Windows and macOS draw; a system that has only one look ignores it.
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice, Qt.ColorScheme.Unknown)
    application.styleHints().setColorScheme(wanted)
    theme.use(scheme_of(choice))
    # Each of these polishes every widget anew, so no more is set than has to change.
    if not application.property(_STYLED):
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setProperty(_STYLED, True)
    palette = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: theme.PANEL,
        role.Base: theme.FIELD,
        role.AlternateBase: theme.RAISED,
        role.Button: theme.RAISED,
        role.ToolTipBase: theme.RAISED,
        role.WindowText: theme.TEXT,
        role.Text: theme.TEXT,
        role.ButtonText: theme.TEXT,
        role.ToolTipText: theme.TEXT,
        role.PlaceholderText: theme.TEXT_QUIET,
        role.Highlight: theme.SELECTION,
        role.HighlightedText: theme.TEXT,
        role.Link: theme.on_panel(theme.ACCENT, 4.5),
        role.BrightText: theme.on_panel(theme.WARNING, 4.5),
    }.items():
        palette.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, theme.DISABLED)
    application.setPalette(palette)
    if sheet:
        application.setStyleSheet(style_sheet())


def style_sheet() -> str:
    """The style sheet of the theme in use."""
    panel, raised, line = theme.PANEL.name(), theme.RAISED.name(), theme.LINE.name()
    text, quiet, hover = theme.TEXT.name(), theme.TEXT_QUIET.name(), theme.HOVER.name()
    accent, link = theme.ACCENT.name(), theme.on_panel(theme.ACCENT, 4.5).name()
    disabled, selection, field = theme.DISABLED.name(), theme.SELECTION.name(), theme.FIELD.name()
    return f"""
    QMainWindow, QDialog {{ background: {panel}; }}
    QMainWindow::separator {{ background: {line}; width: 3px; height: 3px; }}
    QToolBar {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; padding: 4px 6px; spacing: 2px; }}
    QToolBar::separator {{ background: {line}; width: 1px; margin: 6px 6px; }}
    QToolButton {{ color: {text}; background: transparent; border: 0; border-radius: 5px; padding: 5px 9px; }}
    QToolButton:hover {{ background: {hover}; }}
    QToolButton:checked {{ background: {theme.CHECKED.name()}; color: {link}; }}
    QToolButton:disabled {{ color: {disabled}; }}
    QToolButton#primary {{ background: {accent}; color: #0b1622; font-weight: bold; padding: 5px 14px; }}
    QToolButton#primary:hover {{ background: #7cbcf9; }}
    QToolButton#primary:disabled {{ background: {raised}; color: {disabled}; }}
    QToolButton#to_place {{ color: {link}; text-decoration: underline; padding: 3px 6px; }}
    QDockWidget {{ color: {quiet}; titlebar-close-icon: none; }}
    QDockWidget::title {{ background: {panel}; padding: 7px 10px; text-align: left; }}
    QMenuBar {{ background: {panel}; color: {text}; }}
    QMenuBar::item:selected, QMenu::item:selected {{ background: {hover}; }}
    QMenu {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
    QMenu::item:disabled {{ color: {disabled}; }}
    QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
    QStatusBar {{ background: {panel}; color: {quiet}; border-top: 1px solid {line}; }}
    QStatusBar::item {{ border: 0; }}
    QStatusBar QLabel {{ color: {quiet}; padding: 2px 8px; }}
    QTableView, QListView, QTreeView {{ background: {panel}; border: 0; outline: 0; gridline-color: {line};
        selection-background-color: {selection}; selection-color: {text}; }}
    QTreeView::item {{ padding: 3px 4px; }}
    QHeaderView {{ background: {panel}; }}
    QHeaderView::section {{ background: {panel}; color: {quiet}; border: 0; border-bottom: 1px solid {line};
        padding: 5px 6px; font-weight: bold; }}
    QComboBox {{ min-height: 22px; }}
    QComboBox QAbstractItemView {{ background: {raised}; color: {text}; border: 1px solid {line}; }}
    QLineEdit, QPlainTextEdit, QTextBrowser, QListWidget#folders {{ background: {field};
        color: {text}; border: 1px solid {line}; border-radius: 5px; padding: 4px 6px; }}
    QPushButton {{ background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 5px;
        padding: 6px 14px; }}
    QPushButton:hover {{ background: {hover}; }}
    QPushButton:disabled {{ color: {disabled}; }}
    QPushButton:default:enabled {{ border-color: {accent}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.HANDLE.name()}; border-radius: 4px; min-height: 28px;
        min-width: 28px; margin: 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; border: 0; width: 0; height: 0; }}
    QLabel#quiet {{ color: {quiet}; }}
    QStatusBar QLabel#message {{ color: {text}; }}
    QFrame#tile {{ background: {raised}; border-radius: 6px; }}
    QFrame#tile QLabel {{ background: transparent; }}
    QTabBar::tab {{ background: {panel}; color: {quiet}; border: 0; border-top: 2px solid transparent;
        padding: 6px 12px; }}
    QTabBar::tab:selected {{ color: {text}; border-top-color: {accent}; }}
    QTabBar::tab:hover {{ background: {hover}; }}
    QTabBar {{ background: {panel}; qproperty-drawBase: 0; }}
    QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }}
    """
