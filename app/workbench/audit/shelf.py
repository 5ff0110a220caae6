"""What was counted is kept until something that it rests on changes; the newest stays, the oldest makes room."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """Things that are dear to count, each with all that it was counted from; one for each place."""

    def __init__(self, room_for: int) -> None:
        self._room_for = room_for
        self._kept: OrderedDict[Hashable, tuple[Hashable, Kept]] = OrderedDict()
        self._lock = Lock()

    def find(self, place: Hashable, rests_on: Hashable) -> Kept | None:
        """Return what stands at this place, if it rests on the same as when it was counted."""
        with self._lock:
            found = self._kept.get(place)
            if found is None or found[0] != rests_on:
                return None
            self._kept.move_to_end(place)
            return found[1]

    def keep(self, place: Hashable, rests_on: Hashable, thing: Kept) -> None:
        """Put something at its place."""
        with self._lock:
            self._kept[place] = rests_on, thing
            self._kept.move_to_end(place)
            while len(self._kept) > self._room_for:
                self._kept.popitem(last=False)
