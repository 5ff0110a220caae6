"""A talk that was never held, with names that nobody has, and what is left of it when it is stored."""

from tests.importing.readers import word_files

# Made up for these tests; whoever of them is found in a database was kept.
PEOPLE = ("Ingfrid", "Holmsund", "Torvald", "Ylva", "Skarnes", "Eldbjorn")
PLACES = ("Brekkvika", "Havnehuset")
NUMBERS = ("934 82 107", "93482107", "3 March 2025")
ORIGINALS = (*PEOPLE, *PLACES, *NUMBERS)
HEADER = "Focus group, 3 March 2025, held by Ingfrid Holmsund"
TALK = (
    "Ingfrid (moderator): Welcome. What does support mean to you, in everyday life?",
    "Torvald: When Ylva Skarnes rings me on 934 82 107, I know that somebody is there.",
    "Ylva: I work at Havnehuset in Brekkvika. Torvald comes every Thursday.",
    "Torvald: It was my brother Eldbjorn who drove me to Havnehuset.",
    "Ylva: You can write to ylva.skarnes@havnehuset.example if you like.",
    "Ingfrid (moderator): Mm.",
    "Ylva: In Brekkvika everybody knows everybody. Eldbjorn too, but that is another Eldbjorn.",
    "Torvald: Somebody who stays when it gets hard.",
)
# What is stored of it when everything is replaced as suggested. In order of their first places: people are name 1 to 4
# (Ingfrid Holmsund in the header, Ylva Skarnes, Torvald, Eldbjorn), Havnehuset and Brekkvika are places 1 and 2.
ANONYMISED = (
    ("I", "Welcome. What does support mean to you, in everyday life?"),
    ("P1", "When [name 2] rings me on [phone], I know that somebody is there."),
    ("P2", "I work at [place 1] in [place 2]. [name 3] comes every Thursday."),
    ("P1", "It was my brother [name 4] who drove me to [place 1]."),
    ("P2", "You can write to [e-mail] if you like."),
    ("I", "Mm."),
    ("P2", "In [place 2] everybody knows everybody. [name 4] too, but that is another [name 4]."),
    ("P1", "Somebody who stays when it gets hard."),
)


def word_file(*lines: str, header: str = HEADER) -> bytes:
    """Return a Word file with the talk of these tests, or with other lines."""
    return word_files.transcript(*filter(None, (header, *(lines or TALK))))
