"""What can be done: each file is about one noun, each function one transaction."""
