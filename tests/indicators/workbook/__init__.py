"""What the monthly workbook promises."""
