"""The look of the window: Fusion with one dark palette and one style sheet, made from the canvas theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from cephview.app.canvas import theme

_HOVER = QColor("#313844")


def apply_style(application: QApplication) -> None:
    """Give the application its dark look."""
    application.setStyle(QStyleFactory.create("Fusion"))
    palette = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: theme.PANEL,
        role.Base: theme.PANEL,
        role.AlternateBase: theme.RAISED,
        role.Button: theme.RAISED,
        role.ToolTipBase: theme.RAISED,
        role.WindowText: theme.TEXT,
        role.Text: theme.TEXT,
        role.ButtonText: theme.TEXT,
        role.ToolTipText: theme.TEXT,
        role.PlaceholderText: theme.TEXT_QUIET,
        role.Highlight: QColor("#2c4258"),
        role.HighlightedText: theme.TEXT,
        role.Link: theme.ACCENT,
        role.BrightText: theme.WARNING,
    }.items():
        palette.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor("#626b78"))
    application.setPalette(palette)
    application.setStyleSheet(_sheet())


def _sheet() -> str:
    panel, raised, line = theme.PANEL.name(), theme.RAISED.name(), theme.LINE.name()
    text, quiet, accent, hover = theme.TEXT.name(), theme.TEXT_QUIET.name(), theme.ACCENT.name(), _HOVER.name()
    return f"""
    QMainWindow, QDialog {{ background: {panel}; }}
    QMainWindow::separator {{ background: {theme.SURROUND.name()}; width: 3px; height: 3px; }}
    QToolBar {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; padding: 4px 6px; spacing: 2px; }}
    QToolBar::separator {{ background: {line}; width: 1px; margin: 6px 6px; }}
    QToolButton {{ color: {text}; background: transparent; border: 0; border-radius: 5px; padding: 5px 10px; }}
    QToolButton:hover {{ background: {hover}; }}
    QToolButton:checked {{ background: #22354a; color: {accent}; }}
    QToolButton:disabled {{ color: #626b78; }}
    QToolButton#primary {{ background: {accent}; color: #0b1622; font-weight: bold; padding: 5px 14px; }}
    QToolButton#primary:hover {{ background: #7cbcf9; }}
    QToolButton#primary:disabled {{ background: {raised}; color: #626b78; }}
    QDockWidget {{ color: {quiet}; titlebar-close-icon: none; }}
    QDockWidget::title {{ background: {panel}; padding: 7px 10px; text-align: left; }}
    QMenuBar {{ background: {panel}; color: {text}; }}
    QMenuBar::item:selected, QMenu::item:selected {{ background: {hover}; }}
    QMenu {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
    QMenu::item:disabled {{ color: #626b78; }}
    QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
    QStatusBar {{ background: {panel}; color: {quiet}; border-top: 1px solid {line}; }}
    QStatusBar::item {{ border: 0; }}
    QStatusBar QLabel {{ color: {quiet}; padding: 2px 8px; }}
    QTableView, QListView, QTreeView {{ background: {panel}; border: 0; outline: 0; gridline-color: {line};
        selection-background-color: #2c4258; selection-color: {text}; }}
    QHeaderView {{ background: {panel}; }}
    QHeaderView::section {{ background: {panel}; color: {quiet}; border: 0; border-bottom: 1px solid {line};
        padding: 5px 6px; font-weight: bold; }}
    QComboBox {{ background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 5px;
        padding: 3px 8px; }}
    QComboBox QAbstractItemView {{ background: {raised}; color: {text}; border: 1px solid {line}; }}
    QLineEdit, QDoubleSpinBox, QPlainTextEdit, QTextBrowser {{ background: {theme.SURROUND.name()}; color: {text};
        border: 1px solid {line}; border-radius: 5px; padding: 4px 6px; }}
    QPushButton {{ background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 5px;
        padding: 6px 14px; }}
    QPushButton:hover {{ background: {hover}; }}
    QPushButton:default {{ border-color: {accent}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: #414957; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; border: 0; width: 0; height: 0; }}
    QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }}
    """
