"""Tables in and out: CSV and workbooks read row by row, mapped to voices, written so that nothing runs."""
