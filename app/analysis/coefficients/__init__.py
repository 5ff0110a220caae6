"""Coefficients of agreement between coders: arithmetic over plain tables, each after its published formula."""
