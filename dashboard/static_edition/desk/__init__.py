"""The edition that the desk keeps and hands out as a zip.

``runs`` says what was asked for and what became of it; ``making`` is what the worker does,
``archive`` the zip, ``files`` what is kept, and ``views`` what a publisher sees.
"""
