"""A real Chromium for the tests: the system's, else Debian's package when allowed, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from functools import cache

from tests.debian import alone, install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


class ChromiumMissing(RuntimeError):
    """No browser was found and none could be installed."""


@cache
def executable() -> str | None:
    """Path of a Chromium; None means the one that Playwright installed for itself."""
    with alone("chromium"):
        return _found_or_installed()


def _found_or_installed() -> str | None:
    found = _on_system()
    if found or _playwright_has_one():
        return found
    if install("chromium", "fonts-noto-core"):
        return _on_system()
    answer = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, text=True)
    if answer.returncode:
        raise ChromiumMissing(
            "No Chromium on this machine, and neither Debian's package nor Playwright's download could be installed. "
            f"Install chromium and run again. The last words were: {answer.stderr.strip()[-300:]}"
        )
    return None


def _on_system() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return os.path.exists(playwright.chromium.executable_path)
