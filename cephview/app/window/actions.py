"""All commands of the window in one table: id, text, shortcuts, menu, when it is enabled.

Adding a command is adding a row here and a slot of the same id where the window is wired. Menus, toolbar, shortcut list
and command palette are made from this table.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal

from cephview.app.words import marked

When = Literal[
    "always", "case", "selection", "landmark", "cases", "busy", "folder_busy", "undo", "redo", "ruler_points"
]


@dataclass(frozen=True)
class ActionSpec:
    """One command, in English: whoever shows its words calls `tr`.

    `film_only`: its keys count only while the film or the landmark table has the focus.

    No key may be Ctrl+Alt and a letter: on Windows that is AltGr, by which Polish types ę ś ć.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    when: When = "always"
    checkable: bool = False
    checked: bool = False
    film_only: bool = False
    hint: str = ""
    short: str = ""  # what the toolbar says
    line: bool = False  # a line above it in its menu: another group begins
    submenu: str = ""  # in a menu of this name within `menu`
    mac_keys: tuple[str, ...] = ()  # where macOS keeps `keys` for itself

    @property
    def system_keys(self) -> tuple[str, ...]:
        """The keys on this system."""
        return self.mac_keys if self.mac_keys and sys.platform == "darwin" else self.keys


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", "Open…", ("Ctrl+O",), "File", hint="Open one film or several"),
    ActionSpec(
        *("open_folder", "Open folder…", ("Ctrl+Shift+O",), "File"), hint="List the films of a folder", short="Folder"
    ),
    ActionSpec("forget_recent", "Forget recent films", (), "File", submenu="Open recent", line=True),
    ActionSpec("sample", "Open the sample film", (), "File"),
    ActionSpec(
        *("open_reference", "Open reference…", ("Ctrl+R",), "File", "case"),
        hint="Read a file of reference points",
        line=True,
    ),
    ActionSpec(
        *("patient", "Patient…", (), "File", "case"),
        hint="Sex, age and population, for the norms; and what a DICOM says. It is in no export unless you ask",
    ),
    ActionSpec(
        *("save", "Save", ("Ctrl+S",), "File", "case"), hint="Every edit is kept anyway, within a second", line=True
    ),
    ActionSpec("export", "Export CSV…", ("Ctrl+E",), "File", "case", hint="Write the current points as CSV", line=True),
    ActionSpec("export_again", "Export again", (), "File", "case", hint="To the same file; asks the first time"),
    ActionSpec(
        "export_all", "Export the folder…", ("Ctrl+Shift+E",), "File", "cases", hint="All films of the list in one CSV"
    ),
    ActionSpec(
        *("export_for_others", "Export for other programs…", ("Ctrl+Shift+X",), "File", "case"),
        hint="ISBI text, labelme, COCO, CL-Detection, 3D Slicer, TPS",
    ),
    ActionSpec(
        *("export_measurements", "Export measurements…", (), "File", "case"), hint="Every analysis of this film, as CSV"
    ),
    ActionSpec(
        *("save_picture", "Save a picture…", ("Ctrl+Shift+S",), "File", "case"),
        hint="The whole film with its marks, as PNG",
    ),
    ActionSpec(
        *("csv_for_excel", "CSV for this computer's spreadsheet", (), "File"),
        checkable=True,
        hint="With the decimal sign and separator of the system, as Excel opens it; off: for programs",
    ),
    ActionSpec(
        *("patient_in_exports", "Norms of the patient in exports", (), "File"),
        checkable=True,
        hint="Exported measurements have the norms that fit the patient, which tells who it is; off: all norms",
    ),
    ActionSpec(
        *("close", "Close", ("Ctrl+W",), "File", "cases"),
        hint="Leave all films of the list; every edit is kept",
        line=True,
        mac_keys=("Meta+W",),
    ),
    ActionSpec("quit", "Quit", ("Ctrl+Q",), "File"),
    ActionSpec("undo", "Undo", ("Ctrl+Z",), "Edit", "undo"),
    ActionSpec("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", "redo"),
    ActionSpec(
        *("place", "Place by clicking", ("P",), "Edit", "case"),
        film_only=True,
        hint="The selected landmark; without one, what the shown analysis lacks",
        line=True,
    ),
    ActionSpec("not_visible", "Not visible", ("V",), "Edit", "landmark", film_only=True),
    ActionSpec("reset", "Reset to prediction", ("Delete", "Backspace"), "Edit", "landmark", film_only=True),
    ActionSpec("reset_all", "Reset all to prediction", (), "Edit", "case"),
    ActionSpec(
        *("lock", "Lock or unlock", ("K",), "Edit", "selection"),
        film_only=True,
        hint="A locked point stays put",
        line=True,
    ),
    ActionSpec("lock_all", "Lock all", (), "Edit", "case"),
    ActionSpec("unlock_all", "Unlock all", (), "Edit", "case"),
    ActionSpec("calibrate", "Set mm per pixel…", ("Ctrl+L",), "Edit", "case", line=True),
    ActionSpec(
        *("calibrate_others", "Use these mm per pixel for other films…", (), "Edit", "case"),
        hint="For the films of the same device or folder; each film says where it has them from",
    ),
    ActionSpec(
        *("ruler", "Calibrate with the ruler", ("Ctrl+Shift+L",), "Edit", "case"),
        hint="Drag along the film's ruler: its marks are counted",
        short="Ruler",
    ),
    ActionSpec("copy_picture", "Copy a picture", ("Ctrl+Shift+C",), "Edit", "case", line=True),
    ActionSpec(
        *("copy_measurements", "Copy measurements", ("Ctrl+Shift+D",), "Edit", "case"),
        hint="The analysis that is shown, for a spreadsheet or a letter",
    ),
    ActionSpec(
        *("own_row", "A measurement of my own…", (), "Edit", "case"),
        hint="Its kind, its landmarks clicked on the film, a name and a norm; kept in a file of yours",
    ),
    ActionSpec(
        *("your_name", "Your name in the history…", (), "Edit"),
        hint="Stands beside your steps in the case file",
        line=True,
    ),
    ActionSpec(
        *("ruler_points", "Calibrate from the model's ruler points…", (), "Edit", "ruler_points"),
        hint="Of a model that finds two points of the ruler: say how many mm lie between them",
    ),
    ActionSpec(
        *("predict", "Predict again", ("F5",), "Landmarks", "case"),
        hint="Your corrections stay as they are",
        short="Predict",
    ),
    ActionSpec(
        *("predict_shown", "Predict as shown", ("Ctrl+F5",), "Landmarks", "case"),
        hint="With window, gamma and inversion of the screen: for a film that is too dark, flat or a negative",
    ),
    ActionSpec("cancel", "Cancel the prediction", (), "Landmarks", "busy"),
    ActionSpec(
        *("predict_folder", "Predict the whole folder", ("Shift+F5",), "Landmarks", "cases"),
        hint="In the background",
        line=True,
    ),
    ActionSpec("stop_folder", "Stop predicting the folder", (), "Landmarks", "folder_busy"),
    ActionSpec("folders_by_themselves", "Predict folders by themselves", (), "Landmarks", checkable=True, checked=True),
    ActionSpec(
        *("next", "Next to review", ("Tab",), "Landmarks", "case"),
        film_only=True,
        hint="The least certain comes first",
        line=True,
    ),
    ActionSpec("previous", "Previous to review", ("Shift+Tab",), "Landmarks", "case", film_only=True),
    ActionSpec("confirm", "Confirm and go on", ("Return", "Enter"), "Landmarks", "selection", film_only=True),
    ActionSpec(
        *("mark_done", "Confirm the rest, film done", ("Ctrl+Return",), "Landmarks", "case"),
        hint="Confirms what nobody looked at, and says of what is missing that it is not visible",
    ),
    ActionSpec(
        *("place_needed", "Place what the analysis lacks", (), "Landmarks", "case"),
        hint="One landmark after the other, each where it is expected",
        line=True,
    ),
    ActionSpec(
        *("add_landmarks", "Add landmarks…", (), "Landmarks", "case"), hint="Any of the catalogue, or one of your own"
    ),
    ActionSpec(
        *("take_over", "Take over the estimates", (), "Landmarks", "case"),
        hint="They become points of the film, marked as estimated",
    ),
    ActionSpec(
        *("construct", "Let it follow from others", (), "Landmarks", "selection"),
        hint="A landmark that is constructed, such as a midpoint, goes with those that it is made from",
    ),
    ActionSpec("next_case", "Next film", ("PgDown",), "Landmarks", "cases", line=True),
    ActionSpec("previous_case", "Previous film", ("PgUp",), "Landmarks", "cases"),
    ActionSpec("fit", "Fit", ("F",), "View", "case"),
    ActionSpec("one_to_one", "1 : 1", ("1",), "View", "case"),
    ActionSpec("zoom_in", "Zoom in", ("+", "="), "View", "case"),
    ActionSpec("zoom_out", "Zoom out", ("-",), "View", "case"),
    ActionSpec("invert", "Invert", ("I",), "View", "case", checkable=True, line=True),
    ActionSpec("reset_window", "Reset window/level", ("W",), "View", "case", hint="Right-drag on the film changes it"),
    ActionSpec("local_contrast", "Local contrast (CLAHE)", ("C",), "View", "case", checkable=True, short="CLAHE"),
    ActionSpec("sharpen", "Sharpen", ("S",), "View", "case", checkable=True),
    ActionSpec(
        *("turn_left", "Turn left by 90°", ("Ctrl+Left",), "View", "case"), hint="Points stay on the anatomy", line=True
    ),
    ActionSpec("turn_right", "Turn right by 90°", ("Ctrl+Right",), "View", "case"),
    ActionSpec("mirror", "Mirror", ("Ctrl+M",), "View", "case", mac_keys=("Meta+M",)),
    ActionSpec("upright", "As stored: not turned, not mirrored", (), "View", "case"),
    ActionSpec("labels", "Labels", ("L",), "View", checkable=True, checked=True, line=True),
    ActionSpec("references", "Reference", ("R",), "View", checkable=True, checked=True),
    ActionSpec("errors", "Errors", ("E",), "View", checkable=True, checked=True),
    ActionSpec(
        *("tracing", "Tracing", ("T",), "View"),
        checkable=True,
        hint="The lines of the shown analysis; a measurement under the cursor shows its own",
    ),
    ActionSpec(
        *("estimates", "Estimates", (), "View"),
        checkable=True,
        checked=True,
        hint="Where landmarks are expected that the shown analysis lacks, dotted",
    ),
    ActionSpec("loupe", "Loupe", ("Z",), "View", checkable=True, checked=True, hint="While a point is dragged"),
    ActionSpec("keep_view", "Keep zoom for the next film", (), "View", checkable=True, line=True),
    ActionSpec("keep_window", "Keep window/level for the next film", (), "View", checkable=True),
    ActionSpec("theme_system", "Theme of the system", (), "View", checkable=True, checked=True, submenu="Theme"),
    ActionSpec(
        "theme_light", "Light theme", (), "View", checkable=True, hint="The film stays on dark", submenu="Theme"
    ),
    ActionSpec("theme_dark", "Dark theme", (), "View", checkable=True, submenu="Theme"),
    ActionSpec("language", "Language…", (), "View", hint="Of the window; files and tables stay as they are"),
    ActionSpec(
        *("measurements_large", "Measurements large", ("F6",), "View"),
        checkable=True,
        hint="Over the whole right side, and wider",
        submenu="Panels",
        line=True,
    ),
    ActionSpec("panels", "All panels as at first", (), "View", submenu="Panels"),
    ActionSpec("model", "Model…", ("M",), "Model", hint="What the model says about itself"),
    ActionSpec("open_model", "Open model…", ("Ctrl+Shift+M",), "Model"),
    ActionSpec("embedded_model", "Use the model that CephView brings along", (), "Model"),
    ActionSpec(*("kept_predictions", "Kept predictions…", (), "Model"), hint="How much room they may take on the disk"),
    ActionSpec(
        *("preprocessing", "Preprocessing…", (), "Model"),
        hint="Say what the model's file does not, with the film live beside it",
    ),
    ActionSpec(
        *("evaluate", "Evaluate a model on a folder…", ("Ctrl+Shift+R",), "Model"),
        hint="Against readers, another model's points, or your own corrections",
        line=True,
    ),
    ActionSpec(
        *("why", "Why is the error high?…", (), "Model"),
        hint="Tries each known cause on films with readings, and says in mm what it explains",
    ),
    ActionSpec(
        *("train", "Train a model on my films…", (), "Model"),
        hint="From the model in use, with your corrections or the readings beside the films",
        line=True,
    ),
    ActionSpec(
        *("own_hand", "Follow my hand…", (), "Model"),
        hint="Where you always place a landmark elsewhere than the model: measured on your films that are done",
    ),
    ActionSpec("palette", "All commands…", ("Ctrl+K",), "Help"),
    ActionSpec("shortcuts", "Shortcuts", ("?", "F1"), "Help"),
    ActionSpec("tour", "Show the tour again", (), "Help"),
    ActionSpec("about", "About CephView", (), "Help", line=True),
)

# Moves of the mouse and held keys, which no action can carry; listed beside the shortcuts.
MOVES: tuple[tuple[str, str], ...] = (
    (marked("Click, drag a point"), marked("Select, move (after 3 px)")),
    (marked("Arrows"), marked("Nudge by 1 film px; Shift 10, Alt 0.1")),
    (marked("Wheel"), marked("Zoom to the cursor")),
    (marked("Alt + wheel"), marked("Tilt the film by half a degree")),
    (marked("Middle button, Space + drag"), marked("Pan")),
    (marked("Double click"), marked("Fit")),
    (marked("Right-drag"), marked("Window/level; double click resets")),
    (marked("H held"), marked("Hide all marks, to see the bone")),
    (marked("Esc"), marked("Put a dragged point back; cancel the prediction")),
)

TOOLBAR: tuple[str, ...] = (
    *("open", "open_folder", "|", "predict", "next", "|", "undo", "redo", "|"),
    *("invert", "local_contrast", "loupe", "ruler", "|"),
    *("labels", "references", "errors", "tracing"),
)
