"""What the worker process does, one file for each task; the web process imports none of them."""
