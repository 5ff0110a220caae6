"""What a researcher can do: one function for each action. Nothing here commits, and nothing knows of the web."""
