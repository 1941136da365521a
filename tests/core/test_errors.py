"""The errors that a user reads: a template with its fields, which the window can say in another language."""

from __future__ import annotations

import pickle

from cephview.core.errors import CephViewError


def test_the_sentence_is_the_template_with_its_fields() -> None:
    error = CephViewError("{name} has {size:.0f} MB: choose a smaller one.", name="a.png", size=12.4)
    assert str(error) == "a.png has 12 MB: choose a smaller one."
    assert error.template == "{name} has {size:.0f} MB: choose a smaller one."


def test_a_sentence_alone_may_hold_braces() -> None:
    assert str(CephViewError("a{b}.png is empty.")) == "a{b}.png is empty."
    assert str(CephViewError("{name} is empty.", name="a{b}.png")) == "a{b}.png is empty."


def test_an_error_comes_whole_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(CephViewError("{name} is empty.", name="a{b}.png")))
    assert (str(error), error.template, error.fields) == (
        "a{b}.png is empty.",
        "{name} is empty.",
        {"name": "a{b}.png"},
    )
