"""Tensors that are still in their file: where their numbers lie, and what makes them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class Weight:
    """A tensor that is still in its file: its shape, the name of its type, and how to read it."""

    shape: tuple[int, ...]
    dtype: str
    read: Callable[[], np.ndarray[Any, Any]]

    @property
    def is_floating(self) -> bool:
        """Whether it holds real numbers."""
        return self.dtype in ("float16", "bfloat16", "float32", "float64")


@dataclass(frozen=True)
class StorageKind:
    """The type of a storage, by the name of its elements' type; empty where the tensor says it."""

    dtype: str


@dataclass(frozen=True, eq=False)
class Storage:
    """A stretch of numbers in the file."""

    dtype: str
    count: int
    read: Callable[[], bytes | memoryview]


STORAGES = {
    "DoubleStorage": "float64",
    "FloatStorage": "float32",
    "HalfStorage": "float16",
    "BFloat16Storage": "bfloat16",
    "LongStorage": "int64",
    "IntStorage": "int32",
    "ShortStorage": "int16",
    "CharStorage": "int8",
    "ByteStorage": "uint8",
    "BoolStorage": "bool",
    "UntypedStorage": "",
}
DTYPES = {"double": "float64", "float": "float32", "half": "float16", "long": "int64", "int": "int32"}
WIDTHS = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "int16": 2} | dict.fromkeys(
    ("int8", "uint8", "bool"), 1
)


def array_of(raw: bytes | memoryview, dtype: str) -> np.ndarray[Any, Any]:
    """Bytes as a flat array; numpy has no bfloat16, so that comes as float32."""
    if dtype == "bfloat16":
        return (np.frombuffer(raw, "<u2").astype(np.uint32) << 16).view(np.float32)
    return np.frombuffer(raw, np.dtype(dtype).newbyteorder("<")).astype(dtype, copy=False)


def _strided(storage: Any, offset: Any, size: Any, stride: Any, dtype: str = "") -> Any:
    if not isinstance(storage, Storage):
        return storage
    kind = dtype or storage.dtype
    shape, strides = tuple(int(n) for n in size), tuple(int(n) for n in stride)
    start = int(offset)
    count = int(np.prod(shape, dtype=object)) if shape else 1
    last = start + sum((n - 1) * s for n, s in zip(shape, strides, strict=True)) if count else start - 1
    if kind not in WIDTHS:
        return _unusable(shape, kind)
    usable = start >= 0 and min((*shape, *strides), default=0) >= 0
    if not usable or last >= storage.count * (1 if storage.dtype else 1 << 40) or count > max(storage.count, 1):
        raise pickle.UnpicklingError("a tensor that reaches beyond its storage")

    def read() -> np.ndarray[Any, Any]:
        flat = array_of(storage.read(), kind)
        if last >= len(flat):
            raise pickle.UnpicklingError("a tensor that reaches beyond its storage")
        item = flat.itemsize
        view = np.lib.stride_tricks.as_strided(flat[start:], shape, tuple(s * item for s in strides), writeable=False)
        return np.ascontiguousarray(view)

    return Weight(shape, kind, read)


def _unusable(shape: tuple[int, ...], kind: str) -> Weight:
    def read() -> np.ndarray[Any, Any]:
        raise pickle.UnpicklingError(f"a tensor of the kind {kind}")

    return Weight(shape, kind, read)


def odd(*arguments: Any) -> Any:
    """A sparse, quantised or empty (meta) tensor: told by its kind where it is needed."""
    return _unusable(next((a for a in arguments if isinstance(a, tuple) and all(type(n) is int for n in a)), ()), "odd")


def rebuild(storage: Any = None, offset: Any = 0, size: Any = (), stride: Any = (), *_: Any) -> Any:
    """A tensor of the type that its storage has."""
    return _strided(storage, offset, size, stride)


def rebuild_v3(storage: Any = None, offset: Any = 0, size: Any = (), stride: Any = (), *more: Any) -> Any:
    """A tensor that says its type itself."""
    dtype = more[2] if len(more) > 2 else None
    return _strided(storage, offset, size, stride, dtype.dtype if isinstance(dtype, StorageKind) else "")
