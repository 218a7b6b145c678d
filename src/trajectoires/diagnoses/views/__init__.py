"""Short views: a form, a verb, a page."""
