"""Correction of Persian text from OCR and PDF, and what is sure in Arabic, Pashto and Chinese.

``fix(text)`` gives a list of :class:`~termlode.model.Edit`; ``apply`` makes them, ``invert`` undoes them,
``explain`` says why. Only edits of tier ``auto`` change text.
"""

from termlode.correction.documents import correct_document
from termlode.correction.engine import Correction, Corrector, fix
from termlode.correction.explain import explain
from termlode.edits import apply, compose, invert, locate

__all__ = ["Correction", "Corrector", "apply", "compose", "correct_document", "explain", "fix", "invert", "locate"]
