"""The one way by which the window's words reach a person: in English where they are written, translated where shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication

from cephview.core.errors import CephViewError
from cephview.core.sentences import Sentence, filled, marked

__all__ = ("CONTEXT", "marked", "said", "said_all", "tr")

CONTEXT = "CephView"


def tr(text: str, /, **fields: Any) -> str:
    """The text in the user's language, its `{fields}` filled in; those that are sentences or errors are said in it too.

    A whole sentence at a time, since other languages order it otherwise; singular and plural are two texts.
    """
    shown = QCoreApplication.translate(CONTEXT, text)
    return filled(shown, {name: _field(value) for name, value in fields.items()})


def said(text: str | CephViewError) -> str:
    """What is said below the window, in the user's language: a template with its fields, or a text that is marked."""
    if isinstance(text, CephViewError | Sentence):
        return tr(text.template, **text.fields)
    return tr(text) if text else ""


def said_all(texts: Iterable[str], between: str = "\n") -> str:
    """Several of them in the user's language, empty ones left out."""
    return between.join(said(text) for text in texts if text)


def _field(value: Any) -> Any:
    return said(value) if isinstance(value, CephViewError | Sentence) else value
