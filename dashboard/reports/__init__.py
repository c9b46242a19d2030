"""The report written: series and a text with slots in; a web page, a Word file and a PDF out.

``figures`` says what a report states of one series, ``material`` holds all of them, ``tree`` names
the slots, ``texts`` reads our own sentences, and ``document`` puts them together. ``default`` makes
a Word template of the same sentences; ``checking`` and ``sandbox`` let strangers' templates do no
more than that, ``word`` fills one, and ``pdf`` sets the pages for printing.
"""
