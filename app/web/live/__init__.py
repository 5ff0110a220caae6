"""Live streams: who listens, when they are told, and how it travels."""
