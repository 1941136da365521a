"""A language of the window: what is translated is shown, the rest is English, and Qt's own words follow."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from PySide6.QtCore import QSettings, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QInputDialog

from cephview.app import language
from cephview.app.settings import Settings
from cephview.app.window.questions import ask_language
from cephview.app.words import said, tr
from cephview.cli import main
from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.core.sentences import kept

TS = sorted(resource("translations").glob("cephview_*.ts"))


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    assert language.speak(qapp, "de") == "de"
    yield
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


def tool() -> ModuleType:
    """packaging/translations.py, which is no part of the package."""
    path = Path(__file__).resolve().parents[2] / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fields(text: str) -> list[tuple[str, str | None, str | None]]:
    return sorted((name, spec, way) for _, name, spec, way in Formatter().parse(text) if name and name.isidentifier())


def test_what_is_translated_is_said_in_german_and_the_rest_in_english(german) -> None:
    assert tr("Undo") == "Rückgängig"
    assert tr("What nobody translated") == "What nobody translated"
    assert said(kept("undo", step=kept("move", symbol="S"))) == "Rückgängig: S verschieben"
    error = CephViewError("{name} is empty: copy it again from where it came.", name="a{b}.png")
    assert said(error).startswith("a{b}.png ist leer")
    assert str(error).startswith("a{b}.png is empty"), "files, logs and the command line stay English"
    outer = CephViewError("{error} Your edits are in memory alone: export them.", error=error)
    assert said(outer).startswith("a{b}.png ist leer")


def test_the_buttons_of_qt_follow(german, qtbot) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.buttons()[0].text().replace("&", "") == "Abbrechen"


def test_english_loads_nothing(qapp) -> None:
    before = len(qapp.findChildren(QTranslator))
    assert language.speak(qapp, "en") == "en"
    assert language.speak(qapp, "tlh") == "en", "one that nobody translated into is English"
    assert len(qapp.findChildren(QTranslator)) == before


@pytest.mark.parametrize(("wanted", "spoken"), [(["de-AT", "en"], "de"), (["en-GB", "de"], "en"), (["fa", "xx"], "en")])
def test_the_language_of_the_system_is_taken_where_it_is_spoken(monkeypatch, wanted, spoken) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return wanted

    class Locale:
        system = staticmethod(System)

    monkeypatch.setattr(language, "QLocale", Locale)
    assert language.of_the_system() == spoken


def test_an_unknown_language_is_refused_in_a_sentence(capsys) -> None:
    assert main(["--sample", "--language", "xx"]) == 2
    assert "does not speak 'xx'; it speaks en, de" in capsys.readouterr().err


def test_the_choice_is_kept_for_the_next_start(monkeypatch, qtbot, tmp_path: Path) -> None:
    settings = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    offered: list[str] = []

    def choose(parent, title, text, names, now, editable):
        offered.extend(names)
        return "Deutsch", True

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    assert "next start" in ask_language(settings, None)
    assert (settings.language, offered) == ("de", ["That of the system", "English", "Deutsch"])
    assert ask_language(settings, None) == "", "nothing changed"


@pytest.mark.parametrize("path", TS, ids=lambda path: path.stem)
def test_each_translation_has_the_fields_of_its_text(path: Path) -> None:
    for message in ET.parse(path).getroot().iter("message"):
        text, translated = message.findtext("source") or "", message.findtext("translation")
        if translated and "{" in text:
            assert fields(translated) == fields(text), text


@pytest.mark.parametrize("path", TS, ids=lambda path: path.stem)
def test_what_the_window_loads_is_what_translators_wrote(path: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    known = tool().read(path)
    assert len(known) > 1000
    assert {text: translator.translate("CephView", text) for text in known} == known


@pytest.mark.slow
def test_the_texts_of_the_window_are_nearly_all_translated() -> None:
    texts, known = tool().marked_texts(), tool().read(resource("translations", "cephview_de.ts"))
    shown = [text for text, where in texts.items() if where.startswith("cephview/app")]
    assert len(shown) > 700
    assert sum(text in known for text in shown) > 0.9 * len(shown)


@pytest.mark.slow
def test_the_tool_finds_each_kind_of_marked_text() -> None:
    texts = tool().marked_texts()
    for text in (
        "Undo",  # a row of the table of commands
        "{count} landmark differs",  # one side of a choice
        "Move {symbol}",  # what files keep
        "{name} is damaged and cannot be read; it is left as it is.",  # a class of errors of its own
        "Nasion",  # a name from a table
    ):
        assert text in texts
    assert not any(where.startswith("cephview/cli") for where in texts.values())
    # What is said of predictions by exchanging words is to be translated as well.
    assert {"in the readings x and y are exchanged", "in the predictions x and y are exchanged"} <= set(texts)
    assert "give each film its own prediction" in texts, "in whichever file of the diagnosis"


@pytest.mark.slow
def test_all_that_a_diagnosis_says_is_translated() -> None:
    texts, known = tool().marked_texts(), tool().read(resource("translations", "cephview_de.ts"))
    places = ("cephview/review/diagnosis", "cephview/app/evaluation")
    assert [text for text, where in texts.items() if where.startswith(places) and text not in known] == []
