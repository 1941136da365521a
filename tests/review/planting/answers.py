"""The answers of the bench: each is kept as a line as soon as it is known, judged, and told as Markdown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

# What costs less than this is nothing to find, and to find nothing is then right.
NOTHING_MM = 0.05
# A said figure is right within this share of the true loss, or within so many mm.
SHARE, LEAST_MM = 0.1, 0.03


class Answers:
    """The answers so far, in a file of lines; what stands there is not asked again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self.rows: dict[str, dict[str, Any]] = {row["key"]: row for row in map(json.loads, lines)}

    def add(self, row: dict[str, Any]) -> None:
        """Keep an answer."""
        self.rows[row["key"]] = row
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def verdict(row: dict[str, Any]) -> tuple[bool, str]:
    """Whether an answer is right, and what is wrong with it."""
    causes, found = row["causes"], [f for f in row["findings"] if not _is_habit(f, row)]
    figures = [f for f in found if f["mm"] is not None]
    if not causes:
        return not figures, f"false: {_said(figures)}" if figures else ""
    loss = row["before"] - row["sound"]
    if not figures and not row["hint"] and -2 * NOTHING_MM < loss < NOTHING_MM:
        return True, "costs nothing"
    if row.get("remark") and not figures and any(row["remark"] in sentence for sentence in row["remains"]):
        return True, ""
    first = found[: len(causes)] if len(causes) == 1 else found[:3]
    costs = row.get("costs") or [float("inf")] * len(causes)
    for one, said, cost in zip(causes, row.get("said") or [""] * len(causes), costs, strict=True):
        if not abs(cost) < NOTHING_MM and not any(f["cause"] in one and said in f["title"] for f in first):
            return False, f"not named first: {_said(found) or 'nothing'}"
    known = {cause for one in causes for cause in one}
    false = [f for f in figures if f["cause"] not in known]
    if false:
        return False, f"false beside it: {_said(false)}"
    if len(causes) == 1 and not row["hint"] and figures:
        said = sum(f["mm"] for f in figures)
        if abs(said - abs(loss)) > max(SHARE * abs(loss), LEAST_MM):
            return False, f"says {said:.2f} mm, the loss is {loss:.2f} mm"
    elif len(causes) == 1 and not row["hint"]:
        return False, f"no figure, the loss is {loss:.2f} mm"
    return True, ""


def _is_habit(finding: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether a finding tells what the readers of the films do by themselves, and that is not what was planted."""
    habit, kinds = row.get("habit"), ("shift", "definition")
    return (
        bool(habit)
        and str(habit) not in row["plant"]
        and finding["cause"] in kinds
        and finding["title"].startswith(habit)
    )


def table(rows: list[dict[str, Any]]) -> str:
    """Counts by set-up, and each miss."""
    counts: dict[tuple[str, str], list[bool]] = {}
    misses = []
    for row in rows:
        right, why = verdict(row)
        kind = "sound" if not row["causes"] else "one cause" if len(row["causes"]) == 1 else "two causes"
        counts.setdefault((row["set"], kind), []).append(right)
        if not right:
            misses.append(f"| {row['set']} | {row['plant']} | {row['before']:.2f} | {why} |")
    lines = ["| set | planted | right | of | % |", "|---|---|---|---|---|"]
    for (name, kind), right in sorted(counts.items()):
        lines.append(f"| {name} | {kind} | {sum(right)} | {len(right)} | {100 * np.mean(right):.0f} |")
    if misses:
        lines += ["", "| set | planted | MRE, mm | missed |", "|---|---|---|---|", *misses]
    return "\n".join(lines)


def _said(found: list[dict[str, Any]]) -> str:
    return "; ".join(f"{f['cause']} {'–' if f['mm'] is None else format(f['mm'], '.2f')}" for f in found[:4])
