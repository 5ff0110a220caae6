"""Short conversations to count words in."""

from uuid import UUID, uuid5

from app.analysis.words.spoken import SpokenTurn


def known(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


def said(*turns: str) -> list[SpokenTurn]:
    """Turns such as "SU1 P1: words" of focus group SU1, with one transcript each; `I` is the moderator."""
    found: list[SpokenTurn] = []
    starts: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for turn in turns:
        label, words = turn.split(": ", 1)
        group, voice = label.split()
        start = starts.get(group, 0)
        starts[group], numbers[group] = start + len(words) + 1, numbers.get(group, 0) + 1
        person = None if voice == "I" else known(f"{group} {voice}")
        found.append(
            SpokenTurn(known(f"{group} talk"), known(group), known(group[:-1]), person, numbers[group], start, words)
        )
    return found
