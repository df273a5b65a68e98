"""Runs every question and prints its table: `python -m bench`, or some of them: `python -m bench save`."""

import sys

from bench import bulk, card, counting, exchange, lists, pages, paper, save, search, start

QUESTIONS = {
    "start": start.main,
    "search": lambda: search.main([]),
    "save": save.main,
    "bulk": bulk.main,
    "card": card.main,
    "lists": lists.main,
    "counting": counting.main,
    "pages": pages.main,
    "paper": paper.main,
    "exchange": exchange.main,  # `python -m bench.exchange 400k` is the large one
}


def main(wanted):
    unknown = set(wanted) - set(QUESTIONS)
    if unknown:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(QUESTIONS)}")
    for name in wanted or QUESTIONS:
        print(f"\n## {name}\n")
        QUESTIONS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
