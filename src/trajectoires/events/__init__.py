"""Event streams: a page that stays open is told that something changed, and asks what by itself."""
