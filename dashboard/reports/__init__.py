"""The report written: series and a text with slots in; a web page, a Word file and a PDF out.

``figure_wording`` says what a report states of one series, ``report_data`` holds all of them,
``slots`` names the slots, ``sentence_source`` reads our own sentences, and ``document`` puts them
together. ``default_template`` makes a Word template of the same sentences; ``template_validation``
and ``sandbox`` let strangers' templates do no more than that, ``word`` fills one, and ``pdf`` sets
the pages for printing.
"""
