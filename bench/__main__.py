"""Runs every question and prints its table: `python -m bench [start] [save] [card] [search]`."""

import sys

from bench import card, save, search, start

QUESTIONS = {"start": start.main, "save": save.main, "card": card.main, "search": lambda: search.main([])}


def main(wanted):
    unknown = set(wanted) - set(QUESTIONS)
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(QUESTIONS)}")
    for name in wanted or QUESTIONS:
        print(f"\n## {name}\n")
        QUESTIONS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
