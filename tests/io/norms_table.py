"""How many rows of each analysis have a norm, and where its figures were read.

python tests/io/norms_table.py [--write]   (into resources/analyses/README.md)
"""

from __future__ import annotations

import sys
from pathlib import Path

from cephview.core.measurements import Analysis, Measurement
from cephview.io.analyses import load_analyses

README = Path(__file__).parents[2] / "resources" / "analyses" / "README.md"
START, END = "<!-- norms -->\n", "<!-- /norms -->\n"
HEAD = "| analysis | rows | in a paper | in several other sources | in one alone | none |\n|---|---|---|---|---|---|\n"
ORDER = ("paper", "several", "one")


def standing(row: Measurement) -> str:
    """Where the norm of the author's own people was read, which stands first; "" without a norm."""
    return row.norms[0].checked if row.norms else ""


def table(analyses: tuple[Analysis, ...]) -> str:
    """The table in Markdown, with its sums."""
    counts = {a.name: [standing(row) for row in a.measurements] for a in analyses}
    counts["all"] = [each for found in counts.values() for each in found]
    return HEAD + "".join(
        f"| {name} | {len(found)} | {' | '.join(str(found.count(kind)) for kind in (*ORDER, ''))} |\n"
        for name, found in counts.items()
    )


def written() -> str:
    """The table as it stands in the README."""
    return README.read_text(encoding="utf-8").split(START)[1].split(END)[0]


if __name__ == "__main__":
    made = table(load_analyses())
    print(made)
    if "--write" in sys.argv[1:]:
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(START + written() + END, START + made + END), encoding="utf-8")
