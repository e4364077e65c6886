"""The ZIP package of an Office document, read within bounds and written back member by member.

Sizes are checked before and while unpacking, so that an archive that unpacks to gigabytes ends in an
error. Writing keeps the order, names, dates and attributes of the members and the bytes of all that
did not change (ECMA-376 part 2, Open Packaging Conventions).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

from termlode.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PART_LIMIT = 96 * 1024 * 1024  # bytes of one member, unpacked
TOTAL_LIMIT = 512 * 1024 * 1024  # bytes that the directory of the archive may promise
_MEMBERS = 20_000
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^<>]*>")
_CURE = "open it in Word and save it again, or fetch it again"


class Package:
    """An Office package in memory. Raises UnreadableError where it is damaged, encrypted or a bomb."""

    def __init__(self, data: bytes, path: Path | str) -> None:
        self.path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._members = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableError("is a damaged ZIP package", path=path, cure=_CURE) from error
        if len(self._members) > _MEMBERS or sum(m.file_size for m in self._members) > TOTAL_LIMIT:
            raise UnreadableError("unpacks to more than a document can hold", path=path, cure="do not trust this file")
        if any(member.flag_bits & 1 for member in self._members):
            raise UnreadableError("is encrypted with a password", path=path, cure="save it without one")

    def names(self) -> list[str]:
        """The names of the members, in their order."""
        return [member.filename for member in self._members]

    def text(self, name: str, *, checked: bool = True) -> str:
        """The text of a member; ``checked``: XML, well-formed and without a document type."""
        data = self._bytes(name)
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        try:
            text = data.decode(encoding)
            if checked:
                _check(data)
        except (UnicodeDecodeError, expat.ExpatError, ValueError) as error:
            raise UnreadableError(f"its part {name} is damaged: {error}", path=self.path, cure=_CURE) from error
        if text.encode(encoding) != data:
            raise UnreadableError(f"its part {name} is in an unusual encoding", path=self.path, cure=_CURE)
        return text

    def related(self, source: str, kind: str) -> list[str]:
        """The members that ``source`` names as its ``kind`` (the last step of the relationship's type)."""
        return list(self.relations(source, kind).values())

    def relations(self, source: str, kind: str) -> dict[str, str]:
        """The same members by the ids of their relationships."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._archive.NameToInfo:
            return {}
        found = {}
        for number, tag in enumerate(_RELATION.findall(self.text(relations))):
            target, type_ = re.search(r'\bTarget="([^"]*)"', tag), re.search(r'\bType="([^"]*)"', tag)
            if target and type_ and type_[1].endswith(f"/{kind}") and 'TargetMode="External"' not in tag:
                joined = posixpath.normpath(posixpath.join(folder, target[1]))
                key = re.search(r'\bId="([^"]*)"', tag)
                found[key[1] if key else str(number)] = (target[1] if target[1].startswith("/") else joined).lstrip("/")
        return {key: name for key, name in found.items() if name in self._archive.NameToInfo}

    def replaced(self, changed: Mapping[str, str]) -> bytes:
        """The package with the XML of some members replaced, all else as it was."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as written:
            written.comment = self._archive.comment
            for member in self._members:
                data = self._bytes(member.filename, member)
                if (text := changed.get(member.filename)) is not None:
                    data = text.encode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
                written.writestr(_same(member), data)
        return target.getvalue()

    def _bytes(self, name: str, member: zipfile.ZipInfo | None = None) -> bytes:
        try:
            with self._archive.open(member or name) as handle:
                data = handle.read(PART_LIMIT + 1)
        except KeyError as error:
            raise UnreadableError(f"lacks its part {name}", path=self.path, cure=_CURE) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
            raise UnreadableError(f"its part {name} is damaged", path=self.path, cure=_CURE) from error
        except Exception as error:  # zlib.error, lzma.LZMAError: what each decompressor calls damage
            raise UnreadableError(f"its part {name} is damaged: {error}", path=self.path, cure=_CURE) from error
        if len(data) > PART_LIMIT:
            raise UnreadableError(f"its part {name} unpacks to more than {PART_LIMIT >> 20} MB", path=self.path,
                                  cure="do not trust this file")  # fmt: skip
        return data


def _same(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The member's own description, for writing it anew."""
    info = zipfile.ZipInfo(member.filename, member.date_time)
    info.compress_type = member.compress_type
    info.comment, info.extra = member.comment, member.extra
    info.create_system, info.external_attr, info.internal_attr = (
        member.create_system, member.external_attr, member.internal_attr,
    )  # fmt: skip
    return info


def _check(data: bytes) -> None:
    """Raise ExpatError where ``data`` is not well-formed, ValueError where it declares entities."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(data, True)


def _no_doctype(*_: object) -> None:
    raise ValueError("it declares a document type")
