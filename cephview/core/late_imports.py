"""Modules that are imported when they are first used: numpy takes as long as half of an empty window of Qt."""

from __future__ import annotations

import builtins
import contextlib
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from threading import RLock
from types import ModuleType
from typing import Any

_lock = RLock()
_begun: set[str] = set()


class _Late(ModuleType):
    """A module whose code has not run; asking for `__path__` is importing a part of it, and that needs the whole."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        _load(self)
        return getattr(self, name)


def put_off(*names: str) -> None:
    """From now on `import` of these modules costs nothing until something of them is used, or `load_late` is called.

    A module that is not installed is left alone: its import fails where it always did.
    """
    for name in names:
        spec = None if name in sys.modules else importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            module = _Late(name)
            module.__spec__, module.__loader__, module.__file__ = spec, spec.loader, spec.origin
            module.__package__ = name
            sys.modules[name] = module


@contextlib.contextmanager
def plain_import() -> Iterator[None]:
    """Within it PySide6 may be imported, and Python's own `import` is back behind it.

    PySide6 puts another in its place, which reads the source of every module imported from then on to see whether its
    names are to be in snake case: a tenth of the way to the first frame, for a switch that nobody here uses.
    """
    own = builtins.__import__
    try:
        yield
    finally:
        builtins.__import__ = own


def load_late(*names: str) -> None:
    """Import what was put off, and `names`; call it before other threads work.

    None of them waits for another's import then, and none sees half of one: pydantic imports its parts in circles at
    their first use, and Python lets two threads that come from two sides see what is there by then.
    """
    for module in list(sys.modules.values()):
        if isinstance(module, _Late):
            _load(module)
    for name in names:
        importlib.import_module(name)


def _load(module: ModuleType) -> None:
    with _lock:
        if not isinstance(module, _Late):
            return  # another thread was faster
        name, spec = module.__name__, module.__spec__
        if name in _begun or spec is None or spec.loader is None:
            raise AttributeError(f"{name} is still being imported")
        _begun.add(name)
        try:
            if spec.submodule_search_locations is not None:
                module.__path__ = spec.submodule_search_locations
            spec.loader.exec_module(module)
            module.__class__ = ModuleType  # type: ignore[assignment]
        finally:
            _begun.discard(name)
