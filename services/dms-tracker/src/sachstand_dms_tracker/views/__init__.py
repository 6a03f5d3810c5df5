"""What the service shows: states as JSON, for the public and in full."""
