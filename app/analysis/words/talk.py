"""Who talks how much, and who is quoted: shares of words and turns beside shares of quotes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from uuid import UUID

from app.analysis.undefined import Undefined
from app.analysis.words.spoken import SpokenTurn, forms_of
from app.sentences import N_

NO_WORDS: Final = Undefined(N_("Nobody says a word here, so there is nothing to share."))
NO_QUOTES: Final = Undefined(N_("No quotes are chosen yet."))
DOMINANT: Final = Fraction(2)  # times an equal share
OVER_QUOTED: Final = Fraction(2)  # times the share of the words
FEWEST_QUOTES: Final = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """One participant in one focus group: words, turns and quotes, and their shares of the focus group's, 0 to 1.

    `share_of_quotes` is of the quotes in the focus group, each voice of an exchange counting.
    """

    participant: UUID
    focus_group: UUID
    words: int
    turns: int
    quotes: int
    share_of_words: float | Undefined
    share_of_turns: float | Undefined
    share_of_quotes: float | Undefined
    dominant: bool
    over_quoted: bool

    @property
    def never_quoted(self) -> bool:
        """Whether somebody who speaks is in no quote."""
        return self.words > 0 and self.quotes == 0


@dataclass(frozen=True, slots=True)
class GroupTalk:
    """One focus group: its words, turns and quotes, its shares of those of all, and its voices, most words first.

    `voices_heard` is how many voices of equal length would be as even as these: from 1, when one says everything, to
    the number of voices, when all say as much.
    """

    focus_group: UUID
    words: int
    turns: int
    quotes: int
    share_of_words: float | Undefined
    share_of_quotes: float | Undefined
    voices_heard: float | Undefined
    over_quoted: bool
    voices: tuple[Voice, ...]

    @property
    def never_quoted(self) -> bool:
        """Whether quotes are chosen, and none from this focus group, where something is said."""
        return self.words > 0 and self.share_of_quotes == 0


def talk(
    turns: Iterable[SpokenTurn],
    quoted: Iterable[AbstractSet[tuple[UUID, UUID]]],
    silent: Iterable[tuple[UUID, UUID]] = (),
) -> tuple[GroupTalk, ...]:
    """Return who talks how much, for each focus group in the order of its first turn.

    `quoted` has, for each chosen quote, its voices as (focus group, participant). `silent` names participants who were
    there, also those who said nothing. Placeholders and remarks are no words; stop words are, because talk is talk. A
    turn of nobody who is counted is left out.

    - dominant: at least twice an equal share of the words of a focus group of three or more.
    - over-quoted: in two quotes or more, and with more than twice as large a share of the quotes as of the words;
      of a focus group, among all focus groups.
    - `voices_heard` is 1 / sum of squared shares of words (the inverse of Simpson's index).

    Shares are undefined when nothing was said, or no quotes are chosen. The thresholds ask to look, and judge nobody:
    some say in few words what others never say.

    Source: M. O. Hill (1973), Diversity and evenness: a unifying notation and its consequences, Ecology 54(2), 427-432.
    """
    words: dict[tuple[UUID, UUID], int] = {}
    number: Counter[tuple[UUID, UUID]] = Counter()
    for turn in turns:
        if turn.participant is not None:
            voice = (turn.focus_group, turn.participant)
            words[voice] = words.get(voice, 0) + len(forms_of(turn))
            number[voice] += 1
    for voice in silent:
        words.setdefault(voice, 0)
    quotes = Counter(voice for voices in quoted for voice in voices)
    said, chosen = sum(words.values()), sum(quotes[voice] for voice in words)
    groups = dict.fromkeys(group for group, _ in words)
    return tuple(
        _group(group, _of(words, group), _of(number, group), _of(quotes, group), said, chosen) for group in groups
    )


def _of(counts: Mapping[tuple[UUID, UUID], int], group: UUID) -> dict[UUID, int]:
    return {participant: count for (where, participant), count in counts.items() if where == group}


def _group(
    group: UUID,
    words: Mapping[UUID, int],
    turns: Mapping[UUID, int],
    quotes: Mapping[UUID, int],
    said: int,
    chosen: int,
) -> GroupTalk:
    quotes = {participant: quotes.get(participant, 0) for participant in words}
    voices = [_voice(group, one, words, turns, quotes) for one in words]
    voices.sort(key=lambda voice: (-voice.words, -voice.turns, voice.participant))
    total, of_quotes = sum(words.values()), sum(quotes.values())
    squares = sum(Fraction(count, total) ** 2 for count in words.values()) if total else None
    return GroupTalk(
        group, total, sum(turns.values()), of_quotes,
        _share(total, said, NO_WORDS), _share(of_quotes, chosen, NO_QUOTES),
        NO_WORDS if squares is None else float(1 / squares),
        _over_quoted(of_quotes, chosen, total, said), tuple(voices),
    )  # fmt: skip


def _voice(
    group: UUID, one: UUID, words: Mapping[UUID, int], turns: Mapping[UUID, int], quotes: Mapping[UUID, int]
) -> Voice:
    said, spoken, chosen = sum(words.values()), sum(turns.values()), sum(quotes.values())
    own, quoted = words[one], quotes[one]
    return Voice(
        one, group, own, turns.get(one, 0), quoted,
        share_of_words=_share(own, said, NO_WORDS),
        share_of_turns=_share(turns.get(one, 0), spoken, NO_WORDS),
        share_of_quotes=_share(quoted, chosen, NO_QUOTES),
        dominant=len(words) > 2 and own > 0 and own * len(words) >= DOMINANT * said,
        over_quoted=_over_quoted(quoted, chosen, own, said),
    )  # fmt: skip


def _over_quoted(quoted: int, chosen: int, own: int, said: int) -> bool:
    return quoted >= FEWEST_QUOTES and quoted * said > OVER_QUOTED * own * chosen


def _share(part: int, whole: int, otherwise: Undefined) -> float | Undefined:
    return part / whole if whole else otherwise
