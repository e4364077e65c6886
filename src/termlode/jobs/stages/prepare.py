"""The first stages for one source: read, correct, segment; the result is kept by the hash of the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from termlode import documents, segmentation
from termlode.correction import Corrector, correct_document
from termlode.errors import InputError, NotParallelError
from termlode.jobs.identity import content_hash
from termlode.jobs.stages import kept_sources
from termlode.jobs.stages.cache import key_of
from termlode.jobs.stages.originals import with_original
from termlode.results import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from termlode.jobs.stages.cache import Cache
    from termlode.jobs.stages.texts import Texts
    from termlode.model import ConceptEntry


class Prepared(NamedTuple):
    """A source that was read, corrected and segmented; its two languages where it holds two; or why there is none."""

    source: Source | None = None
    halves: Texts | None = None
    failure: str = ""
    content: str = ""  # the hash of the file
    digest: str = ""  # the hash of all that came of it


class Preparer:
    """Reads, corrects and segments sources with one corrector for all of them.

    ``code`` names what does it: what other code made is not taken from the cache. A source is corrected again where
    the rules of one of its languages look at something in termbase or own words that has changed.
    """

    def __init__(
        self,
        concepts: Iterable[ConceptEntry],
        words: Iterable[str],
        cache: Cache,
        style: Mapping[str, str],
        *,
        code: str = "",
    ) -> None:
        self._corrector = Corrector(tuple(concepts), tuple(words), style=style)
        self._cache, self._code = cache, code
        self._inputs: dict[str, str] = {}

    @property
    def signature(self) -> str:
        """What corrects the texts: version, lexicon, rules."""
        return self._corrector.signature()

    def kept(self, path: Path, name: str, identity: str) -> Prepared | None:
        """The source in ``path`` as it was prepared before, where nothing that it depends on has changed."""
        try:
            content = content_hash(path)
        except (InputError, OSError):
            return None
        found = kept_sources.opened(
            self._cache.data(self._key(content, identity)),
            lambda digest, value: (*kept_sources.as_source(value, name, identity), digest),
        )
        if found is None:
            return None
        source, halves, depends, digest = found
        if any(self._depends(tag) != before for tag, before in depends.items()):
            return None
        return Prepared(source, halves, "", content, digest)

    def prepare(self, path: Path, name: str, identity: str) -> Prepared:
        """The source in ``path``, called ``name``; its segments name it ``identity``."""
        try:
            content = content_hash(path)
            original = replace(documents.read(path), path=identity)
        except InputError as error:
            return Prepared(failure=str(error))
        except OSError as error:
            return Prepared(failure=f"{path}: cannot be read: {error.strerror}")
        self._corrector.asked.clear()
        found = correct_document(original, self._corrector)
        segments = [with_original(segment, found) for segment in segmentation.segment(found.document)]
        source = Source(name, original, found.document, found.edits, tuple(segments))
        return self._keep(path, Prepared(source, _halves(source), "", content))

    def _keep(self, path: Path, made: Prepared) -> Prepared:
        source = made.source
        assert source is not None
        depends = {tag: self._depends(tag) for tag in sorted(self._corrector.asked)}
        try:
            digest, data = kept_sources.sealed(kept_sources.source_value(source, made.halves, depends))
        except ValueError:
            return made._replace(digest=key_of(made.content, source.original.path, repr(source)))
        if kept_sources.fits(source.original) and kept_sources.fits(source.corrected) and _is(path, made.content):
            self._cache.keep_data(self._key(made.content, source.original.path), data)
        return made._replace(digest=digest)

    def _key(self, content: str, identity: str) -> str:
        return key_of("source", self._code, content, identity)

    def _depends(self, language: str) -> str:
        if language not in self._inputs:
            self._inputs[language] = key_of(self._corrector.inputs(language))
        return self._inputs[language]


def _is(path: Path, content: str) -> bool:
    """Whether a file is still what it was when reading it began."""
    try:
        return content_hash(path) == content
    except (InputError, OSError):
        return False


def _halves(source: Source) -> Texts | None:
    """The texts of both languages of a source, where it holds two."""
    from termlode.jobs.stages import texts

    try:
        return texts.with_originals(texts.halves(source.corrected, source.name), (source.found, source.found))
    except NotParallelError:
        return None
