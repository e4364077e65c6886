"""The shell's prompt: completion, history, a status line that answers while you type (prompt_toolkit)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout

from termlode.cli.shell_session import COMMANDS, Session
from termlode.errors import TermlodeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from termlode.jobs.lookup import Request
    from termlode.workspace import Workspace

_SHOWN = 20  # completions at a time


class TermCompleter(Completer):
    """Completes terms from the compiled termbase, commands after a slash, ids after /show."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002  # the library calls it so
        """Completions of the text before the cursor."""
        text = document.text_before_cursor.lstrip()
        if text.startswith("/show "):
            start = text[6:]
            yield from (Completion(i, -len(start)) for i in self.session.terms.ids() if i.startswith(start))
        elif text.startswith("/") and " " not in text:
            for name, (argument, meaning) in COMMANDS.items():
                if name.startswith(text):
                    yield Completion(name, -len(text), display=f"{name} {argument}", display_meta=meaning)
        else:
            query = text.split(" ", 1)[1] if text.startswith("/") else text
            for term, meta in self.session.terms.complete(query, self.session.request.source, _SHOWN):
                yield Completion(term, -len(query), display_meta=meta)


def run(workspace: Workspace, request: Request, bidi: str) -> None:
    """Prompt until the user leaves."""
    session = Session(workspace, request, bidi)
    prompt: PromptSession[str] = PromptSession(
        history=_history(workspace.own_file("shell_history")),
        auto_suggest=AutoSuggestFromHistory(),
        completer=TermCompleter(session),
        complete_while_typing=False,  # Tab: a list that opens by itself hides the last answer
        bottom_toolbar=lambda: toolbar(session, prompt),
        enable_history_search=True,
    )
    session.screen.print(f"{len(session.terms.ids())} concepts · /help · Tab completes · Ctrl-D leaves")
    while True:
        try:
            with patch_stdout(raw=True):
                line = prompt.prompt("termlode> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if not answer(session, line):
            return


def _history(path: Path) -> History:
    """What was asked before; only for this time where the file is a link (of someone else's workspace) or no file."""
    usable = not path.is_symlink() and (path.is_file() or not path.exists())
    return FileHistory(str(path)) if usable else InMemoryHistory()


def answer(session: Session, line: str) -> bool:
    """Do what a line says; an answer longer than the screen is paged."""
    console = session.screen.console
    with console.capture() as captured:
        going_on = session.handle(line)
    text = captured.get()
    if text.count("\n") >= console.height - 1:
        _page(text)
    else:
        console.file.write(text)
        console.file.flush()
    return going_on


def _page(text: str) -> None:
    """Show a long answer in the user's pager (less keeps colours with -R and leaves when all fits)."""
    import os
    import pydoc

    os.environ.setdefault("LESS", "-FRX")
    pydoc.pager(text)


def toolbar(session: Session, prompt: PromptSession[str]) -> Any:
    """The languages in force, and the first answer to what is being typed."""
    text = prompt.default_buffer.text.strip()
    found = ""
    if text and not text.startswith("/"):
        try:
            found = preview(session, text)
        except TermlodeError as error:
            found = str(error)
    return f" {session.status()}   {found}"


def preview(session: Session, text: str) -> str:
    """The first equivalents of the best plain answer, in one line."""
    matches = session.terms.glance(text, session.request.source)
    if not matches:
        return ""
    match = matches[0]
    languages = session.request.targets or session.workspace.languages
    parts = []
    for language in languages:
        section = match.entry.section(language)
        if section and section.language != match.language:
            parts.append(f"{language} {session.screen.lines(section.ranked[0].term, language)[0]}")
    return f"{match.kind}: {' · '.join(parts)}"
