"""The project portfolio: catalogue, projects, scoring, funding and gates."""
