"""Read the document on the standard input, in the process of its own that ``isolation`` starts."""

from indicators.intake.isolation import serve

from .reading import text_of

if __name__ == "__main__":  # pragma: no branch - nothing else imports it
    serve(text_of)
