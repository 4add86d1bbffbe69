"""Ends of lines of one kind."""


def plain_ends(text: str) -> str:
    """The text as rules look at it: each line ends with `\\n`, and every character keeps its place.

    >>> plain_ends("一、\\r\\n二、\\r三、")
    '一、\\n 二、\\n三、'
    """
    return text.replace("\r\n", "\n ").replace("\r", "\n") if "\r" in text else text
