"""The desk: what officials fill in, review and release."""
