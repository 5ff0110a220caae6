"""What was said, word by word: frequency, keyness, concordance, collocations, who talks how much, codes together."""
