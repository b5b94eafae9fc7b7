"""The gate before a reply goes out: not one character may be wrong ("一个字也不能错"). Pure: text in, findings out."""
