"""The texts of the window for translators: `python packaging/translations.py de [--check]`.

Reads every marked text of the program, brings `resources/translations/cephview_de.ts` up to date (what is translated
stays, what is new is unfinished, what is gone goes) and makes the `.qm` that the window loads, with the `lrelease` of
the installed PySide6. A new language is a new two-letter name. With --check nothing is written; the exit status says
whether anything would be.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parents[1]
_PACKAGE = _REPOSITORY / "cephview"
_FOLDER = _REPOSITORY / "resources" / "translations"
_CONTEXT = "CephView"  # cephview.app.words.CONTEXT
# Calls whose first text is for people. Below the window: sentences, and errors, whose classes all end alike or stand
# here; a row of the window's commands has several texts.
_MARKS = frozenset({"tr", "marked", "Sentence", "fail"})
_ROW = "ActionSpec"
# What is said of readings here is said of predictions, too, with the words exchanged.
_OF_BOTH = "cephview/review/diagnosis/"
_ROW_TEXTS = {"text": 1, "menu": 3, "hint": None, "short": None, "submenu": None}


def texts(node: ast.AST | None) -> Iterator[str]:
    """The literal texts of an expression: itself, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def error_classes(trees: list[ast.Module]) -> frozenset[str]:
    """The names of CephViewError and of what is made from it."""
    found = {"CephViewError"}
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while more := {c.name for c in classes if any(ast.unparse(base) in found for base in c.bases)} - found:
        found |= more
    return frozenset(found)


def marked_texts() -> dict[str, str]:
    """Every marked text of the program, with the file that it stands in first."""
    # The command line speaks English.
    paths = sorted(path for path in _PACKAGE.rglob("*.py") if _PACKAGE / "cli" not in path.parents)
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    marks = _MARKS | error_classes(trees)
    found: dict[str, str] = {}
    for path, tree in zip(paths, trees, strict=True):
        where = path.relative_to(_REPOSITORY).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for text in _texts_of(node, marks):
                    found.setdefault(text, where)
    for where, text in _names():
        found.setdefault(text, where)
    return {**_of_predictions(found), **found}


def _of_predictions(found: dict[str, str]) -> dict[str, str]:
    sys.path.insert(0, str(_REPOSITORY))
    from cephview.review.diagnosis.of_predictions import of_predictions

    return {of_predictions(text): where for text, where in found.items() if where.startswith(_OF_BOTH)}


def _texts_of(call: ast.Call, marks: frozenset[str]) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in marks and call.args:
        yield from texts(call.args[0])
    elif name == _ROW:
        given = [arg for each in call.args for arg in (each.value.elts if isinstance(each, ast.Starred) else [each])]
        words = {word.arg: word.value for word in call.keywords}
        for field, place in _ROW_TEXTS.items():
            yield from texts(words.get(field) or (given[place] if place is not None and place < len(given) else None))


def _names() -> Iterator[tuple[str, str]]:
    """The names of landmarks."""
    path = _REPOSITORY / "resources" / "landmarks.toml"
    for landmark in tomllib.loads(path.read_text(encoding="utf-8"))["landmark"]:
        yield "resources/landmarks.toml", landmark["name"]


def read(path: Path) -> dict[str, str]:
    """The finished translations of a .ts file, by text; none where it is not there."""
    if not path.is_file():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    return {str(m.findtext("source")): text for m in messages if (text := m.findtext("translation"))}


def written(language: str, sources: dict[str, str], known: dict[str, str]) -> bytes:
    """The .ts file of a language."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = _CONTEXT
    for text, where in sorted(sources.items(), key=lambda each: (each[1], each[0])):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "location", filename=f"../../{where}")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if text in known:
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def released(ts: Path, qm: Path) -> None:
    """Make the .qm file with Qt's own tool. Raises CalledProcessError where it cannot."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([str(tool), "-silent", str(ts), "-qm", str(qm)], check=True)


def main(arguments: list[str]) -> int:
    """Bring a language up to date; 1 where --check finds that it is not."""
    parser = argparse.ArgumentParser(description="Bring a language of the window up to date.")
    parser.add_argument("language", help="two letters: de")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether anything is to be written")
    options = parser.parse_args(arguments)
    ts = _FOLDER / f"cephview_{options.language}.ts"
    sources, known = marked_texts(), read(ts)
    data = written(options.language, sources, known)
    left = [text for text in sources if text not in known]
    print(f"{len(sources)} texts, {len(left)} of them not translated.")
    if options.check:
        return 0 if ts.is_file() and ts.read_bytes() == data else 1
    _FOLDER.mkdir(parents=True, exist_ok=True)
    ts.write_bytes(data)
    released(ts, ts.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
