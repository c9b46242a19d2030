"""Read the document on the standard input, in the process of its own that ``isolation`` starts."""

from .dispatch import text_of
from .isolation import serve

if __name__ == "__main__":  # pragma: no branch - nothing else imports it
    serve(text_of)
