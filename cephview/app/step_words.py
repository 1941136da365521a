"""The steps of a case's history in the user's language.

A case keeps them in English whatever the language of the window, in one of these forms, so that a file reads alike
everywhere and older files are read as well; what is shown is the form in the user's language with the same fields.
"""

from __future__ import annotations

import re
from functools import cache

from cephview.app.words import marked, tr

# A text without fields stands before those that it would fit, too.
FORMS: tuple[str, ...] = (
    marked("Mark as done"),
    marked("Reset all"),
    marked("Lock all"),
    marked("Unlock all"),
    marked("Set calibration"),
    marked("Remove calibration"),
    marked("Set patient"),
    marked("Turn film as stored"),
    marked("Take over the estimates"),
    marked("Place {symbol}"),
    marked("Move {symbol}"),
    marked("Nudge {symbol}"),
    marked("Confirm {symbol}"),
    marked("Not visible: {symbol}"),
    marked("{symbol} visible again"),
    marked("{symbol} not visible"),
    marked("{symbol} follows no longer"),
    marked("{symbol} follows from {symbols}"),
    marked("Reset {symbol}"),
    marked("Lock {symbol}"),
    marked("Unlock {symbol}"),
    marked("Turn film: {turn}"),
    marked("Add {symbols} and leave out {left_out}"),
    marked("Add {symbols}"),
    marked("Leave out {left_out}"),
)
_UNDO = marked("Undo {step}")
_FIELDS = {"symbol": r"\S+", "symbols": ".+", "left_out": ".+", "turn": ".+"}


@cache  # not at import: the first frame waits for none of them
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    found = [f"(?P<{part}>{_FIELDS[part]})" if i % 2 else re.escape(part) for i, part in enumerate(parts)]
    return re.compile("".join(found))


def form_of(text: str) -> tuple[str, dict[str, str]] | None:
    """The form of a step's text, and its fields; None where it has none of them, as in a file of a later version."""
    for form in FORMS:
        if match := _pattern(form).fullmatch(text):
            return form, match.groupdict()
    return None


def said_step(text: str) -> str:
    """A step's text in the user's language; as it stands where its form is not known."""
    if text.startswith("Undo "):
        return tr(_UNDO, step=said_step(text.removeprefix("Undo ")))
    found = form_of(text)
    return text if found is None else tr(found[0], **found[1])
