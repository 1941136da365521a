"""How the landmarks of heads lie (resources/estimates.json), from which those that nobody placed are estimated."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from cephview.core.errors import CephViewError
from cephview.core.estimates import HeadModel
from cephview.core.resources import resource
from cephview.io.reading import read_bytes

_LIMIT = 1 << 20
_Text = Annotated[str, Field(min_length=1)]
_Pair = Annotated[list[FiniteFloat], Field(min_length=2, max_length=2)]


class EstimatesFile(BaseModel):
    """The file: of the covariance (x₀, y₀, x₁, …) the rows up to the diagonal; where its figures are from."""

    model_config = ConfigDict(extra="forbid", strict=True)

    version: Literal[1] = 1
    source: _Text
    licence: _Text
    made_by: _Text
    films: Annotated[int, Field(gt=0)]
    symbols: Annotated[list[_Text], Field(min_length=1)]
    by_hand: list[_Text] = []
    mean_mm: list[_Pair]
    covariance_mm2: list[list[FiniteFloat]]


@cache
def head_model() -> HeadModel:
    """The model that CephView brings along, read when first asked for. Raises CephViewError where it is broken."""
    return read_head_model(resource("estimates.json"))


def read_head_model(path: Path) -> HeadModel:
    """The model of a file. Raises CephViewError, one sentence with the file and what is wrong."""
    try:
        file = EstimatesFile.model_validate_json(read_bytes(path, _LIMIT))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        _fail(path, f"{where}: {first['msg']}")
    n = len(file.symbols)
    if len(set(file.symbols)) != n or not set(file.by_hand) <= set(file.symbols):
        _fail(path, "a landmark stands twice in it, or is left to the hand and unknown")
    if len(file.mean_mm) != n or [len(row) for row in file.covariance_mm2] != list(range(1, 2 * n + 1)):
        _fail(path, "its mean and covariance do not fit its landmarks")
    covariance = np.zeros((2 * n, 2 * n))
    covariance[np.tril_indices(2 * n)] = [value for row in file.covariance_mm2 for value in row]
    covariance += np.tril(covariance, -1).T
    try:
        np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        _fail(path, "its covariance is none")
    return HeadModel(tuple(file.symbols), np.array(file.mean_mm), covariance, frozenset(file.by_hand))


def _fail(path: Path, reason: str) -> NoReturn:
    raise CephViewError(
        "{name} cannot be used for estimates ({reason}): install CephView again.", name=path.name, reason=reason
    )
