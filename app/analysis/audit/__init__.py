"""The audit of a round: whole numbers counted talk by talk, and what they say about agreement."""
