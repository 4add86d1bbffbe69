"""The process that reads a PDF."""

from policyparse.stages.read.apart import answer
from policyparse.stages.read.paged import text_of
from policyparse.stages.read.pdf.glyphs import pages

if __name__ == "__main__":
    answer(lambda data: text_of(list(pages(data)))._asdict())
