"""The border: what forms send, what leaves."""
