"""Where bodies, meetings and decisions are kept."""
