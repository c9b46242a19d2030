"""Forms: what people send, read and checked."""
