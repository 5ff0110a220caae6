"""From plain records to an accessible picture and the table that says the same, for pages and for Word files."""
