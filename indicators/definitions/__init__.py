"""Definitions as tables and as one workbook: written out, previewed, taken in.

``tables`` says how records are rows, ``columns`` and its neighbours how fields are cells,
``resources`` by what each kind of record is known, ``workbook_sheets`` which sheets there are;
``workbook_writer``, ``workbook_reader`` and ``workbook_import`` are the way out and the way in.
"""
