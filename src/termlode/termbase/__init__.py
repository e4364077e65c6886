"""Concept entries in YAML: load, check, edit, compile, look up, and recognise in running text."""
