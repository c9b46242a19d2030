"""Response schemas, filled from ``Series``, so that they agree with the pages."""
