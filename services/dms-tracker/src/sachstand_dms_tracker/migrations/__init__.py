"""The steps by which this service's database came to be what it is."""
