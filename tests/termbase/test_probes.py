"""Every adversarial probe of recognition."""

from __future__ import annotations

from collections import Counter

import pytest

from termlode.termbase.recognition import Recogniser
from tests.termbase.probes import Probe, entry, failure, read, recogniser

PROBES = read()


@pytest.fixture(scope="module")
def all_terms() -> Recogniser:
    return recogniser(PROBES)


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: f"{probe.language}-{probe.term}-{probe.note}"[:80])
def test_probe_among_all_terms(probe: Probe, all_terms: Recogniser) -> None:
    assert failure(probe, all_terms) is None


@pytest.mark.parametrize("probe", PROBES[::5], ids=lambda probe: f"{probe.language}-{probe.term}-{probe.note}"[:80])
def test_probe_with_its_term_alone(probe: Probe) -> None:
    alone = Recogniser.build([entry(f"{probe.language}:{probe.term}", probe.language, probe.term)])
    assert failure(probe, alone) is None


@pytest.mark.parametrize(
    "probe", read("known_failures.tsv"), ids=lambda probe: f"{probe.language}-{probe.term}-{probe.note}"
)
@pytest.mark.xfail(strict=True, reason="no rule tells these apart yet")
def test_known_failure(probe: Probe) -> None:
    alone = Recogniser.build([entry(f"{probe.language}:{probe.term}", probe.language, probe.term)])
    assert failure(probe, alone) is None


def test_probes_are_many_and_of_both_kinds() -> None:
    assert len(PROBES) >= 300
    kinds = Counter((probe.language, probe.expected) for probe in PROBES)
    assert min(kinds[language, kind] for language in ("ar", "fa", "ps", "zh", "en") for kind in ("match", "none")) >= 15
