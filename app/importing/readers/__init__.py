"""From the bytes of a file to its paragraphs; one file for each format."""
