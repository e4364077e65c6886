"""The fast path of TMX: units of the usual shape are read by patterns instead of expat, and written from rows.

Reading (``tmx/read.py`` conducts)::

            bytes of the file
                   │
                router      whole units; knows what expat has seen and what it must still see
       ┌───────────┼─────────────────────────┐
       ▼           ▼                         ▼
     plain       units                 expat, tmx/read.py   (the exact path)
    many units   one <tu> of the       everything else, and line ends in place of what was taken,
    of two bare  usual shape at        so that its line numbers are right and it proves the file
    texts at     a time, with codes,   around the units well-formed
    once         props and notes             │
       │           └─────── segments ────────┤  the inside of every <seg>: text and inline codes;
       ▼                       │             │  what is not simple is parsed exactly (tmx/segment.py)
    PlainBatch                 ▼             ▼
                            TranslationUnit, made by objects without __init__

A unit that is not regular (:class:`markup.Irregular`), or of which there is something to tell the user, is
left to the exact path, which alone reports. Tests hold the two equal. Why: docs/decisions/703.

Writing: ``store`` writes a whole memory straight from its rows, the same bytes as ``tmx/write.py``.
"""
