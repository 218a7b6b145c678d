"""Drawings as SVG text: the same on the page, in print and in the PDF."""
