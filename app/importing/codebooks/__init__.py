"""From a file of any format to a codebook in memory: tables, lists, exchanged codebooks, and those that we ship."""
