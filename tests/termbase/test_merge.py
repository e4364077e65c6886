"""Merge and diff: laws that hold for any entries, and the cases that matter by name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from termlode.model import ConceptEntry, LanguageSection, TermSection
from termlode.termbase.diff import diff
from termlode.termbase.merge import Conflict, merge
from tests.termbase.test_load import entries

type State = dict[str, ConceptEntry]


def entry(*terms: str, concept: str = "c", **said: Any) -> ConceptEntry:
    sections = (
        LanguageSection(
            "en", tuple(TermSection(t, "preferred" if i == 0 else "admitted") for i, t in enumerate(terms))
        ),
    )
    return ConceptEntry(concept, "field", sections, **said)


def merged(ours: State, theirs: State, base: State | None = None) -> tuple[State, tuple[Conflict, ...]]:
    """The termbase after the merge, and the conflicts."""
    result = merge(ours, theirs, base)
    after = dict(ours)
    for change in result.changes:
        assert ours.get(change.concept) == change.before
        if change.after is None:
            del after[change.concept]
        else:
            after[change.concept] = change.after
    return after, result.conflicts


def _named(name: str, entry: ConceptEntry) -> ConceptEntry:
    return replace(entry, id=name)


states = st.fixed_dictionaries({}, optional={name: entries.map(partial(_named, name)) for name in ("a", "b")})


@settings(max_examples=50, deadline=None)
@given(states)
def test_nothing_to_merge(state):
    assert merged(state, state) == (state, ())
    assert merged(state, {}) == (state, ())
    assert diff(state, state) == []


@settings(max_examples=50, deadline=None)
@given(states, states)
def test_one_side_alone_is_taken(base, changed):
    assert merged(base, changed, base) == (changed, ())
    assert merged(changed, base, base) == (changed, ())


@settings(max_examples=50, deadline=None)
@given(states, states)
def test_a_difference_is_always_told(one, other):
    told = {difference.concept: difference for difference in diff(one, other)}
    assert set(told) == {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_both_sides_add_terms():
    base = {"c": entry("one")}
    after, conflicts = merged({"c": entry("one", "two")}, {"c": entry("one", "three")}, base)
    assert [term.term for term in after["c"].languages[0].terms] == ["one", "two", "three"]
    assert conflicts == ()


def test_a_removed_term_stays_removed():
    base = {"c": entry("one", "two")}
    after, conflicts = merged({"c": entry("one", "two", "three")}, {"c": entry("one")}, base)
    assert [term.term for term in after["c"].languages[0].terms] == ["one", "three"]
    assert conflicts == ()


def test_contradictions_are_told_and_ours_stays():
    base = {"c": entry("one", note="old")}
    after, conflicts = merged({"c": entry("one", note="mine")}, {"c": entry("one", note="theirs")}, base)
    assert after["c"].note == "mine"
    assert [(c.concept, c.what, c.ours, c.theirs) for c in conflicts] == [("c", "note", "mine", "theirs")]


def test_removed_here_and_changed_there():
    base = {"c": entry("one")}
    assert merged({}, {"c": entry("one", note="x")}, base)[1][0].ours == "removed"
    after, conflicts = merged({"c": entry("one", note="x")}, {}, base)
    assert (after["c"].note, conflicts[0].theirs) == ("x", "removed")
    assert merged({"c": entry("one")}, {}, base) == ({}, ())


def test_two_preferred_become_one():
    after, conflicts = merged({"c": entry("one")}, {"c": entry("two")})
    assert [(t.term, t.status) for t in after["c"].languages[0].terms] == [("one", "preferred"), ("two", "admitted")]
    assert conflicts == ()


def test_verified_beats_unverified():
    ours = {"c": replace(entry("one"), languages=(LanguageSection("en", (TermSection("one"),)),))}
    theirs = {
        "c": replace(
            entry("one"), languages=(LanguageSection("en", (TermSection("one", reliability="verified", source="s"),)),)
        )
    }
    after, conflicts = merged(ours, theirs)
    assert after["c"].languages[0].terms[0].reliability == "verified"
    assert conflicts == ()


def test_details_are_readable():
    old = entry("one", "two", definition="a")
    new = replace(entry("two", "three", definition="b"), subject_field="other", related=(("broader", "x"),))
    [difference] = diff({"c": old}, {"c": new})
    assert [str(detail) for detail in difference.details] == [
        "subject field: field → other", "definition: a → b", "broader: + x", "en term: - one (preferred)",
        "en two status: admitted → preferred", "en term: + three (admitted)",
    ]  # fmt: skip
