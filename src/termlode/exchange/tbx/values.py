"""How our values and those of TBX correspond, and the notes that carry what TBX-Basic has no category for.

Sources: ISO 30042:2019 with the TBX-Basic 1.2.1 dialect; TermWeb, Weblate and LTAC files as met.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from termlode.model import Attestation
from termlode.termbase.records import RELATIONS

if TYPE_CHECKING:
    from termlode.model import Status

STATUS_OUT: dict[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
# What other tools write, lower case and without "Term", "-admn-sts" and punctuation.
_STATUS_IN: dict[str, Status] = {
    "preferred": "preferred",
    "standardized": "preferred",
    "legal": "preferred",
    "approved": "preferred",
    "admitted": "admitted",
    "regulated": "admitted",
    "acceptable": "admitted",
    "allowed": "admitted",
    "deprecated": "deprecated",
    "superseded": "deprecated",
    "notrecommended": "deprecated",
    "obsolete": "deprecated",
    "rejected": "forbidden",
    "forbidden": "forbidden",
    "prohibited": "forbidden",
    "banned": "forbidden",
    "disallowed": "forbidden",
    "notallowed": "forbidden",
    "donotuse": "forbidden",
    "blacklisted": "forbidden",
    "notapproved": "deprecated",
    "nonstandard": "deprecated",
    "avoid": "deprecated",
    "outdated": "deprecated",
    "recommended": "preferred",
    "permitted": "admitted",
    "accepted": "admitted",
    # Persian, Arabic, Chinese and Pashto tables
    **dict.fromkeys(("ترجیحی", "مرجح", "مفضل", "首选", "推荐", "غوره"), "preferred"),
    **dict.fromkeys(("مجاز", "مقبول", "允许", "可用", "منلشوی"), "admitted"),
    **dict.fromkeys(("منسوخ", "قدیمی", "مهجور", "废弃", "已弃用", "不推荐", "زوړ"), "deprecated"),
    **dict.fromkeys(("ممنوع", "ممنوعه", "محظور", "مرفوض", "مردود", "禁用", "禁止", "منع"), "forbidden"),
}
TYPE_OUT = {
    "full-form": "fullForm",
    "short-form": "shortForm",
    "acronym": "acronym",
    "abbreviation": "abbreviation",
    "variant": "variant",
    "phrase": "phrase",
}
_TYPE_IN = {value.lower(): key for key, value in TYPE_OUT.items()} | {
    "initialism": "acronym",
    "transliteratedform": "transliteration",
    "entryterm": "full-form",
}
PARTS = frozenset({"noun", "verb", "adjective", "adverb", "other"})
_PART_OUT = {"proper-noun": "noun"}
GENDERS = frozenset({"masculine", "feminine", "neuter", "other"})

RELIABILITY, PART, TYPE = "Reliability", "Part of speech", "Term type"
FORMS, ATTESTED, RELATION, SOURCE, GENDER = "Inflected forms", "Attested forms", "Relation", "Source", "Gender"
HOMONYMS, ATTESTED_IN, NO_TERM = "Homonyms", "Attested in", "No term"
FORBIDDEN, DO_NOT_TRANSLATE = "Forbidden: do not use this term", "Do not translate"
_LABELLED = re.compile(
    rf"({RELIABILITY}|{PART}|{TYPE}|{FORMS}|{ATTESTED}|{ATTESTED_IN}|{RELATION}|{SOURCE}|{GENDER}|{HOMONYMS}|{NO_TERM})"
    r": (.+)",
    re.DOTALL,
)
# Beginnings of the types of references between concepts (TBX-Basic, TBX-Linguist, TBX-Default), lower case.
_REFERENCES = (
    ("crossreference", "related"), ("relatedconceptbroader", "broader"), ("relatedconceptnarrower", "narrower"),
    ("relatedconcept", "related"), ("superordinateconcept", "broader"), ("subordinateconcept", "narrower"),
    ("broaderconcept", "broader"), ("narrowerconcept", "narrower"), ("seealso", "related"),
)  # fmt: skip
_VARIANT = re.compile(r"OCR variant \((nonword|realword)\) of (.+?)(?: — (.+))?", re.DOTALL)


@lru_cache(maxsize=256)
def status(text: str) -> Status | None:
    """Our status for what a file says, or None where it says something else."""
    key = re.sub(r"(term)?-admn-sts$|term$", "", text.strip().lower())
    return _STATUS_IN.get(re.sub(r"[\s_-]", "", key))


def term_type(text: str) -> str | None:
    """Our term type for a termType, or None."""
    return _TYPE_IN.get(re.sub(r"[\s_-]", "", text.strip().lower()))


def part_of_speech(text: str) -> str | None:
    """Our part of speech for a partOfSpeech, or None."""
    key = re.sub(r"[\s_]", "-", text.strip().lower())
    if key in ("propernoun", "proper-noun"):
        return "proper-noun"
    return key if key in PARTS else None


def part_out(part: str) -> str:
    """The partOfSpeech of TBX-Basic that is nearest to ours."""
    return part if part in PARTS else _PART_OUT.get(part, "other")


def variant_note(kind: str, term: str, note: str | None) -> str:
    """The note that marks a deprecated term as an OCR variant of another."""
    return f"OCR variant ({kind}) of {term}" + (f" — {note}" if note else "")


def variant_of(note: str) -> tuple[str, str, str | None] | None:
    """Kind, term and note of a variant's note; None for any other note."""
    found = _VARIANT.fullmatch(note)
    return (found[1], found[2], found[3]) if found else None


def relation(kind: str, text: str) -> str | None:
    """The relation that a reference of this type and text states, or None where it is no reference to a concept."""
    found = next((name for start, name in _REFERENCES if kind.lower().startswith(start)), None)
    said = text.strip().lower()
    return said if found == "related" and said in RELATIONS else found


def attested_in(text: str) -> tuple[Attestation, ...] | None:
    """The places out of a note of ours, ``persian-bulletin 12; voa-pashto 2``; None where it says something else."""
    parts = [part.rpartition(" ") for part in text.split("; ")]
    if not all(document and count.isdecimal() for document, _, count in parts):
        return None
    return tuple(Attestation(document, int(count)) for document, _, count in parts)


def labelled(note: str) -> tuple[str, str] | None:
    """Label and text of a note of ours, or None."""
    found = _LABELLED.fullmatch(note)
    return (found[1], found[2]) if found else None
