"""The reader of texts, and labelled texts to measure it by."""
