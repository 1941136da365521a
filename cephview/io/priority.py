"""Stepping back for the other programs, and for the window, while a processor is asked for hours."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from contextlib import suppress

_NICE = 10
# winbase.h and processthreadsapi.h; sys/qos.h.
_BELOW_NORMAL_CLASS, _BELOW_NORMAL_THREAD, _QOS_UTILITY = 0x4000, -1, 0x11


def lower_thread() -> None:
    """Lower the priority of this thread, where the system can; the others of the process stay as they are."""
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        elif sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32")
            kernel.GetCurrentThread.restype = ctypes.c_void_p  # a pseudo handle of -2, cut in two where it is an int
            kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), _BELOW_NORMAL_THREAD)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_UTILITY, 0)


def lower_process() -> None:
    """Lower the priority of this whole process, where the system can."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32")
            kernel.GetCurrentProcess.restype = ctypes.c_void_p
            kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), _BELOW_NORMAL_CLASS)
        else:
            os.nice(_NICE)
