"""Analyses from TOML files: those that ship with CephView, and the user's own, which replace one of the same name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NoReturn, TypeVar

from pydantic import ValidationError

from cephview.core.constructions import Part, leaves
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.formulas import Formula
from cephview.core.measurements import Analysis, Measurement, ValueClass
from cephview.core.resources import resource
from cephview.core.sentences import Sentence
from cephview.io.analyses.names import ConstructionsTable, ConstructionTable, Names, Table, is_landmark
from cephview.io.analyses.tables import FileTable, FormulaTable, PartTable, RowTable
from cephview.io.toml import read_toml

_T = TypeVar("_T", bound=Table)


def load_analyses(folder: Path | None = None) -> tuple[Analysis, ...]:
    """The analyses of CephView and of the user's `folder`, in their order; one that does not exist is empty.

    Raises CephViewError, one sentence with file and row, for the first file that is broken.
    """
    analyses, problems = usable_analyses(folder)
    if problems:
        raise CephViewError(problems[0])
    return analyses


def usable_analyses(folder: Path | None = None) -> tuple[tuple[Analysis, ...], tuple[str, ...]]:
    """As `load_analyses`, without the files that are broken; one sentence about each of those."""
    found: dict[str, Analysis] = {}
    problems: list[str] = []
    for path in (*sorted(resource("analyses").glob("*.toml")), *_files_in(folder)):
        try:
            analysis = read_analysis(path)
        except Exception as error:  # a user's file costs only itself, whatever is wrong with it  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
        else:
            found[analysis.name] = analysis
    in_order = sorted(found.values(), key=lambda analysis: (analysis.order, analysis.name))
    return tuple(in_order), tuple(problems)


def _files_in(folder: Path | None) -> list[Path]:
    try:
        return sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else []
    except (OSError, ValueError):
        return []


def read_analysis(path: Path) -> Analysis:
    """The analysis of a file. Raises CephViewError, one sentence with file and row."""
    return analysis_of(read_toml(path, " and cannot be used as an analysis"), path)


def analysis_of(content: object, path: Path) -> Analysis:
    """The analysis that the content of a file describes; `path` names it. Raises CephViewError as `read_analysis`."""
    file = _checked(FileTable, content, path, "")
    names = _constructed(file.construction, _shared().own(), path)
    for name, table in file.parts.items():
        part = _checked(PartTable, {"formula": table}, path, f"part “{name}”")
        names.formulas[name] = _formula(part.formula, names, path, f"part “{name}”")
    rows: list[Measurement] = []
    for number, table in enumerate(file.measurement, start=1):
        where = f"row {number} “{table.get('name', 'without a name')}”"
        row = _checked(RowTable, table, path, where)
        if row.name in {other.name for other in rows}:
            _fail(path, where, Sentence("has the name of an earlier row"))
        rows.append(replace(_measurement(row, names, file, path, where), rule=file.name if row.classes else ""))
        names.formulas[row.name] = rows[-1].formula
    return Analysis(file.name, tuple(rows), file.note, file.order)


def _measurement(row: RowTable, names: Names, file: FileTable, path: Path, where: str) -> Measurement:
    formula = _formula(row.formula, names, path, where)
    if formula.unit != row.unit:
        _fail(
            path,
            where,
            Sentence("is said to be in {unit}, but its formula gives {unit2}", unit=row.unit, unit2=formula.unit),
        )
    source = row.citation or file.citation
    try:
        norms = tuple(norm.build(row.unit, source, file.population, file.seen) for norm in row.norm)
    except ValueError as error:
        _fail(path, where, Sentence("has a norm that cannot be used ({error})", error=error))
    classes = tuple(ValueClass(c.word, c.low, c.high) for c in row.classes)
    return Measurement(row.name, formula, row.definition, norms, classes, source, row.note, no_norm=row.no_norm)


def constructed_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """CephView's own points and lines, by the names that analyses call them."""
    return tuple(_shared().points), tuple(_shared().lines)


@cache
def _shared() -> Names:
    """The points and lines that every analysis may name."""
    path = resource("constructions.toml")
    return _constructed(_checked(ConstructionsTable, read_toml(path), path, "").construction, Names(), path)


def _constructed(entries: Sequence[object], names: Names, path: Path) -> Names:
    """With these points and lines, each made of those before it."""
    for number, entry in enumerate(entries, start=1):
        called = entry.get("name", "without a name") if isinstance(entry, dict) else Sentence("that is no table")
        where = f"construction {number} “{called}”"
        with _said_of(path, where):
            made = _checked(ConstructionTable, {"construction": entry}, path, where).add_to(names)
        _check_landmarks(made, path, where)
    return names


def _formula(table: FormulaTable, names: Names, path: Path, where: str) -> Formula:
    with _said_of(path, where):
        formula = table.build(names)
    _check_landmarks(formula.parts, path, where)
    return formula


@contextmanager
def _said_of(path: Path, where: str) -> Iterator[None]:
    try:
        yield
    except KeyError as error:
        _fail(
            path,
            where,
            Sentence("refers to {args!r}, which is no part, no line and no earlier row", args=error.args[0]),
        )
    except ValueError as error:
        _fail(path, where, f"is {error}")


def _check_landmarks(parts: Sequence[Part], path: Path, where: str) -> None:
    unknown = [symbol for part in parts for symbol in leaves(part) if not is_landmark(symbol)]
    if unknown:
        _fail(path, where, Sentence("names a landmark that is not known, {unknown!r}", unknown=unknown[0]))


def _checked(kind: type[_T], table: object, path: Path, where: str) -> _T:
    try:
        return kind.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "its content"
        _fail(
            path,
            where,
            Sentence(
                "has a wrong entry at {field} ({value})", field=field, value=first["msg"][:1].lower() + first["msg"][1:]
            ),
        )


def _fail(path: Path, where: str, what: str) -> NoReturn:
    subject = f"{where} {what}" if where else Sentence("the file {what}", what=what)
    raise CephViewError("{name} cannot be used as an analysis: {subject}.", name=path.name, subject=subject)
