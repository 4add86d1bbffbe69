"""Times other packages on a text, by processor time; run by bench_targets.py with a Python that has them (`make suites`).

Standard input: a line of JSON with the sentences, then a line with the name of a tool for each time it is to run;
standard output: the seconds of each run, a line each. JioNLP reads money and times sentence by sentence, Recognizers-Text
runs its five models of numbers on each.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module


def jionlp() -> Callable[[str], object]:
    """Money and times of a sentence by JioNLP."""
    with contextlib.redirect_stdout(sys.stderr):  # it greets
        found = import_module("jionlp").ner
        found.extract_money("1元"), found.extract_time("1天")
    return lambda sentence: (found.extract_money(sentence), found.extract_time(sentence))


def recognizers() -> Callable[[str], object]:
    """The five models of Recognizers-Text for numbers: numbers, percentages, money, dimensions, temperatures."""
    plain, measured = import_module("recognizers_number"), import_module("recognizers_number_with_unit")
    models = [plain.recognize_number, plain.recognize_percentage, measured.recognize_currency]
    models += [measured.recognize_dimension, measured.recognize_temperature]
    return lambda sentence: [model(sentence, plain.Culture.Chinese) for model in models]


def main() -> None:
    """Runs the tools as they are asked for."""
    sentences: list[str] = json.loads(sys.stdin.readline())
    tools = {"JioNLP": jionlp(), "Recognizers-Text": recognizers()}
    for line in sys.stdin:
        work = tools[line.strip()]
        start = time.process_time()
        for sentence in sentences:
            work(sentence)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
