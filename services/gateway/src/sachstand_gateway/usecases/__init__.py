"""One file, one thing the gateway does with what the services know."""
