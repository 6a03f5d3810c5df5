"""Migrations of ratsinfo, numbered."""
