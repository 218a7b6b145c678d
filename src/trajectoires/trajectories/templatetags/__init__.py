"""Template tags of the capability."""
