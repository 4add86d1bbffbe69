"""The process that reads an XLS."""

from policyparse.stages.read.apart import answer
from policyparse.stages.read.xls.book import sheets

if __name__ == "__main__":
    answer(lambda data: {"sheets": sheets(data)})
