"""Which language the window speaks: English as it is written, or a translation from `resources/translations`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from cephview.core.errors import CephViewError
from cephview.core.resources import resource

ENGLISH = "en"
_FOLDER = "translations"


def languages() -> tuple[str, ...]:
    """The languages that the window can speak, by their two letters."""
    try:
        found = (path.stem.removeprefix("cephview_") for path in resource(_FOLDER).glob("cephview_*.qm"))
        return (ENGLISH, *sorted(found))
    except CephViewError:
        return (ENGLISH,)


def name_of(language: str) -> str:
    """What speakers of a language call it."""
    return "English" if language == ENGLISH else QLocale(language).nativeLanguageName()


def of_the_system() -> str:
    """The first language of the system's user that the window can speak; English where there is none."""
    for wanted in QLocale.system().uiLanguages():
        language = wanted.replace("_", "-").partition("-")[0]
        if language == ENGLISH or (_file(language) and language.isalpha()):
            return language
    return ENGLISH


def speak(application: QCoreApplication, language: str = "") -> str:
    """Let the window, which is not made yet, speak this language, or the system's; which one comes back.

    Nothing is loaded for English. Qt's own words (OK, Cancel, Ctrl) follow where its wheel has them.
    """
    language = language or of_the_system()
    path = _file(language) if language != ENGLISH else None
    if path is None:
        return ENGLISH
    of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"
    for each in (of_qt, path):
        translator = QTranslator(application)
        if translator.load(str(each)):
            application.installTranslator(translator)
    return language


def _file(language: str) -> Path | None:
    try:
        return resource(_FOLDER, f"cephview_{language}.qm")
    except CephViewError:
        return None
