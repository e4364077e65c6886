"""Right Persian stays right: the harm meter on a part of the shared texts, with a ceiling for each kind of edit."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING, Any

import pytest

from termlode.correction import Corrector

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared
CEILING = {"zwnj": 30, "char": 0, "space": 0, "arabic": 0, "line": 60}  # a million words


def meter(repository: Path) -> Any:
    spec = importlib.util.spec_from_file_location("harm", repository / "benchmarks/harm.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["harm"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def test_attested_words_are_left_alone(shared: Path, repository: Path):
    harm = meter(repository)
    every = [*harm.texts("documentation", shared), *harm.texts("health", shared, 600)]
    usage = harm.Usage([*every, *harm.texts("treebank", shared), *harm.texts("health", shared)])
    found = harm.measure(Corrector(), usage, every)
    for kind, ceiling in CEILING.items():
        number = sum(count for rule, count in found.harm.items() if rule.startswith(kind))
        assert 1e6 * number / found.words <= ceiling, kind


def test_the_meter_sees_harm(repository: Path):
    harm = meter(repository)
    usage = harm.Usage(["فیلتر " * 5])
    assert usage.harmful("فیلتر", "فیل\u200cتر")
    assert not usage.harmful("فیلتر", "فیلتر")
    assert not usage.harmful("پرده", "پرده\u200cها")
    typed = harm.Usage(["ناصحيح، (روز " * 5])
    assert not typed.harmful("ناصحيح", "ناصحیح")  # a keyboard's letter
    assert not typed.harmful("(روز", ")روز")  # no word
    assert typed.harmful("روز", "روزه")
