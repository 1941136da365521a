"""A restricted unpickler: nothing that a stranger's file names is imported or called.

The tensors of `torch.save` become `Weight`s, plain values stay, numpy's become numpy's again, and an object of any
other class becomes a `StandIn` that holds its name and what was put into it. A file that names something whose only use
in a checkpoint is to run code is refused, although nothing of it would be run.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cephview.model.families.stand_ins import ArrayStandIn, DtypeStandIn, StandIn, stand_in
from cephview.model.families.stored_tensors import (
    DTYPES,
    STORAGES,
    WIDTHS,
    Storage,
    StorageKind,
    odd,
    rebuild,
    rebuild_v3,
)

# Modules that run programs, open files or connections, or build code. Their presence in a file of weights has one use.
_RUNS_CODE = frozenset(
    "os posix nt subprocess sys importlib runpy shutil socket ctypes code codeop pty pdb bdb timeit webbrowser "
    "multiprocessing asyncio signal urllib http ftplib smtplib requests pickle _pickle marshal shelve dill cloudpickle "
    "joblib operator _operator functools profile cProfile trace doctest pip setuptools distutils platform commands "
    "popen2 site pkgutil zipimport imp idlelib lib2to3 builtins __builtin__ types tempfile threading inspect".split()
)
_HARMLESS_BUILTINS: dict[str, Any] = {
    kind.__name__: kind for kind in (set, frozenset, list, dict, tuple, bytearray, complex, slice, range, int, float)
} | {"str": str, "bool": bool, "bytes": bytes, "object": None, "getattr": None, "long": int, "unicode": str}
# Of modules that are refused otherwise: these hold values.
_HARMLESS = frozenset({"types.SimpleNamespace", "types.MappingProxyType", "functools.partial"})


class RunsCode(Exception):
    """The file names something that runs code; `name` says what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Unpickler(pickle._Unpickler):
    """Python's own unpickler, in Python, whose names are all answered here.

    The one in C keeps its memo in an array, which a file of ten bytes can make as large as it likes.
    """

    def __init__(self, stream: Any, storage: Callable[[Any], Storage]) -> None:
        super().__init__(stream, encoding="latin1")
        self._storage = storage
        self._known: dict[str, Any] = {}

    def persistent_load(self, pid: Any) -> Storage:
        """The storage that a persistent id names. Raises UnpicklingError for any other id."""
        if not isinstance(pid, tuple) or not pid or pid[0] not in ("storage", b"storage"):
            raise pickle.UnpicklingError("a persistent id that is no storage")
        return self._storage(pid)

    def find_class(self, module: str, name: str) -> Any:
        """What stands for a name; nothing is imported. Raises RunsCode."""
        full = f"{module}.{name}"
        if full not in self._known:
            self._known[full] = _answer(module, name)
        return self._known[full]


def _answer(module: str, name: str) -> Any:
    full = f"{module}.{name}"
    if full in _ANSWERS:
        return _ANSWERS[full]
    top = module.split(".")[0]
    if top in ("builtins", "__builtin__") and (name in _HARMLESS_BUILTINS or name.endswith(("Error", "Exception"))):
        return _HARMLESS_BUILTINS.get(name) or stand_in(full)
    if top == "torch":
        if name.endswith("Storage"):
            return StorageKind(STORAGES.get(name, "odd"))
        if module == "torch" and DTYPES.get(name, name) in WIDTHS:
            return StorageKind(DTYPES.get(name, name))
        if module.startswith(("torch.hub", "torch.utils.cpp_extension", "torch.distributed.launch")) or name == "load":
            raise RunsCode(full)
    if top in _RUNS_CODE and full not in _HARMLESS:
        raise RunsCode(full)
    return stand_in(full)


# What makes a tensor


def _first(value: Any = None, *_: Any) -> Any:
    return value


def _from_type(function: Any = None, _: Any = None, arguments: Any = (), *__: Any) -> Any:
    # Only what rebuilds a tensor is called; anything else that stands here stays a stand-in.
    known = function in (rebuild, rebuild_v3, _first)
    return function(*arguments) if known else StandIn(arguments)


# What makes a numpy value


def _numpy_scalar(dtype: Any = None, raw: Any = None, *_: Any) -> Any:
    if isinstance(dtype, DtypeStandIn) and dtype.numpy is not None:
        data = raw.encode("latin1") if isinstance(raw, str) else raw
        if isinstance(data, bytes) and len(data) == dtype.numpy.itemsize:
            return np.frombuffer(data, dtype.numpy)[0]
    return StandIn(raw)


def _encoded(text: Any = "", encoding: Any = "latin1", *_: Any) -> Any:
    return text.encode("latin1", "replace") if isinstance(text, str) and encoding == "latin1" else StandIn(text)


def _plain_dict(*arguments: Any) -> dict[Any, Any]:
    content = arguments[-1] if arguments else None
    return dict(content) if isinstance(content, Mapping) else {}


_ANSWERS: dict[str, Any] = {
    "collections.OrderedDict": OrderedDict,
    "collections.defaultdict": _plain_dict,
    "collections.Counter": _plain_dict,
    "torch._utils._rebuild_tensor": rebuild,
    "torch._utils._rebuild_tensor_v2": rebuild,
    "torch._utils._rebuild_tensor_v3": rebuild_v3,
    "torch._utils._rebuild_parameter": _first,
    "torch._utils._rebuild_parameter_with_state": _first,
    "torch._tensor._rebuild_from_type_v2": _from_type,
    "torch._utils._rebuild_sparse_tensor": odd,
    "torch._utils._rebuild_qtensor": odd,
    "torch._utils._rebuild_meta_tensor_no_storage": odd,
    "torch.Size": tuple,
    "numpy.dtype": DtypeStandIn,
    "numpy.ndarray": ArrayStandIn,
    "_codecs.encode": _encoded,
}
for _core in ("numpy.core.multiarray", "numpy._core.multiarray"):
    _ANSWERS[f"{_core}.scalar"] = _numpy_scalar
    _ANSWERS[f"{_core}._reconstruct"] = lambda *_: ArrayStandIn()
