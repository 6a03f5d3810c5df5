"""The progress of the electronic file: rollouts, tracks, prerequisites, recordings."""
