"""Measure the site: ``make bench``."""
