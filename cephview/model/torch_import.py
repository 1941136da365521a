"""A PyTorch that does not start, told in one sentence: its wheel for Windows lacks Microsoft's runtime.

`import torch` stands in many modules; whichever comes first raises. Who runs models asks `torch_problem` of an error
that was not foreseen.
"""

from __future__ import annotations

import re

from cephview.core.errors import CephViewError

# As in packaging/machine.py, which runs before CephView is installed.
VISUAL_C = "https://aka.ms/vs/17/release/vc_redist.x64.exe"
_NO_RUNTIME = re.compile(r"WinError 1(?:26|27|114)\b|DLL load failed|msvcp140|vcruntime140|c10\.dll", re.IGNORECASE)
_broken: list[str] = []


def torch_problem(error: BaseException) -> str:
    """What the user should know where the error comes of an `import torch` that failed; empty for any other.

    After the first failure Python remembers a half of PyTorch, and the next import fails in other words.
    """
    if _failed_in_torch(error):
        _broken[:] = _broken or [_sentence(error)]
        return _broken[0]
    return _broken[0] if _broken and isinstance(error, ImportError | AttributeError) and "torch" in str(error) else ""


def _failed_in_torch(error: BaseException) -> bool:
    if isinstance(error, ImportError):
        name = (error.name or "").partition(".")[0]
        return name == "torch" or _is_importing_torch(error)
    return isinstance(error, Exception) and not isinstance(error, CephViewError) and _is_importing_torch(error)


def _is_importing_torch(error: BaseException) -> bool:
    """Whether it was raised while PyTorch's own modules were being executed for the first time."""
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        of = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if of == "torch" and frame.f_code.co_name == "<module>":
            return True
        trace = trace.tb_next
    return False


def _sentence(error: BaseException) -> str:
    text = f"{getattr(error, 'winerror', '') and 'WinError ' + str(error.winerror)} {error}"  # type: ignore[attr-defined]
    if _NO_RUNTIME.search(text):
        return (
            "PyTorch does not start, since Microsoft's Visual C++ runtime is missing: install it from "
            f"{VISUAL_C} and start CephView again."
        )
    if isinstance(error, ModuleNotFoundError) and error.name == "torch":
        return "PyTorch is not installed: run packaging/start.py, which installs it."
    first = next(iter(str(error).splitlines()), type(error).__name__)[:200]
    return (
        f"PyTorch does not start ({first}): it may be damaged; delete the folder .venv and run packaging/start.py, "
        "which installs it anew."
    )
