"""Who speaks: from lines of text to the labels that begin turns."""
