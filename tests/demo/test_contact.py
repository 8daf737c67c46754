"""Telephone numbers of invented people: of a length that forms accept, in blocks that ring nowhere."""

import re

from phonenumbers import is_possible_number, is_valid_number, parse

from roster.demo.invented import InventedExpert

FICTION = re.compile(
    r"\+1 \d{3} 555 01\d\d|\+44 20 7946 0\d{3}|\+61 2 5550 1\d{3}|\+33 1 99 00 1\d{3}|\+353 20 910 0\d{3}"
)


def test_no_number_can_ring(people: list[InventedExpert]) -> None:
    for expert in people:
        number = parse(expert.phone)
        assert is_possible_number(number), expert.phone
        assert FICTION.fullmatch(expert.phone) or not is_valid_number(number), expert.phone
