"""Known terms in running text: compile the termbase's terms, find them, judge each hit by its surroundings.

A text goes through the modules in this order::

    forms ──▶ compile ─┐  each term's words and forms: one tree, its first words in an automaton
    text ───▶ key ─────┴▶ recogniser ─▶ search ─▶ guards ─▶ select ─▶ TermHit
              folded text  candidates    walks      refuses   one a place
                                         the tree             and concept

    endings      what may follow (or precede) the fixed part of a word
    regions      which language stands where in a text
    guards       asks chinese, adjectives, homographs, verbs: is this another word?
    explain      says by which rules a hit was found
"""

from termlode.termbase.recognition.recogniser import Recogniser, TermHit

__all__ = ["Recogniser", "TermHit"]
