"""The edition that the desk keeps and hands out as a zip.

``runs`` says what is kept and under way, and starts a process of its own; ``making`` is what that
process does, ``archive`` the zip, and ``views`` what a publisher sees.
"""
