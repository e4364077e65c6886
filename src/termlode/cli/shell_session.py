"""What the shell does with a line: a query is looked up, ``/…`` is a command. No prompt library here."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from termlode.cli.parse import tag, tags
from termlode.cli.render import Screen
from termlode.errors import TermlodeError, UsageError
from termlode.jobs.lookup import Answer, Request
from termlode.jobs.opened import Opened

if TYPE_CHECKING:
    from termlode.model import Match
    from termlode.termbase.cache import Compiled
    from termlode.workspace import Workspace

COMMANDS = {
    "/from": ("LANG or *", "the language of your queries; * is any"),
    "/to": ("LANG,… or *", "the languages to show; * is all"),
    "/tm": ("TEXT", "search only the translation memory; without a text, switch its matches on or off"),
    "/conc": ("TEXT", "concordance: where the memory holds the text"),
    "/show": ("ID", "a concept by its id"),
    "/add": ("FIELD LANG=TERM …", 'a new concept: /add energy en="heat pump" fa="پمپ حرارتی"'),
    "/bidi": ("MODE", "right-to-left text: auto, isolate, visual or off"),
    "/help": ("", "this list"),
    "/quit": ("", "leave (also Ctrl-D)"),
}


class Session:
    """The state of a shell: workspace, languages, the open termbase and memory."""

    def __init__(self, workspace: Workspace, request: Request, bidi: str) -> None:
        self.workspace, self.request = workspace, request
        self.screen = Screen(bidi)
        self.memory_on = True
        self._opened = Opened(workspace, self._broken)

    @property
    def terms(self) -> Compiled:
        """The compiled termbase, opened anew when its files have changed; a bad edit keeps the last good one."""
        return self._opened.terms()

    def _broken(self, error: TermlodeError) -> None:
        self.warn(f"the termbase has an error; answers are from before it: {error}")

    def warn(self, message: str) -> None:
        """One line of warning."""
        from rich.text import Text

        self.screen.print(Text(message, style="warning"))

    def handle(self, line: str) -> bool:
        """Do what a line says; False means: leave. Errors are told, never raised."""
        text = line.strip()
        if not text:
            return True
        if text in ("/quit", "/exit", "/q"):
            return False
        try:
            if text.startswith("/"):
                self._command(*text.split(None, 1))
            else:
                self.look_up(text)
        except TermlodeError as error:
            self.warn(str(error))
        return True

    def look_up(self, text: str) -> None:
        """Terms and memory matches of a query."""
        from termlode.cli.cards import draw

        request = self.request
        matches = self.terms.lookup(text, request.source, request.targets or None)
        memory = self.memory(text) if self.memory_on else []
        draw(self.screen, Answer(1, text, matches, memory), request.targets or self.workspace.languages)

    def memory(self, text: str) -> list[Match]:
        """The memory's matches of a query."""
        return self._opened.matches(self.request)(text)

    def status(self) -> str:
        """What the status line says of the languages."""
        request = self.request
        return f"{request.source or 'any'} → {','.join(request.targets) or 'all'}"

    def _command(self, name: str, rest: str = "") -> None:
        if name not in COMMANDS:
            raise UsageError(f"there is no {name}: /help lists the commands")
        getattr(self, f"_do_{name[1:]}")(rest.strip())

    def _do_from(self, text: str) -> None:
        self._change(source=None if text in ("*", "any", "") else tag(text, "/from"))

    def _do_to(self, text: str) -> None:
        self._change(targets=() if text in ("*", "all", "") else tags(text, "/to"))

    def _change(self, **values: Any) -> None:
        self.request = self.request._replace(**values)
        self.screen.print(self.status())

    def _do_tm(self, text: str) -> None:
        if text:
            from termlode.cli.cards import draw

            draw(self.screen, Answer(1, text, [], self.memory(text)), self.workspace.languages)
        else:
            self.memory_on = not self.memory_on
            self.screen.print(f"memory matches are {'shown' if self.memory_on else 'hidden'}")

    def _do_conc(self, text: str) -> None:
        if not text:
            raise UsageError("/conc needs a text: /conc 稀土")
        from termlode.cli.concordance import concordance

        concordance(text, in_=self.request.source)

    def _do_show(self, text: str) -> None:
        from termlode.cli.cards import show

        try:
            entry = self.terms.entry(text)
        except KeyError:
            raise UsageError(f"there is no concept {text or '(none given)'}") from None
        show(self.screen, entry, self.request.targets or self.workspace.languages)

    def _do_add(self, text: str) -> None:
        from termlode.jobs.termbase import add

        try:
            words = shlex.split(text)
        except ValueError as error:
            raise UsageError(f"/add: {error}: close the quotes") from error
        if len(words) < 2:
            raise UsageError('/add FIELD LANG=TERM …, such as /add energy en="heat pump" fa="پمپ حرارتی"')
        self._do_show(add(self.workspace, words[0], words[1:]).entry.id)

    def _do_bidi(self, text: str) -> None:
        self.screen = Screen(text or "auto")
        self.screen.print(f"right-to-left text: {self.screen.mode}")

    def _do_help(self, _text: str) -> None:
        from rich.text import Text

        grid = self.screen.grid(None, None)
        for name, (argument, meaning) in COMMANDS.items():
            grid.add_row(Text(f"{name} {argument}", style="term"), meaning)
        self.screen.print("type a word, a phrase or a sentence; Tab completes terms")
        self.screen.print(grid)
