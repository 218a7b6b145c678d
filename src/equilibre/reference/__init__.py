"""Shipped, dated reference data with sources, and its loader."""
