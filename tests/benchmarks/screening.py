"""How long the screen takes (python -m tests.benchmarks.screening); at most 0.1 s for 1,000 words, 1.2 s for 12,000."""

import resource
import sys
import time

from app.importing.anonymising.screening import screen
from tests.importing.anonymising.reference import cases

WORDS = 12_000


def transcript(language: str, words: int) -> str:
    """Return passages of the reference set, again and again, until there are so many words."""
    lines = [line for case in cases() if case["lang"] == language for line in case["text"].splitlines(keepends=True)]
    text: list[str] = []
    count = 0
    while count < words:
        text.append(lines[len(text) % len(lines)])
        count += len(text[-1].split())
    return "".join(text)


def seconds(text: str, language: str) -> float:
    started = time.process_time()
    screen(text, language)
    return time.process_time() - started


def main() -> None:
    for language in ("en", "nb"):
        text = transcript(language, WORDS)
        cold, warm = seconds(text, language), seconds(text, language)
        short = seconds(transcript(language, 1000), language)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(
            f"{language}: {WORDS} words {cold:.2f} s with reading the word lists, {warm:.2f} s without; "
            f"1000 words {1000 * short:.0f} ms; memory {memory} MB\n"
        )


if __name__ == "__main__":
    main()
