"""Draft concept entries: what extraction proposes and a person accepts, edits or refuses.

They stand in a folder of their own, one YAML file a subject field, in the form of the termbase with a few keys more.
Nothing else reads that folder.
"""
