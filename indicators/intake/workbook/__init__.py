"""The monthly workbook: out of the desk as .xlsx, filled in with Excel or WPS, and back again."""
