"""Property tests count examples, not milliseconds: the machine is shared."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
