"""Slides that stay editable: maps, tables and charts as the shapes of the program that opens them."""

from export.document.slides.deck import as_pptx, body_size_mm

__all__ = ["as_pptx", "body_size_mm"]
