"""Tests of the report written: series and a text in, a page, a Word file and a PDF out."""
