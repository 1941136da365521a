"""What the program remembers between two starts: one table of keys with types and defaults."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

from cephview.io.reading import is_file, is_folder
from cephview.io.tables.csv_style import PLAIN, CsvStyle, excel_style

_RECENT_LIMIT = 12
_COMMANDS_LIMIT = 5
_KEPT_MEGABYTES = 500


class Settings:
    """The user's settings. `QSettings` keeps them; CEPHVIEW_SETTINGS (see `cli.window`) puts them elsewhere."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @classmethod
    def at(cls, file: Path | None = None) -> Settings:
        """Those in `file`, or the user's own."""
        if file is not None:
            return cls(QSettings(str(file), QSettings.Format.IniFormat))
        return cls(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "CephView", "CephView"))

    @property
    def recent(self) -> list[Path]:
        """Films opened lately that are still there, latest first."""
        stored = self._store.value("recent", [], list)
        paths = [Path(str(text)) for text in (stored if isinstance(stored, list) else [])]
        return [path for path in paths if is_file(path)]

    def remember(self, film: Path) -> None:
        """Put a film on top of the recent ones."""
        paths = [film.absolute(), *(path for path in self.recent if path != film.absolute())]
        self._store.setValue("recent", [str(path) for path in paths[:_RECENT_LIMIT]])

    def forget_recent(self) -> None:
        """Empty the recent list."""
        self._store.remove("recent")

    @property
    def commands(self) -> list[str]:
        """The ids of the commands that were run from the palette lately, latest first."""
        stored = self._store.value("commands", [], list)
        return [str(name) for name in stored] if isinstance(stored, list) else []

    def remember_command(self, name: str) -> None:
        """Put a command on top of the recent ones."""
        self._store.setValue("commands", [name, *(each for each in self.commands if each != name)][:_COMMANDS_LIMIT])

    @property
    def folder(self) -> Path:
        """Where the next file dialog opens."""
        path = Path(str(self._store.value("folder", "")))
        return path if str(path) != "." and is_folder(path) else Path.home()

    @folder.setter
    def folder(self, path: Path) -> None:
        self._store.setValue("folder", str(path))

    @property
    def model(self) -> Path | None:
        """The checkpoint that was in use, None for the embedded one."""
        text = str(self._store.value("model", ""))
        return Path(text) if text and is_file(Path(text)) else None

    @model.setter
    def model(self, path: Path | None) -> None:
        self._store.setValue("model", str(path) if path else "")

    @property
    def analysis(self) -> str:
        """The analysis that was shown last."""
        return str(self._store.value("analysis", ""))

    @analysis.setter
    def analysis(self, name: str) -> None:
        self._store.setValue("analysis", name)

    @property
    def picked_rows(self) -> list[str]:
        """The rows of the user's own analysis, each as `analysis/row`."""
        stored = self._store.value("picked_rows", [], list)
        return [str(key) for key in stored] if isinstance(stored, list) else []

    @picked_rows.setter
    def picked_rows(self, keys: list[str]) -> None:
        self._store.setValue("picked_rows", list(keys))

    @property
    def who(self) -> str:
        """The user's name for the history of cases; empty where none is set."""
        return str(self._store.value("who", ""))

    @who.setter
    def who(self, name: str) -> None:
        self._store.setValue("who", name)

    @property
    def language(self) -> str:
        """The window's language, two letters; empty for that of the system."""
        return str(self._store.value("language", ""))

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def training_run(self) -> Path | None:
        """The folder of the run that was trained last, while it is there."""
        text = str(self._store.value("training_run", ""))
        return Path(text) if text and is_folder(Path(text)) else None

    @training_run.setter
    def training_run(self, folder: Path) -> None:
        self._store.setValue("training_run", str(folder))

    @property
    def csv_style(self) -> CsvStyle:
        """How tables are written: plain, or for this computer's spreadsheet."""
        return excel_style(system_decimal()) if self.flag("csv_for_excel", False) else PLAIN

    @property
    def kept_megabytes(self) -> int:
        """How much kept predictions may take on the disk, MB."""
        try:
            return min(max(int(str(self._store.value("kept_megabytes", _KEPT_MEGABYTES))), 1), 1_000_000)
        except ValueError:
            return _KEPT_MEGABYTES

    @kept_megabytes.setter
    def kept_megabytes(self, limit: int) -> None:
        self._store.setValue("kept_megabytes", limit)

    @property
    def ruler_mm(self) -> float | None:
        """How long the ruler between a model's two ruler points was the last time, mm; None where nobody has said."""
        try:
            return float(str(self._store.value("ruler_mm", ""))) or None
        except ValueError:
            return None

    @ruler_mm.setter
    def ruler_mm(self, mm: float) -> None:
        self._store.setValue("ruler_mm", repr(mm))

    @property
    def analyses_folder(self) -> Path:
        """Where the user's own analyses lie: `analyses` beside the settings."""
        return Path(self._store.fileName()).parent / "analyses"

    @property
    def landmarks_file(self) -> Path:
        """Where the user's own landmarks stand: `landmarks.toml` beside the settings."""
        return Path(self._store.fileName()).parent / "landmarks.toml"

    def flag(self, key: str, default: bool) -> bool:
        """A remembered switch."""
        return str(self._store.value(f"flags/{key}", default)).lower() == "true"

    def set_flag(self, key: str, on: bool) -> None:
        """Remember a switch."""
        self._store.setValue(f"flags/{key}", "true" if on else "false")

    def layout(self, key: str) -> QByteArray | None:
        """A remembered geometry or dock layout."""
        value = self._store.value(f"layout/{key}")
        return value if isinstance(value, QByteArray) else None

    def set_layout(self, key: str, value: QByteArray) -> None:
        """Remember a geometry or dock layout."""
        self._store.setValue(f"layout/{key}", value)

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()


def system_decimal() -> str:
    """The decimal sign of the system, which spreadsheets expect in what is pasted."""
    return QLocale.system().decimalPoint()
