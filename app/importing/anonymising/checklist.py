"""What no detector sees: the questions that a person answers before signing for a transcript."""

from typing import Final, NamedTuple

from app.sentences import N_


class Question(NamedTuple):
    """A question of the checklist; `key` stays the same when its words are improved."""

    key: str
    sentence: str


CHECKLIST: Final = (
    Question(
        "dialect",
        N_("No dialect, favourite saying or turn of phrase tells where somebody is from or who it is."),
    ),
    Question(
        "stories",
        N_("No story is so special, or so well known in the neighbourhood, that it tells who it is about."),
    ),
    Question(
        "third persons",
        N_("People who were only spoken of (family, neighbours, staff) cannot be recognised either."),
    ),
    Question(
        "combinations",
        N_("No diagnosis, role or event tells who somebody is when it is read together with a place or a date."),
    ),
    Question(
        "recognition",
        N_("I have asked myself whether anybody in the team or in the participants' circle would recognise someone."),
    ),
    Question(
        "labels",
        N_("The labels of the speakers, the header, the title and the comments name nobody."),
    ),
)
