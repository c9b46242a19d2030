"""Tests of what goes out as files."""
