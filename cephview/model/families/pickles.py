"""A restricted unpickler: nothing that a stranger's file names is imported or called.

The tensors of `torch.save` become `Weight`s, plain values stay, numpy's become numpy's again, and an object of any
other class becomes a `StandIn` that holds its name and what was put into it. A file that names something whose only use
in a checkpoint is to run code is refused, although nothing of it would be run.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

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
_NUMPY_KINDS = "biufc"


class RunsCode(Exception):
    """The file names something that runs code; `name` says what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


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


class StandIn:
    """What stands for an object of a class that is never imported: its name, and what was put into it."""

    kind: ClassVar[str] = ""
    arguments: tuple[Any, ...]
    attributes: dict[Any, Any]
    items: dict[Any, Any]
    elements: list[Any]

    def __new__(cls, *arguments: Any, **named: Any) -> StandIn:
        """Take any arguments: they are kept, not used."""
        made = object.__new__(cls)
        made.arguments, made.attributes, made.items, made.elements = arguments, dict(named), {}, []
        return made

    def __init__(self, *arguments: Any, **named: Any) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        parts = state if isinstance(state, tuple) and len(state) == 2 else (state,)
        for part in parts:
            if isinstance(part, Mapping):
                self.attributes.update(part)
            elif part is not None:
                self.attributes["state"] = state

    def __setitem__(self, key: Any, value: Any) -> None:
        self.items[key] = value

    def __call__(self, *arguments: Any, **named: Any) -> StandIn:
        """Stand for the result, too."""
        return self

    def append(self, element: Any) -> None:
        """Keep an element."""
        self.elements.append(element)

    add = append

    def extend(self, elements: Any) -> None:
        """Keep elements."""
        self.elements.extend(elements)


def stand_in(name: str) -> type[StandIn]:
    """A class that stands for the one of this name."""
    return type("StandIn", (StandIn,), {"kind": name})


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


_STORAGES = {
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
_DTYPES = {"double": "float64", "float": "float32", "half": "float16", "long": "int64", "int": "int32"}
WIDTHS = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2, "int64": 8, "int32": 4, "int16": 2} | dict.fromkeys(
    ("int8", "uint8", "bool"), 1
)


def array_of(raw: bytes | memoryview, dtype: str) -> np.ndarray[Any, Any]:
    """Bytes as a flat array; numpy has no bfloat16, so that comes as float32."""
    if dtype == "bfloat16":
        return (np.frombuffer(raw, "<u2").astype(np.uint32) << 16).view(np.float32)
    return np.frombuffer(raw, np.dtype(dtype).newbyteorder("<")).astype(dtype, copy=False)


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
            return StorageKind(_STORAGES.get(name, "odd"))
        if module == "torch" and _DTYPES.get(name, name) in WIDTHS:
            return StorageKind(_DTYPES.get(name, name))
        if module.startswith(("torch.hub", "torch.utils.cpp_extension", "torch.distributed.launch")) or name == "load":
            raise RunsCode(full)
    if top in _RUNS_CODE and full not in _HARMLESS:
        raise RunsCode(full)
    return stand_in(full)


# What makes a tensor


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


def _odd(*arguments: Any) -> Any:
    """A sparse, quantised or empty (meta) tensor: told by its kind where it is needed."""
    return _unusable(next((a for a in arguments if isinstance(a, tuple) and all(type(n) is int for n in a)), ()), "odd")


def _rebuild(storage: Any = None, offset: Any = 0, size: Any = (), stride: Any = (), *_: Any) -> Any:
    return _strided(storage, offset, size, stride)


def _rebuild_v3(storage: Any = None, offset: Any = 0, size: Any = (), stride: Any = (), *more: Any) -> Any:
    dtype = more[2] if len(more) > 2 else None
    return _strided(storage, offset, size, stride, dtype.dtype if isinstance(dtype, StorageKind) else "")


def _first(value: Any = None, *_: Any) -> Any:
    return value


def _from_type(function: Any = None, _: Any = None, arguments: Any = (), *__: Any) -> Any:
    # Only what rebuilds a tensor is called; anything else that stands here stays a stand-in.
    known = function in (_rebuild, _rebuild_v3, _first)
    return function(*arguments) if known else StandIn(arguments)


# What makes a numpy value


class _Dtype(StandIn):
    kind = "numpy.dtype"

    @property
    def numpy(self) -> np.dtype[Any] | None:
        """The type, where it is one of plain numbers."""
        try:
            dtype = np.dtype(str(self.arguments[0]))
        except (TypeError, ValueError, IndexError):
            return None
        state = self.attributes.get("state")
        turned = isinstance(state, tuple) and len(state) > 1 and state[1] == ">"
        return dtype.newbyteorder(">" if turned else "=") if dtype.kind in _NUMPY_KINDS else None

    def __setstate__(self, state: Any) -> None:
        self.attributes["state"] = state


class _Array(StandIn):
    kind = "numpy.ndarray"

    def __setstate__(self, state: Any) -> None:
        self.attributes["state"] = state

    @property
    def numpy(self) -> np.ndarray[Any, Any] | None:
        """The array, where it is one of plain numbers and whole."""
        try:
            _, shape, dtype, fortran, raw = self.attributes["state"]
            data = raw.encode("latin1") if isinstance(raw, str) else bytes(raw)
            array = np.frombuffer(data, dtype.numpy)
            return array.reshape(tuple(shape), order="F" if fortran else "C")
        except (KeyError, TypeError, ValueError, AttributeError):
            return None


def _numpy_scalar(dtype: Any = None, raw: Any = None, *_: Any) -> Any:
    if isinstance(dtype, _Dtype) and dtype.numpy is not None:
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
    "torch._utils._rebuild_tensor": _rebuild,
    "torch._utils._rebuild_tensor_v2": _rebuild,
    "torch._utils._rebuild_tensor_v3": _rebuild_v3,
    "torch._utils._rebuild_parameter": _first,
    "torch._utils._rebuild_parameter_with_state": _first,
    "torch._tensor._rebuild_from_type_v2": _from_type,
    "torch._utils._rebuild_sparse_tensor": _odd,
    "torch._utils._rebuild_qtensor": _odd,
    "torch._utils._rebuild_meta_tensor_no_storage": _odd,
    "torch.Size": tuple,
    "numpy.dtype": _Dtype,
    "numpy.ndarray": _Array,
    "_codecs.encode": _encoded,
}
for _core in ("numpy.core.multiarray", "numpy._core.multiarray"):
    _ANSWERS[f"{_core}.scalar"] = _numpy_scalar
    _ANSWERS[f"{_core}._reconstruct"] = lambda *_: _Array()


# What is read out of it afterwards


def plain(value: Any, depth: int = 0) -> Any:
    """A value with its stand-ins made plain: namespaces and configs to dicts, paths to text, arrays to numpy.

    None where a stand-in holds nothing that can be used.
    """
    if depth > 40:
        return None
    if isinstance(value, Mapping):
        return {key: plain(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(plain(part, depth + 1) for part in value) if type(value) in (list, tuple) else list(value)
    if isinstance(value, _Array | _Dtype):
        return value.numpy
    if not isinstance(value, StandIn):
        return value
    return _plain_stand_in(value, depth + 1)


def _plain_stand_in(value: StandIn, depth: int) -> Any:
    if value.kind.startswith("pathlib"):
        return "/".join(str(part) for part in value.arguments).replace("//", "/")
    for inner in ("_content", "_val"):  # OmegaConf keeps its values so
        if inner in value.attributes:
            return plain(value.attributes[inner], depth)
    if value.items:
        return plain(value.items, depth)
    if value.elements:
        return plain(value.elements, depth)
    if value.attributes:
        return plain(value.attributes, depth)
    return plain(value.arguments[0], depth) if len(value.arguments) == 1 else None


def kinds_in(value: Any, depth: int = 0) -> set[str]:
    """The names of the classes that stand-ins in `value` stand for."""
    if depth > 12:
        return set()
    if isinstance(value, StandIn):
        own = {value.kind} if value.kind and not isinstance(value, _Array | _Dtype) else set()
        return own.union(*(kinds_in(part, depth + 1) for part in (value.items, value.elements, value.attributes)))
    if isinstance(value, Mapping):
        return set().union(*(kinds_in(part, depth + 1) for part in list(value.values())[:2000]))
    if isinstance(value, list | tuple):
        return set().union(*(kinds_in(part, depth + 1) for part in value[:200]))
    return set()


def module_weights(value: Any, prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """The tensors of a whole pickled module, under the names that its state dict would give them."""
    if not isinstance(value, StandIn) or depth > 60:
        return {}
    found: dict[str, Any] = {}
    for place in ("_parameters", "_buffers"):
        held = value.attributes.get(place)
        for name, tensor in held.items() if isinstance(held, Mapping) else ():
            if isinstance(tensor, Weight):
                found[f"{prefix}{name}"] = tensor
    children = value.attributes.get("_modules")
    for name, child in children.items() if isinstance(children, Mapping) else ():
        found |= module_weights(child, f"{prefix}{name}.", depth + 1)
    return found
