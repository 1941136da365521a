"""How a table is written as CSV: plain for programs, or as the spreadsheet of this computer opens it by a double click.

Where the decimal sign is a comma, Excel takes `5.4` for a date, looks for semicolons between the cells, and reads
UTF-8 as such only after a byte order mark.
"""

from __future__ import annotations

import csv
import io
import locale
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

Cell = str | float | int
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_MARKS = {".": ",", ",": ";"}  # decimal sign: what then stands between cells


@dataclass(frozen=True)
class CsvStyle:
    """What stands between cells and before decimals, and whether a byte order mark leads."""

    separator: str = ","
    decimal: str = "."
    bom: bool = False

    def number(self, text: str) -> str:
        """A number as text, with the decimal sign of this style."""
        return text.replace(".", self.decimal)


PLAIN = CsvStyle()
EXCEL_POINT, EXCEL_COMMA = CsvStyle(",", ".", True), CsvStyle(";", ",", True)


def excel_style(decimal: str | None = None) -> CsvStyle:
    """For the spreadsheet of this computer. `decimal` is the system's sign, where somebody (Qt) knows it."""
    separator = ""
    if sys.platform == "win32":
        # What the user has set in the control panel is what Excel goes by, whatever the language.
        decimal = _windows("sDecimal") or decimal
        separator = _windows("sList")
    decimal = decimal or _decimal_sign()
    if len(separator) != 1 or separator == decimal:
        separator = _MARKS.get(decimal, ";")
    return CsvStyle(separator, decimal, True)


def encode_table(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Cell]],
    style: CsvStyle = PLAIN,
    *,
    numeric: Collection[str] = (),
    header: bool = True,
) -> bytes:
    """The rows as CSV (RFC 4180 but for the style), UTF-8. Text in the columns `numeric` counts as numbers, too.

    Without `header` they go on where a table ends.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=style.separator, lineterminator="\r\n")
    if header:
        writer.writeheader()
    for row in rows:
        writer.writerow({name: _written(cell, style, name in numeric) for name, cell in row.items()})
    # A file name that is no Unicode (Linux allows that) must not cost the user the table.
    return ((_BOM if style.bom and header else "") + text.getvalue()).encode("utf-8", errors="replace")


def _written(cell: Cell, style: CsvStyle, is_number: bool) -> Cell:
    if isinstance(cell, str) and not is_number:
        return cell
    if style == PLAIN:
        return cell
    return "" if cell != cell else style.number(str(cell))  # a spreadsheet takes `nan` for text


def _decimal_sign() -> str:
    """The decimal sign of the user's language, as the environment tells it; a point where it does not."""
    former = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        return str(locale.localeconv()["decimal_point"])
    except (locale.Error, ValueError):
        # The language is not installed on this system; its name tells enough in most cases.
        return _sign_of(next((os.environ[key] for key in ("LC_ALL", "LC_NUMERIC", "LANG") if os.environ.get(key)), ""))
    finally:
        locale.setlocale(locale.LC_NUMERIC, former)


# Languages that write 5.4 (Unicode CLDR); the others of the Latin, Cyrillic and Greek scripts write 5,4.
_POINT = {"", "c", "posix", "en", "zh", "ja", "ko", "th", "he", "hi", "bn", "ta", "te", "mr", "ur", "ms", "fil", "sw"}
_POINT_REGIONS = {"de_CH", "it_CH", "es_MX", "es_US", "es_GT", "es_HN", "es_NI", "es_PA", "es_PE", "es_PR", "es_SV"}


def _sign_of(name: str) -> str:
    plain = name.partition(".")[0].partition("@")[0]
    if plain in _POINT_REGIONS or plain.partition("_")[0].lower() in _POINT:
        return "."
    return ","


def _windows(value: str) -> str:
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Control Panel\International") as key:
            return str(winreg.QueryValueEx(key, value)[0])
    return ""
