"""Headings that should be the names of themes."""

import pytest

from tests.analysis.manuscript.small_study import check


@pytest.mark.parametrize(
    ("heading", "naming", "name"),
    [
        ("# Ghosting and shame", "a name", "Ghosting and shame"),
        ("2.1 GHOSTING  AND SHAME", "a name", "Ghosting and shame"),
        ("Theme 2: Ghosting and shame", "a name", "Ghosting and shame"),
        ("Subtheme 1.2 – Economic barriers", "a name", "Economic barriers"),
        ("# Travel", "a name", "Travel"),
        ("Ghosting and the shame", "nearly a name", "Ghosting and shame"),
        ("Economical barriers", "nearly a name", "Economic barriers"),
        ("# Travels", "no name", None),
        ("# Discussion", "no name", None),
    ],
)
def test_a_heading_is_compared_with_the_names(heading: str, naming: str, name: str | None):
    (found,) = check(heading).headings

    assert (found.naming.value, found.topic and found.topic.name) == (naming, name)


def test_themes_that_no_heading_names_are_told():
    found = check("# Ghosting and shame\n\n# Economical barriers")

    assert [topic.name for topic in found.without_heading] == ["Stable environments"]


def test_an_empty_text_has_nothing_to_check():
    found = check("")

    assert (found.headings, found.quantifiers, found.quotes, found.labels_alone) == ((), (), (), ())
