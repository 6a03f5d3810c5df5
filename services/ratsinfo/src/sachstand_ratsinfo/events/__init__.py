"""What ratsinfo listens to: one function per event, each safe to run twice."""
