"""Every event on the wire: one file per publisher, joined in the catalog."""
