"""dms-tracker: how far the change from paper files to the electronic file (e-Akte) has come.

Owns programmes, rollouts with their two tracks, prerequisites, recordings, targets and contracts.
"""
