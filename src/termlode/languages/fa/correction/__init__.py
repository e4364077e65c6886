"""Correction of Persian: letters, line joins, termbase variants, the letter model, ZWNJ, spaces."""
