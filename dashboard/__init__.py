"""The website: everything seen on a screen or over HTTP."""
