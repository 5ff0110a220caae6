"""Who has which transcript open just now: kept in memory for a minute, and nowhere else."""

from dataclasses import dataclass

EXPIRES = 75.0  # seconds; an open page says every 25 that it is still there
MOST_TABS = 500  # of one study; beyond that nobody could read who is there


@dataclass(frozen=True, slots=True)
class Place:
    """Where one tab of a member is."""

    member: str
    initials: str
    transcript: str
    turn: int
    until: float


class Presence:
    """Who is where in one study."""

    def __init__(self) -> None:
        self._tabs: dict[tuple[str, str], Place] = {}

    def put(self, tab: str, place: Place) -> set[str]:
        """Note where a tab is; return the transcripts for which who is there has changed."""
        key, before = (place.member, tab), self.transcripts()
        was = self._tabs.pop(key, None)
        if len(self._tabs) < MOST_TABS:
            self._tabs[key] = place
        if was is not None and (was.transcript, was.turn) == (place.transcript, place.turn):
            return set()
        return {place.transcript} | ({was.transcript} & before if was else set())

    def take(self, member: str, tab: str | None = None) -> set[str]:
        """Forget a tab, or all tabs of a member; return the transcripts that they had open."""
        keys = [key for key in self._tabs if key[0] == member and tab in {None, key[1]}]
        return {self._tabs.pop(key).transcript for key in keys}

    def expire(self, moment: float) -> set[str]:
        """Forget the tabs that have been silent for too long; return the transcripts that they had open."""
        keys = [key for key, place in self._tabs.items() if place.until < moment]
        return {self._tabs.pop(key).transcript for key in keys}

    def transcripts(self) -> set[str]:
        """Return the transcripts that anybody has open."""
        return {place.transcript for place in self._tabs.values()}

    def here(self, transcript: str) -> list[tuple[str, str, int]]:
        """Return who has a transcript open, each once: member, initials, and the turn that they were last at."""
        latest: dict[str, tuple[str, str, int]] = {}
        for place in self._tabs.values():
            if place.transcript == transcript:
                latest[place.member] = (place.member, place.initials, place.turn)
        return sorted(latest.values(), key=lambda one: one[1])
