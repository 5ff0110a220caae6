"""What the tests ask of a codebook that was read, and the entries that they write."""

from hypothesis import strategies as st

from app.analysis.codebook.entries import Entry
from app.importing.codebooks.reading import ReadCodebook, read_codebook

# No blanks at the ends, none doubled, no half letters; line ends only where a rule may have them.
LETTERS = st.sampled_from("aå øé日😀'=+-@;,\"|>:/\\#.)1Example Use when")


def one_line(text: str) -> str:
    return " ".join(text.split())


NAMES = st.text(LETTERS, min_size=1, max_size=12).map(one_line).filter(bool)
HEADINGS = st.sampled_from(["", "Example: ", "\\Use when: ", "Near miss:", "Definition : ", "note: ", "brukes når: "])
LINES = st.tuples(HEADINGS, st.text(LETTERS, max_size=10)).map(lambda pair: one_line("".join(pair)))
TEXTS = st.lists(LINES.filter(bool), max_size=3).map("\n".join)
ENTRIES = st.builds(
    Entry,
    name=NAMES,
    definition=TEXTS,
    use_when=TEXTS,
    do_not_use_when=TEXTS,
    example=TEXTS,
    near_miss=TEXTS,
    path=st.lists(st.sampled_from(["Support", "Peers", "=Sum", "a::b"]) | NAMES, max_size=3).map(tuple),
    codable=st.booleans(),
    colour=st.sampled_from(["", "#0a1b2c", "#ffffff"]),
    guid=st.none() | st.uuids(),
)
BOOKS = st.lists(ENTRIES, min_size=1, max_size=6, unique_by=(lambda entry: entry.place, lambda e: e.guid or e.place))


def entry(name: str, **fields: object) -> Entry:
    return Entry(name, **fields)


def places(book: ReadCodebook) -> list[tuple[str, ...]]:
    return [one.place for one in book.entries]


def read(text: str, suffix: str = "") -> ReadCodebook:
    return read_codebook(text.encode(), suffix)


def remarked(book: ReadCodebook) -> list[str]:
    """The remarks as they are read, in English."""
    return [remark.sentence % remark.values for remark in book.remarks]
