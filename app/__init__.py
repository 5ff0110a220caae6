"""Common Ground: code focus-group transcripts together, and compare what the groups said."""

import os

# numpy's matrices are small here: threads of its own would wait for each other, and hold memory for each.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
