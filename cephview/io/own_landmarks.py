"""The user's own landmarks: `landmarks.toml` beside the settings, of the shape of CephView's own catalogue."""

from __future__ import annotations

from pathlib import Path

from cephview.core.catalogue import LANDMARKS, Landmark, check_landmark, parse_landmarks
from cephview.core.errors import CephViewError
from cephview.io.atomic import write_atomically
from cephview.io.reading import read_text
from cephview.io.toml import quoted

_LIMIT = 1 << 20
_HEAD = "# Landmarks of your own, as CephView's own are written (resources/landmarks.toml).\n"


def load_own_landmarks(path: Path) -> tuple[Landmark, ...]:
    """Let the catalogue know the landmarks of this file, and return them; none where there is no file.

    Raises CephViewError where it cannot be read; the catalogue is what it was then.
    """
    if not path.is_file():
        return ()
    own = parse_landmarks(read_text(path, _LIMIT), path.name)
    LANDMARKS.add(own)
    return own


def keep_own_landmark(path: Path, landmark: Landmark) -> None:
    """Add a landmark to the file, atomically, and to the catalogue.

    Raises CephViewError where its symbol is taken, where something in it is wrong, or the file cannot be written.
    """
    if wrong := check_landmark(landmark):
        raise CephViewError(wrong)
    kept = load_own_landmarks(path)
    if landmark.symbol in LANDMARKS:
        raise CephViewError(
            "{symbol} is {name}: choose another symbol.", symbol=landmark.symbol, name=LANDMARKS[landmark.symbol].name
        )
    write_atomically(path, (_HEAD + "".join(map(_written, (*kept, landmark)))).encode())
    LANDMARKS.add([landmark])


def _written(landmark: Landmark) -> str:
    texts = {
        "symbol": landmark.symbol,
        "name": landmark.name,
        "tissue": landmark.tissue,
        "definition": landmark.definition,
        "construct": landmark.construct,
        "source": landmark.source,
    }
    lines = [f"{key} = {quoted(text)}" for key, text in texts.items() if text]
    for key, names in (("aliases", landmark.aliases), ("ambiguous", landmark.ambiguous)):
        if names:
            lines.append(f"{key} = [{', '.join(map(quoted, names))}]")
    return "\n[[landmark]]\n" + "\n".join(lines) + "\n"
