"""Our own words for what an import asks about, in the reader's language."""

from typing import Final

from app.importing.anonymising.identifiers import Category, Tier
from app.importing.anonymising.traces import Trace
from app.importing.roles import Kind
from app.sentences import N_
from app.web.words import KINDS

# Each in its own words, as on the switch of languages at the top.
TALK_LANGUAGES: Final = {
    "en": "English", "nb": "Norsk", "sv": "Svenska", "da": "Dansk", "nl": "Nederlands", "de": "Deutsch",
}  # fmt: skip
NOT_A_SPEAKER: Final = "not a speaker"
LABEL_KINDS: Final = {
    **{kind.value: KINDS[kind] for kind in Kind},
    NOT_A_SPEAKER: N_("Not a speaker: part of the words"),
}
TIERS: Final = {Tier.SURE: N_("Sure"), Tier.LIKELY: N_("Likely"), Tier.POSSIBLE: N_("Possible")}
TIER_HINTS: Final = {
    Tier.SURE: N_("Numbers, addresses, names from your list and from the labels."),
    Tier.LIKELY: N_("Most of these are names of people, places and organisations. Some are only words with a capital."),
    Tier.POSSIBLE: N_("Most of these identify nobody. Look through them; what you leave undecided stays as it is."),
}
CATEGORIES: Final = {
    Category.PERSON: N_("a person"), Category.PLACE: N_("a place"), Category.ORGANISATION: N_("an organisation"),
    Category.ADDRESS: N_("an address"), Category.PHONE: N_("a phone number"), Category.EMAIL: N_("an e-mail address"),
    Category.URL: N_("a web address"), Category.HANDLE: N_("a user name"), Category.DATE: N_("a date"),
    Category.NATIONAL_ID: N_("a national number"), Category.NUMBER: N_("a number"), Category.AGE: N_("an age"),
    Category.HEALTH: N_("health"), Category.ROLE: N_("a role"),
}  # fmt: skip
TRACES: Final = {
    Trace.DETECTED: N_("looks like something that identifies"), Trace.SAME_WORD: N_("has letters of what was replaced"),
    Trace.INSIDE: N_("holds what was replaced"), Trace.SPLIT: N_("may be split or spelt out"),
    Trace.CUT_OFF: N_("may be cut off"), Trace.SPEAKER: N_("is a label of the file"),
}  # fmt: skip
