"""The codebook as plain records: its entries, what changed between two of them, and what merging codes would do."""
