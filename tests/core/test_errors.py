"""The errors that a user reads: a template with its fields, which the window can say in another language."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import cephview
from cephview.core.errors import CephViewError


def test_the_sentence_is_the_template_with_its_fields() -> None:
    error = CephViewError("{name} has {size:.0f} MB: choose a smaller one.", name="a.png", size=12.4)
    assert str(error) == "a.png has 12 MB: choose a smaller one."
    assert error.template == "{name} has {size:.0f} MB: choose a smaller one."


def test_a_sentence_alone_may_hold_braces() -> None:
    assert str(CephViewError("a{b}.png is empty.")) == "a{b}.png is empty."
    assert str(CephViewError("{name} is empty.", name="a{b}.png")) == "a{b}.png is empty."


def test_an_error_comes_whole_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(CephViewError("{name} is empty.", name="a{b}.png")))
    assert (str(error), error.template, error.fields) == (
        "a{b}.png is empty.",
        "{name} is empty.",
        {"name": "a{b}.png"},
    )


PACKAGE = Path(cephview.__file__).parent


def raised(path: Path) -> Iterator[ast.Call]:
    """Each making of a sentence or an error that takes a template."""
    kinds = {"CephViewError", "NewerCaseFile", "DamagedCaseFile", "FilmChanged", "NotCorrectedError", "FolderGoneError"}
    kinds |= {"HeaderError", "Sentence"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if getattr(node.func, "id", getattr(node.func, "attr", "")) in kinds | {"fail"}:
            yield node


def test_no_error_below_the_window_is_put_together_before_it_can_be_translated() -> None:
    below = [path for room in ("core", "io", "phantom", "model", "review") for path in (PACKAGE / room).rglob("*.py")]
    wrong = []
    for path in below:
        where = path.relative_to(PACKAGE).as_posix()
        for call in raised(path):
            text = call.args[0]
            if isinstance(text, ast.JoinedStr):
                wrong.append(f"{where}:{call.lineno} is an f-string")
            elif isinstance(text, ast.Constant) and call.keywords:
                fields = {name for _, name, _, _ in Formatter().parse(text.value) if name is not None}
                if fields != {word.arg for word in call.keywords}:
                    wrong.append(f"{where}:{call.lineno} has other fields than its template")
    assert not wrong
