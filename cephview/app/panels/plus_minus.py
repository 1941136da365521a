"""What ± means, in the words that the panels share; see `core.plus_minus`."""

from __future__ import annotations

from cephview.app.words import marked

MEANING = marked("Two readings in three lie within the ±, more than nineteen in twenty within twice as much")
