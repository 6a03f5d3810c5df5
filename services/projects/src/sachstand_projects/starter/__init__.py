"""What the sources state, as commands with their dates and places."""
