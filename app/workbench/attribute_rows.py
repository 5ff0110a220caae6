"""Understand the rows of a table of attributes with what the study knows; say of each other row why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize
from uuid import UUID

from app.importing.attributes import AttributeRow
from app.importing.bands import band_for
from app.importing.draft import Remark
from app.importing.roles import Kind
from app.sentences import N_
from app.store.queries.people import AttributeLine, VoiceLine
from app.store.queries.studies import GroupLine
from app.store.tables import Bearer

UNKNOWN_GROUP = N_("Row %(row)s: the study has no focus group of this label.")
UNKNOWN_PARTICIPANT = N_("Row %(row)s: “%(group)s” has no participant of this label.")
NOT_COUNTED = N_("Row %(row)s: this voice of “%(group)s” is no participant, so nothing is kept of it.")
OF_GROUPS = N_("Row %(row)s: “%(attribute)s” tells of focus groups. Leave the participant empty in its rows.")
OF_PARTICIPANTS = N_("Row %(row)s: “%(attribute)s” tells of participants. Name one in the second column.")
TWICE = N_("Row %(row)s: an earlier row says something else about the same “%(attribute)s”. The earlier row counts.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value that the table gives: who (an empty participant is the focus group itself), and the band by name."""

    who: UUID
    focus_group: str
    participant: str
    attribute: str
    band: str

    @property
    def bearer(self) -> Bearer:
        """Whom the value tells about."""
        return Bearer.PARTICIPANT if self.participant else Bearer.FOCUS_GROUP


def key(label: str) -> str:
    """Return what a label is found by: capitals and the ways to write an accent make no difference."""
    return normalize("NFC", label).casefold()


@dataclass(slots=True)
class RowReader:
    """Reads row after row; `groups`, `voices` and `attributes` go by the `key` of their label or name."""

    groups: Mapping[str, GroupLine]
    voices: Mapping[tuple[UUID, str], VoiceLine]
    attributes: Mapping[str, AttributeLine]
    problems: list[Remark] = field(default_factory=list)
    entries: dict[tuple[UUID, str], Entry] = field(default_factory=dict)
    _new: dict[str, tuple[str, Bearer]] = field(default_factory=dict)
    _new_bands: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, row: AttributeRow, names: Sequence[str]) -> None:
        """Understand one row, or remark why not."""
        group = self.groups.get(key(row.focus_group))
        if group is None:
            self.problems.append(Remark(UNKNOWN_GROUP, {"row": row.number}))
            return
        who, label = group.id, ""
        if row.participant:
            voice = self.voices.get((group.id, key(row.participant)))
            if voice is None or voice.kind is not Kind.PARTICIPANT:
                sentence = UNKNOWN_PARTICIPANT if voice is None else NOT_COUNTED
                self.problems.append(Remark(sentence, {"row": row.number, "group": group.label}))
                return
            who, label = voice.id, voice.label
        for name, words in zip(names, row.values, strict=True):
            if words:
                self._value(row.number, Entry(who, group.label, label, name, words))

    def _value(self, row: int, said: Entry) -> None:
        known = self.attributes.get(key(said.attribute))
        name, bearer = self._attribute(said, known)
        where: dict[str, str | int] = {"row": row, "attribute": name}
        if bearer is not said.bearer:
            self.problems.append(Remark(OF_PARTICIPANTS if bearer is Bearer.PARTICIPANT else OF_GROUPS, where))
            return
        band = band_for(said.band, name, row, [one.name for one in known.bands] if known else [])
        if isinstance(band, Remark):
            self.problems.append(band)
            return
        band = self._new_bands.setdefault((name, band.casefold()), band)
        entry = Entry(said.who, said.focus_group, said.participant, name, band)
        if self.entries.setdefault((said.who, name), entry).band != band:
            self.problems.append(Remark(TWICE, where))

    def _attribute(self, said: Entry, known: AttributeLine | None) -> tuple[str, Bearer]:
        """Return the attribute's name and whom it tells about; a new one tells about whoever has the first value."""
        if known is not None:
            return known.name, known.bearer
        return self._new.setdefault(key(said.attribute), (said.attribute, said.bearer))
