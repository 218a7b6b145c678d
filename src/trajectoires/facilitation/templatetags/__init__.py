"""Words of the pages of a session."""
