"""The option of every command that writes CSV: plain for programs, or as a spreadsheet opens it."""

from __future__ import annotations

import argparse

from cephview.io.tables.csv_style import EXCEL_COMMA, EXCEL_POINT, PLAIN, CsvStyle, excel_style

_STYLES = ("plain", "excel", "excel-comma", "excel-point")


def add_csv_style(parser: argparse.ArgumentParser) -> None:
    """The option `--csv-style`."""
    parser.add_argument(
        "--csv-style",
        choices=_STYLES,
        default="plain",
        help="plain (commas, decimal points; the default), or as a double click in Excel needs it: with the decimal "
        "sign and separator of this computer, or with those of another (1,5; or 1.5,)",
    )


def csv_style(options: argparse.Namespace) -> CsvStyle:
    """What was asked for."""
    name: str = options.csv_style
    if name == "excel":
        return excel_style()
    return {"plain": PLAIN, "excel-comma": EXCEL_COMMA, "excel-point": EXCEL_POINT}[name]
