"""What the memory is worth to a job: analysis in bands, matches fitted into the segments of a file.

::

    slots (a bilingual file or a document) ─▶ analysis: words, repeats, bands, rates
                                           └▶ pretranslation: carrying (codes), repairing (numbers, dates, terms)
"""
