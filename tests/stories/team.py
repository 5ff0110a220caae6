"""The people of the whole study, each at a browser of their own."""

from dataclasses import dataclass

from tests.stories.browsing import Researcher

PASSWORD = "three kettles and a spoon"


@dataclass
class Team:
    """Everybody in the study, each at a browser of their own."""

    lead: Researcher
    first: Researcher
    second: Researcher
    supervisor: Researcher
