"""Takes away from the reading process what reading does not need: network, programs, files, memory, time.

Each wall stands alone: limits of the system, a filter of system calls where the kernel has one (Linux on x86-64 and
ARM64), and Python's own hooks. Where one cannot be raised the others still hold.
"""

import ctypes
import os
import platform
import struct
import sys

from layers.reading.limits import Limits

# socket, connect, execve, execveat, ptrace, fork, vfork, unlink, unlinkat, rename, mkdir, kill, as far as they exist.
CALLS = {
    "x86_64": (0xC000003E, (41, 42, 59, 322, 101, 57, 58, 87, 263, 82, 83, 62)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 35, 38, 34, 129)),
}
NO_NEW_PRIVILEGES, SET_FILTER, FILTER_MODE = 38, 22, 2
LOAD, SAME, RETURN = 0x20, 0x15, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050001, 0x80000000
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "os.spawn",
    "pickle.",
    "ftplib.",
    "smtplib.",
    "urllib.",
    "http.",
    "ctypes.dlopen",
    "shutil.",
    "os.remove",
    "os.rename",
    "os.mkdir",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


class NotAllowed(PermissionError):
    """The reading process tried something that reading does not need."""


def confine(limits: Limits) -> None:
    """Raises the walls, for good. Call it when every module that is needed has been imported."""
    limit_resources(limits)
    filter_calls()
    sys.addaudithook(_refuse)


def limit_resources(limits: Limits) -> None:
    """Memory, processor time and size of files, where the system can limit them."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.seconds + 5,
        resource.RLIMIT_FSIZE: limits.table_bytes + limits.table_bytes // 8,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def filter_calls() -> bool:
    """Refuses system calls for the network and for other programs; False where the kernel has no such filter."""
    if not sys.platform.startswith("linux") or platform.machine() not in CALLS:
        return False
    machine, calls = CALLS[platform.machine()]
    program = ctypes.create_string_buffer(_program(machine, calls))
    count = len(program.raw) // 8
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", count, ctypes.addressof(program)))
    control = ctypes.CDLL(None, use_errno=True).prctl
    control.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    if control(NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return control(SET_FILTER, FILTER_MODE, ctypes.addressof(header), 0, 0) == 0


def _program(machine: int, calls: tuple[int, ...]) -> bytes:
    """A filter in the kernel's own language: another machine is ended, a listed call is refused, the rest goes on."""
    steps = [(LOAD, 0, 0, 4), (SAME, 1, 0, machine), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    steps += [(SAME, len(calls) - at, 0, call) for at, call in enumerate(calls)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, REFUSE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _refuse(event: str, arguments: tuple) -> None:
    if event.startswith(FORBIDDEN):
        raise NotAllowed(f"{event} is not allowed here")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        raise NotAllowed("opening files for writing is not allowed here")
