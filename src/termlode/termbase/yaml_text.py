"""Records as YAML text, and records brought into YAML text that has comments and an order of its own."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from termlode.termbase.records import CONCEPT_KEYS, TERM_KEYS, VARIANT_KEYS, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruamel.yaml import YAML

# An order for each kind of mapping, known by the key that it must have (a concept's and a section's agree).
_ORDERS = {"term": TERM_KEYS, "text": VARIANT_KEYS}

# What an absent key of a term means: it is neither written where the file leaves it out nor dropped where it stands.
_DEFAULTS = {"status": "preferred", "type": "full-form", "reliability": "unverified"}


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 10_000  # a term is never folded over two lines
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    return yaml


def update(text: str, concept: str, record: Record) -> str:
    """The YAML text of one concept, changed to say ``record``; comments and order stay where they can."""
    yaml = _yaml()
    document = yaml.load(text)
    _mapping(document[concept], record)
    out = StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _mapping(node: Any, wanted: Record) -> None:
    """Make a mapping node say ``wanted``: keys that go, keys that change, keys that are new."""
    for key in [key for key in node if str(key) not in wanted and str(node[key]) != _DEFAULTS.get(str(key))]:
        del node[key]
    for key, value in wanted.items():
        if key not in node and value == _DEFAULTS.get(key):
            continue
        if key not in node:
            node.insert(_place(node, key), key, value)
        elif isinstance(value, dict) and hasattr(node[key], "items"):
            _mapping(node[key], value)
            if key == "terms":  # the languages, whose order is the entry's; other keys stay as the file has them
                for language in value if [str(name) for name in node[key]] != list(value) else ():
                    node[key].move_to_end(language)
        elif isinstance(value, list) and isinstance(node[key], list):
            _sequence(node[key], value)
        elif _plain(node[key]) != _plain(value):
            node[key] = value


def _place(node: Any, key: str) -> int:
    """Where a new key belongs: after the last one that comes before it in the usual order."""
    order = next((order for name, order in _ORDERS.items() if name in node), CONCEPT_KEYS)
    if key not in order:
        return len(node)
    earlier = order[: order.index(key)]
    return max((index for index, other in enumerate(node) if other in earlier), default=-1) + 1


def _sequence(node: Any, wanted: Sequence[Any]) -> None:
    """Make a list node say ``wanted``; items that say who they are (a term, a text) keep their comments."""
    if [_plain(item) for item in node] == list(wanted):
        return
    spare = {_name(item): item for item in node}
    items = []
    for value in wanted:
        item = spare.pop(_name(value), None)
        if item is not None and isinstance(value, dict):
            _mapping(item, value)
        items.append(value if item is None else item)
    if len(items) == len(node):
        for index, item in enumerate(items):
            node[index] = item
    else:
        _resize(node, items)


def _resize(node: Any, items: list[Any]) -> None:
    """Put other items into a list node, moving each comment with its item."""
    comments = {id(item): node.ca.items.get(index) for index, item in enumerate(node)}
    del node[:]
    node.ca.items.clear()
    for index, item in enumerate(items):
        node.append(item)
        if comments.get(id(item)):
            node.ca.items[index] = comments[id(item)]


def _name(item: Any) -> object:
    """What an item of a list is known by."""
    if not hasattr(item, "get"):
        return str(item)
    named = item.get("term") or item.get("text")
    return str(named) if named else tuple((str(key), str(value)) for key, value in item.items())


def _plain(value: Any) -> Any:
    """A node as plain Python, scalars as they are written."""
    if isinstance(value, bool) or value is None:
        return value
    if hasattr(value, "items"):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value)
