"""Find what could tell who is who, let a person decide, and put placeholders in its place."""
