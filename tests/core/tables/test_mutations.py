"""Whatever bytes arrive, a Table or a TableError comes out, in bounded time and memory."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.core.tables.problems import TableError
from roster.core.tables.reading import read_table
from roster.core.tables.table import Table
from roster.core.tables.writing import write_csv
from tests.core.tables.workbooks import HEADER, ROWS, a_workbook, an_ods, parts_of, with_parts

SPLICES = (
    b"\0",
    b'"',
    b'""',
    b",,,,,,",
    b"\r\n\r\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"=1",
    b"<!DOCTYPE",
    b"<",
    b"99999999999",
)


def read(content: bytes, file_name: str) -> Table | TableError:
    began = time.perf_counter()
    result: Table | TableError
    try:
        result = read_table(content, file_name=file_name)
    except TableError as error:
        result = error
    assert time.perf_counter() - began < 20
    assert isinstance(result, Table) or str(result.message)
    return result


def mutated(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at:at] = chance.choice(SPLICES)
            case 3:
                data[at:at] = data[at : at + 60] * chance.randint(1, 30)
            case _:
                data = data[: max(at, 1)]
        if not data:
            break
    return bytes(data)


def variants(content: bytes, *, seed: int, count: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    return (mutated(content, chance) for _ in range(count))


def test_three_hundred_changed_text_files_end_well() -> None:
    content = write_csv(HEADER, ROWS * 5)
    seen = {type(read(each, "a.csv")) for each in variants(content, seed=1, count=300)}
    assert seen == {Table, TableError}


@pytest.mark.parametrize(("content", "name"), [(a_workbook(), "a.xlsx"), (an_ods(), "a.ods")])
def test_a_hundred_changed_archives_end_well(content: bytes, name: str) -> None:
    for each in variants(content, seed=2, count=100):
        assert isinstance(read(each, name), Table | TableError)


@pytest.mark.parametrize(
    ("content", "name", "part"),
    [
        (a_workbook(), "a.xlsx", "xl/worksheets/sheet1.xml"),
        (a_workbook(), "a.xlsx", "xl/styles.xml"),
        (a_workbook(), "a.xlsx", "xl/workbook.xml"),
        (an_ods(), "a.ods", "content.xml"),
    ],
)
def test_changed_parts_in_a_sound_archive_end_well(content: bytes, name: str, part: str) -> None:
    for each in variants(parts_of(content)[part], seed=3, count=25):
        assert isinstance(read(with_parts(content, {part: each}), name), Table | TableError)


def test_changed_compound_files_end_well() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40
    for each in variants(content, seed=4, count=30):
        assert isinstance(read(content[:8] + each, "a.xls"), Table | TableError)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["a.csv", "a.tsv", "a.txt", "a.xlsx", "a.ods"]))
def test_any_bytes_end_well(content: bytes, name: str) -> None:
    assert isinstance(read(content, name), Table | TableError)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab,;|\t\"'\r\n =@\0é王\ufeff"), max_size=80))
def test_any_text_ends_well(text: str) -> None:
    assert isinstance(read(text.encode(), "a.csv"), Table | TableError)


LARGEST = """
from pathlib import Path
from roster.core.tables.problems import TableError
from roster.core.tables.reading import read_table

size = 10 * 1024 * 1024
for unit in (b",", b"\\n", b'"', b"a,b\\n", b"\\r", b"a;b,c\\t", b"\\xe9", b"\\0", b'"",', b"\\xff\\xfe,"):
    try:
        read_table(unit * (size // len(unit)), file_name="a.csv")
    except TableError:
        continue
    raise SystemExit(f"{unit!r} became a table")
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(peak.split()[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from Linux")
def test_the_largest_files_stay_within_a_gigabyte() -> None:
    """In a process of its own, with its own peak: `getrusage` tells that of this one where it is higher."""
    run = subprocess.run([sys.executable, "-c", LARGEST], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) <= 1024 * 1024
