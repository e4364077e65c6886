"""Coded checks of files: what a format or a client will not have, where, why, and what cures it."""
