"""Ends of lines of one kind."""


def plain_ends(text: str) -> str:
    """The text as rules look at it: each line ends with `\\n`, and every character keeps its place.

    >>> plain_ends("一、\\r\\n二、\\r三、")
    '一、\\n 二、\\n三、'
    >>> plain_ends("一、\\v二、\\u2028三、\\x85四、\\u2029五、")
    '一、\\n二、\\n三、\\n四、\\n五、'
    """
    for end in _OTHERS:
        if end in text:
            text = text.replace(end, "\n" + " " * (len(end) - 1))
    return text


# `\v` is what Word gives for a line's end in a paragraph; the rest are Unicode's next line, line and paragraph separators.
_OTHERS = ("\r\n", "\r", "\v", "\x85", "\u2028", "\u2029")
