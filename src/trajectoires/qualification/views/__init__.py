"""Thin views: read the request, call a verb, choose a template."""
