"""Search: one German analyser for what is written and for what is asked, and an index per audience."""
