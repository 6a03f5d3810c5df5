"""Bodies, units, mandates, meetings, votes, decisions and the evaluation clock."""
