"""The operations, one family a module; each is a door, one call, an answer."""
