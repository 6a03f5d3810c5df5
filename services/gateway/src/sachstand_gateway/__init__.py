"""One API over all services, the Sachstand, and the public pages."""
