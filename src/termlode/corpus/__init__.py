"""Corpora beyond one memory: documents into partitioned Parquet of aligned, scored units, on Dask or in this process.

Extra ``corpus``. The stages are those of ``align`` and ``build``, a document (or two that translate each other) a task:
what comes out does not depend on how many workers there are, and a task that was done is not done again. ::

    find (documents) → process (pieces) → shards (parts by pair of languages) → stats, dedupe, filter, export
"""
