"""Fixtures for every test of the house; the root ``conftest.py`` lists the modules as pytest plugins.

Tests run against a real PostgreSQL and a real NATS. Where these come from is told by the fixture
``servers``, which the owner of the processes provides (``sachstand_local.testing``).
"""
