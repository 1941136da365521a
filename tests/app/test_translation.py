"""Every text of the window is marked for translation where it is written, and comes translated where it is shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QTranslator

from cephview.app.words import CONTEXT, said
from cephview.core.errors import CephViewError

APP = Path(__file__).resolve().parents[2] / "cephview/app"
# `qt_libraries` speaks where Qt cannot be loaded, `settings` holds ids, `style` is for Qt alone.
NOT_SHOWN = {"qt_libraries.py", "settings.py", "style.py"}
# Below the window, where what is said comes from; errors are looked at in tests/core/test_errors.py.
BELOW = ("core", "io/annotations", "io/films", "io/cases", "io/atomic.py", "io/datasets.py", "io/tables/calibration.py")
MARKED = {"tr", "marked", "ActionSpec"}
# Calls whose text is no text for a person: ids, keys of the keyboard, patterns, the log.
SILENT = {
    *("setObjectName", "setStyleSheet", "setDefaultStyleSheet", "getattr", "hasattr", "compile", "match", "search"),
    *("fullmatch", "sub"),
    *("Signal", "value", "setValue", "get", "cast", "setProperty", "open", "QFont", "QColor", "startswith", "submenu"),
    *("endswith", "info", "debug", "exception", "removeprefix", "removesuffix", "QKeySequence", "key_text"),
    *("in_keys_of_the_system", "key_words", "create", "Worker", "letter_at"),
}
# Calls that show their text even where it is a single word.
SHOWS = {
    *("setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setTitle", "addAction", "addItem", "addTab"),
    *("addMenu", "addRow", "QLabel", "QPushButton", "QAction", "QCheckBox", "QRadioButton", "QGroupBox", "QDockWidget"),
    *("QMenu", "ElidedLabel", "say", "_say", "warn", "information", "warning", "question", "critical", "addButton"),
    *("setInformativeText", "setLabelText", "setAccessibleName", "setAccessibleDescription", "Notice", "QToolBar"),
}
# What is no text for a person, though it looks like one.
ALLOWED = {
    "CephView",
    "English",
    "CephView \0",
    "CephView models",
    "0.12345 mm / px · meas…",
    "cep…",
    "in use",
    "cross above",
}


# What standard error is told.
KEPT = {
    "cephview: \0",
}


def written(node: ast.AST) -> str | None:
    """The text of a literal, a NUL in the place of each field; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "\0" for v in node.values)
    return None


def is_prose(text: str) -> bool:
    """Whether it is for reading: words with a blank between them, a capital, or an ellipsis."""
    text = re.sub(r"<[^<>]*>|[\w-]+: ?[\0\w#]+;", "", text)
    if (
        text in ALLOWED | KEPT
        or re.search(r"(font-size|font-weight|background): ", text)
        or not re.search(r"[A-Za-z]{2}", text.replace("\0", ""))
    ):
        return False
    return bool(re.search(r"[A-Za-z,.:\0] +[A-Za-z\0]", text) or re.match(r"[A-Z][a-z]+", text) or "…" in text)


class Unmarked(ast.NodeVisitor):
    """Collects the literals of a module that are for reading and in no call that marks them."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def _skip_docstring(self, node: ast.Module | ast.ClassDef | ast.FunctionDef) -> None:
        for each in node.body:
            self.visit(each)

    visit_Module = visit_ClassDef = _skip_docstring

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        self._skip_docstring(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if written(node.value) is None:  # else it is a docstring
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None and getattr(node.annotation, "id", "") != "TypeAlias":
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        if getattr(node.targets[0], "id", "") != "__all__":
            self.visit(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)

    def visit_Compare(self, node: ast.Compare) -> None:
        for part in (node.left, *node.comparators):
            if written(part) is None:
                self.visit(part)

    def visit_MatchValue(self, node: ast.MatchValue) -> None:
        """A value that is compared is an id."""

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        fields = [word.value for word in node.keywords if word.arg not in ("key", "name") or name == "tr"]
        if name in MARKED:
            for field in fields if name == "tr" else ():
                self.visit(field)
        elif name not in SILENT and getattr(getattr(node.func, "value", None), "id", "") != "LOG":
            self.visit(node.func)
            for argument in (*node.args, *fields):
                text = written(argument)
                if name in SHOWS and text and re.search(r"[a-z]{2}", text) and not is_id(text):
                    self._tell(argument, text)
                else:
                    self.visit(argument)

    def visit_Constant(self, node: ast.Constant) -> None:
        if (text := written(node)) is not None and is_prose(text):
            self._tell(node, text)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        text = written(node) or ""
        if is_prose(text):
            self._tell(node, text)
        for field in node.values:
            if isinstance(field, ast.FormattedValue):
                self.visit(field.value)

    def _tell(self, node: ast.AST, text: str) -> None:
        self.found.append(f"{getattr(node, 'lineno', 0)}: {text}")


def is_id(text: str) -> bool:
    return text in ALLOWED or bool(re.fullmatch(r"\.?[a-z]+(_[a-z]+)+|\d+pt|<[^<>]*>", text))


def modules() -> list[Path]:
    return [path for path in sorted(APP.rglob("*.py")) if path.name not in NOT_SHOWN]


def below() -> list[Path]:
    rooms = [APP.parent / room for room in BELOW]
    return [path for room in rooms for path in ([room] if room.is_file() else sorted(room.rglob("*.py")))]


@pytest.mark.parametrize("path", modules(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_text_of_these_rooms_is_unmarked(path: Path) -> None:
    unmarked = Unmarked()
    unmarked.visit(ast.parse(path.read_text(encoding="utf-8")))
    assert not unmarked.found


class UnmarkedBelow(Unmarked):
    """The same below the window: three words make a sentence there, and what only developers meet is none."""

    MARKS = frozenset({"Sentence", "kept", "marked", "fail", "CephViewError", "HeaderError", "NoReadingError"})
    FOR_DEVELOPERS = frozenset({"ValueError", "TypeError", "RuntimeError", "PydanticCustomError", "Scheme", "error"})

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in self.MARKS:
            for field in node.keywords:
                self.visit(field.value)
        elif name not in self.FOR_DEVELOPERS and not name.endswith(("Error", "CaseFile", "Changed", "Another")):
            super().visit_Call(node)

    def _tell(self, node: ast.AST, text: str) -> None:
        if len(re.findall(r"(?:^|[\s,:])[a-z]{2,}", text)) >= 3 and "/" not in text and not text.startswith("#"):
            super()._tell(node, text)


# The kinds of a case file are compared with what former versions wrote.
WRITTEN_BEFORE = {"Not visible: {symbol}"}


@pytest.mark.parametrize("path", below(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_below_the_window_is_put_together_before_it_can_be_translated(path: Path) -> None:
    unmarked = UnmarkedBelow()
    unmarked.visit(ast.parse(path.read_text(encoding="utf-8")))
    assert [text for text in unmarked.found if text.partition(": ")[2] not in WRITTEN_BEFORE] == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('notes.append(f"{n} films of a folder were left out")', 1),
        ('notes.append(Sentence("{n} films of a folder were left out", n=n))', 0),
        ('document.fail("holds {n} sets of points", n=n)', 0),
        ('raise ValueError("this is for the developers alone")', 0),
        ('x = Sentence("{why}", why="the one nearer to where it is expected")', 1),
    ],
)
def test_an_unmarked_sentence_below_is_seen(code: str, count: int) -> None:
    unmarked = UnmarkedBelow()
    unmarked.visit(ast.parse(code))
    assert len(unmarked.found) == count


@pytest.mark.parametrize("path", modules(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_names_of_objects_and_settings_are_no_shown_texts(path: Path) -> None:
    """Ids stay the same in every language: what is kept under one, or found by it, is found again."""
    calls = {"setObjectName", "setValue", "set_flag", "flag", "value", "set_layout", "layout", "setProperty"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in calls and node.args:
            name = node.args[0]
            inside = {getattr(each.func, "id", "") for each in ast.walk(name) if isinstance(each, ast.Call)}
            assert not inside & {"tr", "said", "said_all"}, f"line {node.lineno}"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('label.setText("done")', 1),
        ('label.setText(tr("done"))', 0),
        ('x = f"{n} films are read"', 1),
        ('x = tr("{n} films are read", n=n)', 0),
        ('x = tr("{what} is read", what="a film of yours")', 1),
        ('label.setObjectName("main window")', 0),
        ('"""A text that nobody is shown."""', 0),
        ('raise CephViewError("That cannot be: do this.")', 1),
        ('TABLE = (("id", marked("A text")), ("other", "Another text"))', 1),
        ("label.setStyleSheet(f'color: {colour}; font-weight: bold')", 0),
    ],
)
def test_an_unmarked_text_is_seen(code: str, count: int) -> None:
    unmarked = Unmarked()
    unmarked.visit(ast.parse(code))
    assert len(unmarked.found) == count


def calls(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Each literal text that `tr` is called with, and the fields that it is given."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
            text = written(node.args[0])
            if text is not None:
                yield text, {str(word.arg) for word in node.keywords if word.arg}


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_text_gets_its_fields_and_no_others(path: Path) -> None:
    for text, given in calls(path):
        assert "\0" not in text, "an f-string cannot be found in a translation"
        fields = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        # Without fields the text is filled in later: where two texts of singular and plural meet.
        assert given in (fields, set()), text


@pytest.fixture
def german(qapp) -> Iterator[None]:
    class German(QTranslator):
        def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
            return {"{name} is empty.": "{name} ist leer."}.get(text, text) if context == CONTEXT else text

        def isEmpty(self) -> bool:
            return False

    translator = German()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_errors_from_below_are_said_in_the_language_of_the_window(german) -> None:
    error = CephViewError("{name} is empty.", name="a{b}.png")
    assert said(error) == "a{b}.png ist leer."
    assert said(CephViewError("{other} is what nobody translated.", other="It")) == "It is what nobody translated."
