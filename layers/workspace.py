"""Where a team's own files live: a folder beside the code, never inside data/."""

import os
from pathlib import Path

SETTING = "PANJ_WORKSPACE"
USUAL = Path(__file__).resolve().parent.parent / "workspace"


class WorkspaceUnusable(OSError):
    """The workspace folder cannot be made or written to."""


def workspace_path() -> Path:
    """Where the folder is or would be; nothing is made."""
    return Path(os.environ.get(SETTING) or USUAL)


def workspace() -> Path:
    """The folder, made when it is not there: PANJ_WORKSPACE where that is set, else workspace/ beside the code."""
    folder = workspace_path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceUnusable(
            f"The workspace {folder.name} cannot be made ({error.strerror}). Make the folder, or name another one in "
            f"{SETTING}."
        ) from error
    return folder
