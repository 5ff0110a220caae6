"""The check of a whole findings text: headings, quantifiers, quotes and labels, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.analysis.manuscript.judging import CheckedQuantifier, judged
from app.analysis.manuscript.labels import Label, labels
from app.analysis.manuscript.mentions import mentions
from app.analysis.manuscript.quotations import CheckedQuote, checked_quotes, unattached
from app.analysis.manuscript.quoted import Quoted, quoted
from app.analysis.manuscript.spoken import Spoken
from app.analysis.manuscript.study import StudyToCheck, Topic
from app.analysis.manuscript.subjects import Subjects
from app.analysis.manuscript.text import Line, Sentence, lines, sentences
from app.analysis.manuscript.tokens import Token, tokens
from app.analysis.manuscript.topics import (
    CheckedHeading,
    Named,
    Names,
    checked_headings,
    heading_above,
    nearest,
    without_heading,
)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """All that was found in a text, each in the order of the text.

    `labels_alone` are labels that stand with no quote; `without_heading` the themes and subthemes that no heading
    names.
    """

    lines: tuple[Line, ...]
    headings: tuple[CheckedHeading, ...]
    quantifiers: tuple[CheckedQuantifier, ...]
    quotes: tuple[CheckedQuote, ...]
    labels_alone: tuple[Label, ...]
    without_heading: tuple[Topic, ...]


def checked_text(text: str, study: StudyToCheck) -> CheckedText:
    """Check a findings text, pasted as plain text or Markdown, in the study's language.

    Positions count code points of `text`. A quantifier inside a quote or inside the name of a theme is none of the
    author's and is left out. A quantifier belongs to the theme, subtheme or code whose name stands nearest to it in its
    sentence; where none does, to the one that the nearest heading names. A text without anything to check gives empty
    tuples; a language that is not English or Norwegian Bokmål is read as English.
    """
    found_labels = labels(text, study.patterns, study.talks)
    found_lines = lines(text, {label.end for label in found_labels})
    headings = checked_headings(found_lines, study.topics)
    quotes = quoted(text, found_lines, found_labels)
    said = _in_sentences(text, sentences(text, found_lines), quotes)
    return CheckedText(
        lines=found_lines,
        headings=headings,
        quantifiers=tuple(_quantifiers(said, headings, study)),
        quotes=checked_quotes(quotes, Spoken(study.talks), [topic.name for topic in study.topics]),
        labels_alone=tuple(unattached(found_labels, quotes)),
        without_heading=without_heading(study.topics, headings),
    )


def _in_sentences(
    text: str, found: Iterator[Sentence], quotes: Sequence[Quoted]
) -> Iterator[tuple[Sentence, tuple[Token, ...], list[Quoted]]]:
    """Yield each sentence with its words and the quotes in its line."""
    by_line: dict[int, list[Quoted]] = {}
    for quote in quotes:
        by_line.setdefault(quote.line, []).append(quote)
    for sentence in found:
        yield sentence, tokens(text, sentence.start, sentence.end), by_line.get(sentence.line, [])


def _quantifiers(
    said: Iterator[tuple[Sentence, tuple[Token, ...], list[Quoted]]],
    headings: Sequence[CheckedHeading],
    study: StudyToCheck,
) -> Iterator[CheckedQuantifier]:
    names, subjects = Names(study.topics), Subjects(study)
    for sentence, words, quotes in said:
        own = [word for word in words if not any(quote.start <= word.start < quote.end for quote in quotes)]
        named = list(names.named(words))
        heading = heading_above(headings, sentence.line)
        for mention in mentions(own, subjects):
            if not _inside(named, mention.start):
                near = nearest(named, mention.start, mention.end)
                topic = near.topic if near else heading.topic if heading else None
                yield judged(mention, topic, study, by_heading=near is None)


def _inside(named: Sequence[Named], place: int) -> bool:
    return any(name.start <= place < name.end for name in named)
