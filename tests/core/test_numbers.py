"""Numbers as people type and paste them."""

from __future__ import annotations

import argparse

import pytest

from cephview.cli.predict import add_arguments
from cephview.core.numbers import parse_number, parse_whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.125", 0.125), ("0,125", 0.125), (" 0,125 ", 0.125), (",5", 0.5), (".5", 0.5), ("10.", 10.0), ("10.5", 10.5),
        ("1.000", 1.0), ("1,000", 1.0), ("۰٫۱۲۵", 0.125), ("٠٫١٢٥", 0.125), ("۰.۱۲۵", 0.125), ("०.१२५", 0.125),
        ("０．１２５", 0.125), ("０，５", 0.5), ("−0,5", -0.5), ("+3", 3.0), ("1e-1", 0.1), ("\u200f۱۲\u200e", 12.0),
    ],
)  # fmt: skip
def test_every_script_and_either_mark(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    ["", " ", "1.000,5", "1,000.5", "1 000", "1\u00a0000", "1'000", "1_000", "0.1.2", "0,1,2", "inf", "nan", "1e999",
     "12 mm", "1/8", "½", "②", "0x10", "--1", "1-", "abc", ".", ","],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_not_cut(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        parse_number(text)


def test_whole_numbers() -> None:
    assert (parse_whole("۱۲"), parse_whole("12")) == (12, 12)
    for text in ("1.5", "1,000", "1_000", "", "9" * 5000):
        with pytest.raises(ValueError, match="whole number"):
            parse_whole(text)


def test_options_of_the_command_line_take_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    films = ["a.png", "-o", "a.csv", "--mm-per-px"]
    assert [parser.parse_args([*films, text]).mm_per_px for text in ("0,125", "۰٫۱۲۵")] == [0.125, 0.125]
    with pytest.raises(SystemExit) as ended:
        parser.parse_args([*films, "1.000,5"])
    assert ended.value.code == 2 and "is no number" in capsys.readouterr().err
