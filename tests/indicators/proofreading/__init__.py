"""A text's figures beside the data."""
