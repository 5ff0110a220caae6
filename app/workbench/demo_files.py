"""What can be wrong with the demo's files."""


class DemoFilesDiffer(ValueError):
    """The demo's files do not fit together; says where."""
