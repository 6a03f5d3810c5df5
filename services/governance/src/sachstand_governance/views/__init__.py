"""What bodies, meetings and decisions look like from outside."""
