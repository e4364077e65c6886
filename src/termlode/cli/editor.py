"""The user's editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

from termlode.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def open_editor(path: Path) -> None:
    """Open a file in $VISUAL, $EDITOR, or what the machine has, and wait. Raises UsageError where that fails."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        command = next((name for name in ("sensible-editor", "nano", "vi", "notepad") if shutil.which(name)), "")
    words = shlex.split(command)
    if not words:
        raise UsageError("no editor found: set EDITOR, or give the change as options (--help)")
    try:
        status = subprocess.run([*words, str(path)], check=False).returncode  # noqa: S603  # the user's own choice
    except OSError as error:
        raise UsageError(f"the editor {words[0]} cannot be started: {error.strerror}: set EDITOR") from error
    if status:
        raise UsageError(f"the editor {words[0]} ended with status {status}; nothing is written")
