"""Files of customs detail: what offices deliver is read, and what is at fault is refused with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from korea_trade.customs import catalogue, store
from korea_trade.statements.reader import SourceError
from korea_trade.warehouse.settings import Settings
from tests.corpora.customs_history import kept, write
from tests.corpora.customs_store import direct, place

_HEADER = "month,code,partner,flow,value_usd,weight_kg,declarations\n"
_TABLE = """수출입 실적,,,,,,,,
기간,HS코드,품목명,국가코드,국가명,수출 중량(톤),수출 금액(천 달러),수입 중량(톤),수입 금액(천 달러)
총계,-,,,,"1,235","5,000",10,20
2024.03,8542310000,프로세서,CN,중국,"1,234.5","4,990",10,20
"""


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    return place(tmp_path)


def deliver(here: Settings, text: str, name: str = "march.csv", encoding: str = "utf-8") -> None:
    (here.sources / "customs" / name).write_text(text, encoding=encoding)


def refused(here: Settings) -> str:
    with pytest.raises(SourceError) as error:
        store.bring_up_to_date(here, direct)
    return str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_table_of_the_office_is_read_by_its_layout(here: Settings, encoding: str) -> None:
    deliver(here, _TABLE, encoding=encoding)

    store.bring_up_to_date(here, direct)

    details = [row for row in kept(here) if row[1:4] == ("hs10", "8542310000", "CN")]
    assert sorted(row[:7] for row in details) == [
        (date(2024, 3, 1), "hs10", "8542310000", "CN", "exports", 4_990_000, 1_234_500),
        (date(2024, 3, 1), "hs10", "8542310000", "CN", "imports", 20_000, 10_000),
    ]


def test_a_code_of_an_earlier_edition_is_counted_in_what_it_became(here: Settings) -> None:
    (here.sources / "customs" / "concordance.csv").write_text(
        "code,first_month,last_month,becomes\n8529909000,2010-01-01,2021-12-01,8524910000\n", encoding="utf-8"
    )
    for month in (date(2021, 12, 1), date(2022, 12, 1)):
        write(here.sources, month, {("8529909000", "CN", "exports"): (1, 1), ("8524910000", "CN", "exports"): (2, 1)})

    store.bring_up_to_date(here, direct)

    assert {row[0].year: row[5] for row in kept(here) if row[2] == "8524910000" and row[3] == "CN"} == {
        2021: 3,
        2022: 2,
    }


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("2024-13,8542,CN,exports,1,,", "customs/march.csv:2, column month, value '2024-13': the value is no month"),
        ("2024-03,854231000,CN,exports,1,,", ":2, column code, value '854231000': the value is no code with"),
        ("2024-03,8542,China,exports,1,,", ":2, column partner, value 'China': the value is no code of two letters"),
        ("2024-03,8542,CN,balance,1,,", ":2, column flow, value 'balance': the value is none of exports, imports"),
        ("2024-03,8542,CN,exports,1.5,,", ":2, column value_usd, value '1.5': the value is no whole number"),
        ("2024-03,8542,CN,exports,9223372036854775808,,", "value '9223372036854775808': the value is no whole number"),
        ("2024-03,8542,CN,exports,,,", ":2, column value_usd, value '': the value is no whole number"),
        ("2024-03,8542,CN,exports,1,-1,", ":2, column weight_kg, value '-1': the value is negative"),
        ("2024-03,8542,CN,exports,1,,many", ":2, column declarations, value 'many': the value is no whole number"),
        ("2024-03,8542,CN,exports,1", "customs/march.csv:2: the line has 5 fields where the headings are 7"),
        ("2024-03,8542,CN,exports,1,,\n2024-03,8542,CN,exports,1,,", ":3, column code, partner, flow, value '2024-03"),
        ("2024-03,85,CN,exports,1,,\n2024-03,8542,US,exports,1,,", ":2, column code, value '85': the code stands in"),
    ],
)
def test_what_is_at_fault_is_named_with_its_place_and_nothing_is_taken_in(here: Settings, rows: str, told: str) -> None:
    write(here.sources, date(2024, 2, 1), {("8542310000", "CN", "exports"): (1, 1)})
    store.bring_up_to_date(here, direct)
    before = kept(here)
    deliver(here, f"{_HEADER}{rows}\n")
    write(here.sources, date(2024, 2, 1), {("8542310000", "CN", "exports"): (2, 1)})

    assert told in refused(here)
    assert kept(here) == before


def test_files_that_cannot_be_read_are_refused(here: Settings) -> None:
    folder = here.sources / "customs"
    deliver(here, "month,hs6\n2024-03,854231\n2024-04,854231\n", "other.csv")
    (folder / "half.parquet").write_bytes(b"PAR1 half written")
    (folder / "march.xlsx").write_bytes(b"")
    duckdb.execute(
        f"copy (select date '2024-03-01' as month, '85' as code, 'CN' as partner, 'exports' as flow, 1e0 as value_usd) "
        f"to '{folder / 'doubles.parquet'}'"
    )

    told = refused(here)

    assert "customs/other.csv:1: no layout has these headings; the nearest is" in told
    assert "add a layout in korea_trade/customs/layouts/" in told
    assert "customs/half.parquet: the file is no PARQUET" in told
    assert "customs/march.xlsx: no customs detail is read from this; name it .csv or .parquet" in told
    assert "customs/doubles.parquet, column value_usd: the column is of the type DOUBLE" in told


def test_a_sum_that_64_bits_do_not_hold_stops_the_build(here: Settings) -> None:
    write(
        here.sources,
        date(2024, 3, 1),
        {("8542310000", "CN", "exports"): (2**62, 1), ("8542310000", "US", "exports"): (2**62, 1)},
    )

    with pytest.raises(duckdb.ConversionException, match="9223372036854775808"):
        store.bring_up_to_date(here, direct)
    assert not catalogue.load(here).months
