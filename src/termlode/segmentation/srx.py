"""SRX 2.0 (LISA/GALA Segmentation Rules eXchange): the rules, read from XML and written as XML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from termlode.errors import FormatError
from termlode.segmentation.patterns import must_be_small, translate

if TYPE_CHECKING:
    from pathlib import Path

    import regex
    from lxml import etree

NAMESPACE = "http://www.lisa.org/srx20"
_MOST_RULES = 20_000
_DEFAULT_HANDLES = (("start", False), ("end", True), ("isolated", False))  # SRX 2.0, section 3.3.3


@dataclass(frozen=True, slots=True)
class Rule:
    """Break (or not) where ``before`` matches up to a place and ``after`` from it on; empty matches anywhere."""

    breaks: bool
    before: str
    after: str
    line: int | None = None


@dataclass(frozen=True, eq=False)
class Ruleset:
    """An SRX document. ``rules`` by name, in order; ``maps`` from a pattern of language codes to a name."""

    rules: dict[str, tuple[Rule, ...]]
    maps: tuple[tuple[str, str], ...]
    cascade: bool = False
    subflows: bool = True
    handles: tuple[tuple[str, bool], ...] = _DEFAULT_HANDLES
    path: str | None = None
    trusted: bool = True  # ours: no watch is kept on how long its patterns take

    @cached_property
    def _patterns(self) -> tuple[tuple[regex.Pattern[str], str], ...]:
        import regex

        return tuple((regex.compile(translate(p), regex.V1 | regex.IGNORECASE), name) for p, name in self.maps)

    def for_language(self, language: str) -> tuple[Rule, ...]:
        """The rules of ``language``: of all maps that fit where the document cascades, else of the first."""
        found: list[Rule] = []
        for pattern, name in self._patterns:
            if self._names(pattern, language):
                found.extend(self.rules[name])
                if not self.cascade:
                    break
        return tuple(found)

    def _names(self, pattern: regex.Pattern[str], language: str) -> bool:
        try:
            return pattern.fullmatch(language, timeout=_SECONDS) is not None
        except TimeoutError as error:
            raise too_slow(self.path) from error


_SECONDS = 1.0


def too_slow(path: str | None) -> FormatError:
    """The error for patterns that take too long."""
    return FormatError(
        "its patterns take too long", path=path, cure="avoid a repeat within a repeat, such as (a+)+, in its rules"
    )


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


def read(path: Path | str) -> Ruleset:
    """The rules of a ``.srx`` file, version 2.0 or 1.0.

    Raises UnreadableError for a file that cannot be read, FormatError for one that is not SRX or has
    a pattern that is no regular expression.
    """
    from termlode.files import read_bytes

    ruleset = parse(read_bytes(path, largest=16), str(path))
    if sum(map(len, ruleset.rules.values())) > _MOST_RULES:
        raise FormatError(f"has more than {_MOST_RULES} rules", path=path, cure="split it by language")
    return replace(ruleset, trusted=False)


def parse(data: bytes, path: str | None = None, *, check: bool = True) -> Ruleset:
    """The rules in the bytes of an SRX document; entities are not expanded, nothing is fetched.

    ``check``: whether its patterns are compiled at once, which costs more than a short text's segmentation; our
    own files are checked by a test.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"is not XML: {error.msg}", path=path, line=error.lineno, cure="give an SRX file") from error
    if _local(root) != "srx":
        raise FormatError(f"<{_local(root)}> is not SRX", path=path, cure="give an SRX 2.0 file")
    header = _find(root, "header", path)
    ruleset = Ruleset(
        rules={
            _attribute(e, "languagerulename", path): _rules(e, path, check=check) for e in _all(root, "languagerule")
        },
        maps=tuple(_map(e, path, check=check) for e in _all(root, "languagemap")),
        cascade=header.get("cascade") == "yes",
        subflows=header.get("segmentsubflows") != "no",
        handles=tuple((_attribute(e, "type", path), e.get("include") == "yes") for e in _all(header, "formathandle"))
        or _DEFAULT_HANDLES,
        path=path,
    )
    _check(ruleset)
    return ruleset


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _all(root: etree._Element, name: str) -> list[etree._Element]:
    return [element for element in root.iter() if _local(element) == name]


def _find(root: etree._Element, name: str, path: str | None) -> etree._Element:
    found = _all(root, name)
    if not found:
        raise FormatError(f"has no <{name}>", path=path, cure="give an SRX 2.0 file")
    return found[0]


def _attribute(element: etree._Element, name: str, path: str | None) -> str:
    value = element.get(name)
    if value is None:
        raise FormatError(f"<{_local(element)}> has no {name}", path=path, line=_line(element), cure=f"add {name}")
    return value


def _line(element: etree._Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None


def _map(element: etree._Element, path: str | None, *, check: bool) -> tuple[str, str]:
    pattern = _attribute(element, "languagepattern", path)
    if check:
        _compilable(pattern, path, _line(element))
    return pattern, _attribute(element, "languagerulename", path)


def _rules(element: etree._Element, path: str | None, *, check: bool) -> tuple[Rule, ...]:
    return tuple(_rule(child, path, check=check) for child in element if _local(child) == "rule")


def _rule(element: etree._Element, path: str | None, *, check: bool) -> Rule:
    parts = {_local(child): "".join(map(str, child.itertext())) for child in element}
    rule = Rule(element.get("break") != "no", parts.get("beforebreak", ""), parts.get("afterbreak", ""), _line(element))
    if check:
        _compilable(rule.before, path, rule.line)
        _compilable(rule.after, path, rule.line)
    return rule


def _compilable(pattern: str, path: str | None, line: int | None) -> None:
    import regex

    try:
        must_be_small(pattern)
        regex.compile(translate(pattern), regex.V1)
        regex.compile(f"(?<={translate(pattern)})", regex.V1)  # as it will stand beside others
    except (regex.error, ValueError, RecursionError, OverflowError, MemoryError) as error:
        raise FormatError(
            f"{pattern[:80]!r} is not a regular expression: {error}",
            path=path,
            line=line,
            cure="correct or drop the rule",
        ) from error


def _check(ruleset: Ruleset) -> None:
    if not ruleset.maps:
        raise FormatError("maps no language to rules", path=ruleset.path, cure="add a <languagemap>")
    for pattern, name in ruleset.maps:
        if name not in ruleset.rules:
            raise FormatError(
                f"{pattern!r} is mapped to {name!r}, which has no rules", path=ruleset.path, cure="add a <languagerule>"
            )


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


def serialise(ruleset: Ruleset) -> bytes:
    """The rules as an SRX 2.0 document, UTF-8."""
    from lxml import etree

    default: dict[str, str] = {None: NAMESPACE}  # type: ignore[dict-item]  # the stubs know no default namespace
    root = etree.Element(_tag("srx"), nsmap=default, version="2.0")
    header = etree.SubElement(
        root, _tag("header"), segmentsubflows=_yes(ruleset.subflows), cascade=_yes(ruleset.cascade)
    )
    for kind, include in ruleset.handles:
        etree.SubElement(header, _tag("formathandle"), type=kind, include=_yes(include))
    body = etree.SubElement(root, _tag("body"))
    languages = etree.SubElement(body, _tag("languagerules"))
    for name, rules in ruleset.rules.items():
        group = etree.SubElement(languages, _tag("languagerule"), languagerulename=name)
        for rule in rules:
            _write_rule(etree.SubElement(group, _tag("rule"), {"break": _yes(rule.breaks)}), rule)
    maps = etree.SubElement(body, _tag("maprules"))
    for pattern, name in ruleset.maps:
        etree.SubElement(maps, _tag("languagemap"), languagepattern=pattern, languagerulename=name)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _write_rule(element: etree._Element, rule: Rule) -> None:
    from lxml import etree

    for name, pattern in (("beforebreak", rule.before), ("afterbreak", rule.after)):
        if pattern:
            etree.SubElement(element, _tag(name)).text = pattern


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
