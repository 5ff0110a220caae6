"""Common Ground: code focus-group transcripts together, and compare what the groups said."""
