"""Setia: a till for loyalty that works with the line down."""

__version__ = "0.1.0"
