"""From plain records to a file."""
