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


def told(probe: Probe, terms: Recogniser) -> list[str]:
    """What is wrong with the answer to a probe, in a line; nothing where it is right."""
    wrong = failure(probe, terms)
    return [f"{probe.language} {probe.term} ({probe.note}): {wrong} in {probe.text}"] if wrong else []


# A hundred at once: thousands of tests of a millisecond each cost more than what they test.
@pytest.mark.parametrize("start", range(0, len(PROBES), 100))
def test_probes_among_all_terms(start: int, all_terms: Recogniser) -> None:
    wrong = [line for probe in PROBES[start : start + 100] for line in told(probe, all_terms)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("start", range(0, len(PROBES), 500))
def test_probes_with_their_term_alone(start: int) -> None:
    wrong = []
    for probe in PROBES[start : start + 500 : 5]:
        wrong += told(probe, Recogniser.build([entry(f"{probe.language}:{probe.term}", probe.language, probe.term)]))
    assert not wrong, "\n".join(wrong)


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
