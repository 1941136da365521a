"""The files that travel with CephView: models, sample film, landmarks, analyses."""

from __future__ import annotations

from pathlib import Path

import cephview
from cephview.core.errors import CephViewError

_PACKAGE = Path(cephview.__file__).resolve().parent
# A wheel carries the folder inside the package; a checkout (and an editable install) has it beside the package.
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """The file or folder `resources/<parts>` of this installation. Raises CephViewError where it is absent."""
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise CephViewError(
        "CephView's own file {value} is missing: install CephView again.", value="/".join(("resources", *parts))
    )
