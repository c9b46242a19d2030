"""The static edition: the whole public site as plain files, for any folder of any server.

Pages come from the same views as the live site's, so that the two cannot disagree. ``addresses``
says which address becomes which file, ``maker`` makes one page, ``crawl`` finds them all, and
``folder`` puts them in place.
"""
