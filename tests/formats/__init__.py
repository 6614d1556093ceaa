"""Readers of every format, all to one shape, so that formats can be held against each other.

Each reads the bytes as some other program would, and knows of the edition only what the format itself takes for
granted: which sections there are (plain text and PDF name a paragraph `II-1, ¶7`), and how notes are counted.
"""
