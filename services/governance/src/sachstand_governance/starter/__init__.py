"""What the sources state on bodies, units, rules, mandates, sittings and the strategy."""
