"""Pages of a list: absurd numbers give the first page, never an error (R36)."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

DEFAULT_SIZE = 20
LARGEST_PAGE = 5_000


@dataclass(frozen=True)
class Paging:
    """Which page of how many is shown. `number` counts from 1."""

    number: int
    size: int
    total: int

    @property
    def page_count(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Position of the first row shown, counted from 1; 0 where there is none."""
        return 0 if not self.total else (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """Position of the last row shown."""
        return min(self.number * self.size, self.total)

    @property
    def numbers(self) -> list[int | None]:
        """The page numbers to link: both ends and around this one; None stands for a gap."""
        near = {1, self.page_count, self.number - 1, self.number, self.number + 1}
        shown = sorted(number for number in near if 1 <= number <= self.page_count)
        result: list[int | None] = []
        for number in shown:
            if result and result[-1] is not None and number - result[-1] > 1:
                result.append(None)
            result.append(number)
        return result


def page_number(arguments: MultiDict[str, str], name: str = "page") -> int:
    """The page asked for; anything that is not a sensible number is the first."""
    text = arguments.get(name, "1")
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return 1
    return min(max(1, int(text)), LARGEST_PAGE)
