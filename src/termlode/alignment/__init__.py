"""Alignment: parallel documents become translation units with a confidence that can be believed.

Works offline for Persian, Arabic, Chinese, Pashto and English from packaged lexicons, and without any for
other pairs. The public names load on first use; NumPy is imported with the first alignment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termlode.alignment.aligner import resources
    from termlode.alignment.ladder import write_ladder
    from termlode.alignment.pairing import Alignment, align_segments, split_bilingual
    from termlode.alignment.parallel import require_parallel, score
    from termlode.alignment.texts import align_with
    from termlode.alignment.translation import units

__all__ = [
    "Alignment",
    "align_segments",
    "align_with",
    "require_parallel",
    "resources",
    "score",
    "split_bilingual",
    "units",
    "write_ladder",
]
_HOMES = {
    "Alignment": "pairing",
    "align_segments": "pairing",
    "align_with": "texts",
    "require_parallel": "parallel",
    "resources": "aligner",
    "score": "parallel",
    "split_bilingual": "pairing",
    "units": "translation",
    "write_ladder": "ladder",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'termlode.alignment' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"termlode.alignment.{_HOMES[name]}"), name)
    globals()[name] = found  # a submodule of the same name would hide it
    return found
