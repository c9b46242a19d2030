"""The text of a document: a text file, a Word document, a web page, or a PDF with text.

A type is told by the content, never by the name. Nothing outside the file is ever fetched.
"""

from .lines import LONGEST
from .reading import LARGEST, pasted, text_in, text_of

__all__ = ["LARGEST", "LONGEST", "pasted", "text_in", "text_of"]
