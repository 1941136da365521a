"""What stands for the objects of a pickle whose classes are never imported, and what is read out of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from cephview.model.families.stored_tensors import Weight

_NUMPY_KINDS = "biufc"


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


class DtypeStandIn(StandIn):
    """What stands for a numpy type."""

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


class ArrayStandIn(StandIn):
    """What stands for a numpy array."""

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
    if isinstance(value, ArrayStandIn | DtypeStandIn):
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
        own = {value.kind} if value.kind and not isinstance(value, ArrayStandIn | DtypeStandIn) else set()
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
