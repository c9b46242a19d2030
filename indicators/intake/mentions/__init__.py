"""The figures that a published text mentions: find them, decide on each, make entries of them."""
