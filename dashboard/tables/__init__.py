"""Tables: they declare columns and do not calculate."""
