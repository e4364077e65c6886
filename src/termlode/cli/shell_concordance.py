"""``/conc`` in the shell: the command ``concordance``, run in the shell's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termlode.cli.shell_session import Session


def concordance(session: Session, text: str) -> None:
    """Show where the memory holds ``text``; with /from set, only in that language."""
    from termlode.cli.app import VERBS, make_app

    command = make_app([VERBS["concordance"]])
    arguments = ["concordance", text]
    if session.request.source:
        arguments += ["--in", session.request.source]
    command(args=arguments, standalone_mode=False)
