"""Termlode: translation memory and terminology for Persian, Arabic, Chinese, Pashto and English."""

__version__ = "0.1.0"
