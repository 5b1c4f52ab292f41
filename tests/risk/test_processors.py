"""The same incidents give the same points on every processor."""

import os
import subprocess
import sys

PRINTED = "import layers; from risk.fit.history import from_incidents; "
PRINTED += "print(from_incidents(layers.read_incidents()).fingerprint)"


def fingerprint(**around: str) -> str:
    """Of the shipped incidents, in a process of its own."""
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PRINTED], env=os.environ | around, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def test_wide_registers_move_no_point():
    assert fingerprint() == fingerprint(NPY_DISABLE_CPU_FEATURES="X86_V4 AVX512_ICL AVX512_SPR")
