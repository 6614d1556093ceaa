"""The program that makes an annotated scholarly edition from Markdown, BibTeX and a witness."""
