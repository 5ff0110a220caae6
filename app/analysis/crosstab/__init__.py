"""Cross-tabulations: counts of two questions against each other, and what may be said of them.

`table`, `association`, `odds`, `residuals` and `notes` are plain arithmetic; `enumeration` loads numpy. `significance`,
`fisher` and `summary` load scipy, so only the worker process imports them.
"""
