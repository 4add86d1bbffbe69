"""The harness for atheris is run by itself, where atheris is installed."""

collect_ignore = ["harness.py"]
