"""The domain: figures of law-based government, from entry to series, without HTTP or HTML."""
