"""The index of a memory: finds the variants that may match a text, without reading the others.

::

    writing   new_variants ─▶ builder ─▶ segment_writer ─▶ blocks of the file ◀─ merging
               (columns of     │ bulk_keys    (postings,                        (small segments
                what is new)   │ vocabulary    entries)                          into a large one)
    reading   a text ─▶ keys ─▶ candidates ─▶ segments ─▶ blocks
                        │ rough key, its hash, its grams
                        └─────▶ unindexed   (the few variants that no segment holds yet, one by one)

*Segment*: one part of the index, over some of the variants (not a text segment). *Entry*: a distinct rough
key in a segment, with the variants that have it. *List of postings*: the entries that hold a gram or word.
"""
