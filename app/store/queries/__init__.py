"""The questions that the workbench asks of the tables; each takes the session and the viewer."""
