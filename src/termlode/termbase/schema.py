"""The shape of a termbase file: YAML nodes in, validated records out, every complaint with its line.

Scalars are taken as they are written (``no`` is the word *no*), so nothing depends on YAML's guesses
about types. Keys that are unknown or stand twice are errors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

from termlode.errors import InputError, TermbaseError
from termlode.languages.tags import normalise
from termlode.termbase.plain_yaml import compose
from termlode.termbase.records import (
    CONCEPT_KEYS,
    RELATIONS,
    RELIABILITIES,
    SECTION_KEYS,
    STATUSES,
    TERM_KEYS,
    VARIANT_KEYS,
    VARIANT_KINDS,
    Record,
)
from termlode.termbase.slugs import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_HALF = re.compile("[\ud800-\udfff]")
_NULL = "tag:yaml.org,2002:null"
_CHOICES = {"status": STATUSES, "reliability": RELIABILITIES, "kind": VARIANT_KINDS}


class Reader:
    """Reads one file's nodes; ``lines`` collects where each concept and term stands."""

    concept_keys: Sequence[str] = CONCEPT_KEYS
    term_keys: Sequence[str] = TERM_KEYS
    lists: frozenset[str] = frozenset({"forms", "attested", "region", "homonyms"})  # keys that hold lists of texts

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[tuple[str, ...], int] = {}

    def concepts(self, text: str) -> dict[str, Record]:
        """Concept id → record, in the order of the file. Raises TermbaseError with the line."""
        root = self._compose(text)
        if root is None:
            return {}
        found: dict[str, Record] = {}
        for key, value, line in self._pairs(root, "the file", None):
            if not is_slug(key):
                self.fail(f"{key!r} is not a concept id", line, "use a-z, 0-9 and single hyphens, such as rare-earth")
            self.lines[key,] = line
            found[key] = self._concept(key, value, line)
        return found

    def fail(self, reason: str, line: int, cure: str) -> NoReturn:
        """Stop, naming the file and the line."""
        raise TermbaseError(reason, path=self.path, line=line, cure=cure)

    def _compose(self, text: str) -> Any:
        if (plain := compose(text)) is not None:
            return plain
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        if line := _too_deep(text):
            self.fail("is nested too deeply", line, "a concept has a handful of levels")
        try:
            return YAML(typ="safe", pure=True).compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = " ".join(part for part in (error.context, error.problem) if part)
            self.fail(f"is not valid YAML: {reason}", mark.line + 1 if mark else 1, "check indentation and quotes")
        except RecursionError:
            self.fail("is nested too deeply", 1, "a concept has a handful of levels")
        except (ValueError, OverflowError, IndexError):
            self.fail("holds a value that YAML cannot read", 1, "simplify it")
        except YAMLError as error:
            line = text.count("\n", 0, getattr(error, "position", 0)) + 1
            self.fail("holds a character that YAML does not allow", line, "delete the control character")

    def _concept(self, concept: str, node: Any, line: int) -> Record:
        record: Record = {}
        for key, value, at in self._pairs(node, f"concept {concept}", self.concept_keys, line):
            if key == "terms":
                record["terms"] = dict(self._sections(concept, value, at))
            elif key == "related":
                record["related"] = [self._relation(item) for item in self._items(value, "related", at)]
            elif key == "do-not-translate":
                record[key] = self._flag(value, key, at)
            elif key in self.lists:
                record[key] = [self._needed(item, key) for item in self._items(value, key, at)]
            elif (said := self._text(value, key, at)) is not None:
                record[key] = said
        if "terms" not in record:
            self.fail(f"concept {concept} has no terms", line, "add terms: with a list for each language")
        return record

    def _sections(self, concept: str, node: Any, line: int) -> Iterator[tuple[str, list[Record] | Record]]:
        seen: set[str] = set()
        for tag, value, at in self._pairs(node, "terms", None, line):
            try:
                language = normalise(tag)
            except InputError as error:
                self.fail(error.reason, at, error.cure or "write BCP 47")
            if language in seen:
                self.fail(f"language {language} stands twice in concept {concept}", at, "join the two lists")
            seen.add(language)
            yield language, self._section(concept, language, value, at)

    def _section(self, concept: str, language: str, node: Any, line: int) -> list[Record] | Record:
        if node.id == "mapping":
            record: Record = {}
            for key, value, at in self._pairs(node, f"{concept}, {language}", SECTION_KEYS, line):
                if key == "terms":
                    record["terms"] = self._terms(concept, language, value, at)
                elif (said := self._text(value, key, at)) is not None:
                    record[key] = said
            return {**record, "terms": record.get("terms", [])}
        return self._terms(concept, language, node, line)

    def _terms(self, concept: str, language: str, node: Any, line: int) -> list[Record]:
        terms = []
        for index, item in enumerate(self._items(node, f"{concept}, {language}", line)):
            self.lines[concept, language, str(index)] = item.start_mark.line + 1
            terms.append(self._term(item))
        return terms

    def _term(self, node: Any) -> Record:
        line = node.start_mark.line + 1
        record: Record = {}
        for key, value, at in self._pairs(node, "a term", self.term_keys, line):
            if key in self.lists:
                record[key] = [self._needed(item, key) for item in self._items(value, key, at)]
            elif key == "attested-in":
                record[key] = dict(self._count(*pair) for pair in self._pairs(value, key, None, at))
            elif key == "variants":
                record[key] = [self._variant(item) for item in self._items(value, key, at)]
            elif (said := self._choice(value, key, at)) is not None:
                record[key] = said
        if not record.get("term", "").strip():
            self.fail("a term without text", line, "write - term: TEXT")
        return record

    def _count(self, document: str, node: Any, line: int) -> tuple[str, int]:
        said = self._text(node, document, line) or ""
        if not said.isdecimal() or not int(said):
            self.fail(f"attested-in: {said!r} is not a number of places", line, f"write {document}: 3")
        return document, int(said)

    def _variant(self, node: Any) -> Record:
        line = node.start_mark.line + 1
        record: Record = {}
        for key, value, at in self._pairs(node, "a variant", VARIANT_KEYS, line):
            if (said := self._choice(value, key, at)) is not None:
                record[key] = said
        for key in ("text", "kind"):
            if key not in record:
                self.fail(f"a variant without {key}", line, "write - text: … and kind: nonword or realword")
        return record

    def _relation(self, node: Any) -> Record:
        line = node.start_mark.line + 1
        pairs = self._pairs(node, "a relation", RELATIONS, line)
        return {key: self._needed(value, key) for key, value, _ in pairs}

    def _pairs(
        self, node: Any, what: str, known: Sequence[str] | None, line: int = 1
    ) -> Iterator[tuple[str, Any, int]]:
        """Key, value and line of each pair of a mapping; keys must be known and stand once."""
        if node.id != "mapping":
            self.fail(f"{what} is not a mapping", line, "write key: value lines under it")
        first: dict[str, int] = {}
        for key_node, value in node.value:
            at = key_node.start_mark.line + 1
            key = self._needed(key_node, "a key")
            if key in first:
                self.fail(f"the key {key!r} stands twice, first on line {first[key]}", at, "keep one of the two")
            if known is not None and key not in known:
                drafted = known is CONCEPT_KEYS and key == "status"
                cure = "take drafts in with 'termlode termbase accept'" if drafted else f"known: {', '.join(known)}"
                self.fail(f"{what} has an unknown key {key!r}", at, cure)
            first[key] = at
            yield key, value, at

    def _items(self, node: Any, what: str, line: int) -> list[Any]:
        if node.id != "sequence":
            if node.id == "scalar" and node.tag == _NULL:
                return []
            self.fail(f"{what} is not a list", line, "write its items on lines that begin with '- '")
        return list(node.value)

    def _text(self, node: Any, key: str, line: int) -> str | None:
        if node.id != "scalar":
            self.fail(f"{key} is not a text", line, "write it on one line, in quotes where it holds ': '")
        if _HALF.search(node.value):
            self.fail(f"{key} holds half of a surrogate pair", line, "write the whole character")
        return None if node.tag == _NULL else str(node.value)

    def _needed(self, node: Any, key: str) -> str:
        said = self._text(node, key, node.start_mark.line + 1)
        if not said:
            self.fail(f"{key} is empty", node.start_mark.line + 1, "fill it in or delete the line")
        return said

    def _choice(self, node: Any, key: str, line: int) -> str | None:
        said = self._text(node, key, line)
        if said is not None and key in _CHOICES and said not in _CHOICES[key]:
            self.fail(f"{key} {said!r} is unknown", line, f"one of {', '.join(_CHOICES[key])}")
        return said

    def _flag(self, node: Any, key: str, line: int) -> bool:
        said = (self._text(node, key, line) or "false").lower()
        if said not in ("true", "false"):
            self.fail(f"{key} is {said!r}", line, "write true or false")
        return said == "true"


_BRACKET = re.compile(r"[\[\]{}]|\n(?=\S)")
_DEEPEST = 100  # brackets within a concept, texts included


def _too_deep(text: str) -> int:
    """The line where a concept has far more open brackets than any can have (YAML needs seconds for them), or 0."""
    depth = 0
    for match in _BRACKET.finditer(text):
        depth = 0 if match[0] == "\n" else depth + (1 if match[0] in "[{" else -1)
        if depth > _DEEPEST:
            return text.count("\n", 0, match.start()) + 1
    return 0
