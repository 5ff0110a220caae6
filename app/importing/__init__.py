"""From a file to a transcript in memory."""
