"""Stepping back for the other programs, and for the window, while a processor is asked for hours."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from contextlib import suppress

# A thread shares Python's lock with the window: one that another program keeps from the processor keeps the lock too,
# and the window and the film that is being opened wait for it. Beside three busy programs a step of 10 made a
# prediction 5 times slower and let the window stand for 0.8 s, a step of 2 takes a third of a turn from it at most.
_NICE_PROCESS, _NICE_THREAD, _LOWEST = 10, 2, 19
# winbase.h; sys/qos.h.
_BELOW_NORMAL_CLASS, _QOS_DEFAULT = 0x4000, 0x15


def lower_thread() -> None:
    """Let this thread step back a little for the window's, where the system can; it must go on beside busy programs.

    Windows knows nothing between even and starved, and favours the window in front by itself.
    """
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            thread = threading.get_native_id()
            nice = os.getpriority(os.PRIO_PROCESS, thread)
            os.setpriority(os.PRIO_PROCESS, thread, min(nice + _NICE_THREAD, _LOWEST))
        elif sys.platform == "darwin":
            ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_DEFAULT, 0)


def lower_process() -> None:
    """Lower the priority of this whole process, where the system can."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32")
            kernel.GetCurrentProcess.restype = ctypes.c_void_p
            kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), _BELOW_NORMAL_CLASS)
        else:
            os.nice(_NICE_PROCESS)
