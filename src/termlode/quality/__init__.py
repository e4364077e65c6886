"""Quality: coded checks on translated units, whether two texts translate each other, and what to take out of a memory.

A check is a function of :mod:`termlode.checks`, registered in :mod:`termlode.quality.registry`; what one language has
of its own (marks, small numbers, words that may stand twice) is the hook ``quality.py`` of its pack.
"""
