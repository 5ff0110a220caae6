"""The agreement room: what a round's coders are compared on, what the comparison says, and what it rests on."""
