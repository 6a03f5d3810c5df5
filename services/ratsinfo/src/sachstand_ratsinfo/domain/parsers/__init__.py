"""Parsers, one per layout or part of a layout: a reading in, findings and content out. They never raise."""
