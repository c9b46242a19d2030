"""The routers, one family of operations a module; each checks access, makes one call, responds."""
