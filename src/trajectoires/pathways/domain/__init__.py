"""What the capability does: one verb, one transaction."""
