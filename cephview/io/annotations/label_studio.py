"""Label Studio JSON (full and JSON-MIN): key points in percent of the film; one file a project."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from cephview.core.reference import Reference
from cephview.io.annotations.document import Document
from cephview.io.annotations.marks import ONE_EACH, Mark, StatedFilm, reading, stated_size
from cephview.io.films.names import file_name

TITLE = "Label Studio JSON"
# What annotations are called, and were before version 1.0.
_READINGS = ("annotations", "completions")
# What Label Studio puts before the name of an upload.
_UPLOAD = re.compile(r"^[0-9a-f]{4,8}-(?=.)")


def recognises(document: Document) -> bool:
    """Whether the JSON is a list of Label Studio's tasks, or one."""
    tasks = _tasks(document)
    return bool(tasks) and all(_film(task) or _results(task) for task in tasks[:5])


def read(document: Document) -> Reference:
    """The key points of `document.film`, or of the only film. Raises CephViewError where there is no such."""
    tasks = [task for task in _tasks(document) if any(_results(task))]
    if not tasks:
        document.fail("holds no key points: label the film first, or choose another file")
    if len(tasks) > 1:
        chosen = document.only_film(_film(task) for task in tasks)
        tasks = [task for task in tasks if _film(task) == chosen]
    readings = [found for task in tasks for found in _results(task) if found]
    if len(readings) != 1:
        document.fail(
            "holds {count} readings of one film, as of several observers: {one_each}",
            count=len(readings),
            one_each=ONE_EACH,
        )
    marks, size = [], None
    for item in readings[0]:
        inner = item.get("value")
        value = inner if isinstance(inner, dict) else item
        labels = value.get("keypointlabels") or ["?"]
        x, y = value.get("x"), value.get("y")
        if not isinstance(x, (int, float)) or not isinstance(y, (int, float)) or not isinstance(labels, list):
            document.fail("has a key point without x and y in percent: export it again")
        if item.get("image_rotation"):
            document.fail("was labelled on a film that was turned there: turn it back in Label Studio")
        width, height = item.get("original_width"), item.get("original_height")
        if isinstance(width, (int, float)) and isinstance(height, (int, float)):
            size = stated_size(width, height)
        marks.append(Mark(str(labels[0]), float(x), float(y)))
    return reading(document, marks, StatedFilm(_film(tasks[0]), size, share=100.0))


def _tasks(document: Document) -> list[dict[str, Any]]:
    content = document.json if isinstance(document.json, list) else [document.json]
    return [task for task in content if isinstance(task, dict) and {"image", *_READINGS} & task.keys()]


def _film(task: dict[str, Any]) -> str:
    data = task.get("data")
    named = [task.get("file_upload"), task.get("image"), *(data.values() if isinstance(data, dict) else ())]
    found = next((text for text in named if isinstance(text, str) and "." in text), "")
    # Local storage puts the path behind a question mark, with signs for its slashes.
    path = unquote(found.partition("?d=")[2] or found)
    return _UPLOAD.sub("", file_name(path)) if found else ""


def _results(task: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The key points of each finished annotation; what a model proposed (`predictions`) is none."""
    found: list[Any] = next((task[key] for key in _READINGS if isinstance(task.get(key), list)), [])
    entries = [entry for entry in found if isinstance(entry, dict)]
    groups = [e["result"] for e in entries if not e.get("was_cancelled") and isinstance(e.get("result"), list)]
    groups += [value for value in task.values() if isinstance(value, list) and value and _is_point(value[0])]
    points = [[item for item in group if isinstance(item, dict) and _is_point(item)] for group in groups]
    return [group for group in points if group]


def _is_point(item: object) -> bool:
    if not isinstance(item, dict):
        return False
    value = item.get("value")
    return "keypointlabels" in item or (isinstance(value, dict) and "keypointlabels" in value)
