"""The one way by which the window's words reach a person: in English where they are written, translated where shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cephview.core.errors import CephViewError

CONTEXT = "CephView"


def tr(text: str, /, **fields: object) -> str:
    """The text in the user's language, its `{fields}` filled in.

    A whole sentence at a time, since other languages order it otherwise; singular and plural are two texts.
    """
    shown = QCoreApplication.translate(CONTEXT, text)
    return shown.format(**fields) if fields else shown


def marked(text: str, /) -> str:
    """The text as it is, of a table that is read before the language is known: whoever shows it calls `tr` with it."""
    return text


def said(error: CephViewError) -> str:
    """What went wrong, in the user's language; below the window it is a template with its fields."""
    return tr(error.template, **error.fields)
