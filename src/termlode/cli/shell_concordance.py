"""``/conc`` in the shell: the command ``concordance``, run in the shell's own process."""

from __future__ import annotations


def concordance(text: str, language: str | None) -> None:
    """Show where the memory holds ``text``; with a language (that of /from), only in it."""
    from termlode.cli.app import VERBS, make_app

    command = make_app([VERBS["concordance"]])
    arguments = ["concordance", text]
    if language:
        arguments += ["--in", language]
    command(args=arguments, standalone_mode=False)
