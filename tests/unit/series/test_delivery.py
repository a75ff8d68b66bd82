"""Files as offices give them: recognised by what is in them, held against what is known, and taken in or refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from korea_trade.series import delivery, grid
from korea_trade.series.delivery import Delivery
from korea_trade.series.table import Figure
from korea_trade.warehouse.settings import PROJECT

TODAY = date(2026, 11, 28)
KNOWN = date(2026, 11, 1)
UNIT = "(단위: 천달러)\n"

Deliver = Callable[..., Delivery]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The reference lists, and no series."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("items", "partners", "aliases"):
        shutil.copy(PROJECT / "sources" / f"{name}.csv", folder)
    return folder


@pytest.fixture
def deliver(sources: Path, tmp_path: Path) -> Deliver:
    """What the file with this content would add to the series."""

    def delivered(content: str | bytes, known_from: date = KNOWN, name: str = "file") -> Delivery:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return delivery.deliver(path, sources, known_from, TODAY)

    return delivered


def told(found: Delivery) -> list[tuple[str, str, str | None, str | None, int]]:
    return [(f"{f.month:%Y-%m}", f.flow, f.item, f.partner, int(f.value_usd)) for f in found.added]


def known(sources: Path, rows: str, name: str = "known.csv") -> None:
    (sources / "observed").mkdir(exist_ok=True)
    header = "month,flow,item,partner,value_usd,source\n"
    (sources / "observed" / name).write_text(header + rows, encoding="utf-8")


def totals(*values: float, first: int = 2000) -> str:
    """Rows of all exports of as many months from January of the year `first` on."""
    months = ((first + at // 12, at % 12 + 1) for at in range(len(values)))
    return "".join(f"{y}-{m:02d},exports,,,{v:.0f},a\n" for (y, m), v in zip(months, values, strict=True))


# Layouts


CHINA = ("2023-01", "exports", None, "china", 9_155_123_000)
ALL = ("2023-01", "exports", None, None, 46_339_145_000)


@pytest.mark.parametrize(
    ("layout", "content", "first"),
    [
        ("ecos_series", ",exports\n2023-01,46339145\n", ALL),
        ("ecos_download", "통계표,계정항목,단위,2023/01\n관세청 수출입통계,수출금액,천불,46339145\n", ALL),
        (
            "ecos_statistic_search",
            '{"StatisticSearch": {"row": [{"STAT_CODE": "901Y118", "ITEM_NAME1": "수출금액", "UNIT_NAME": "천불 ", '
            '"TIME": "202301", "DATA_VALUE": "46339145"}]}}',
            ALL,
        ),
        ("kosis_country", 'Country,Date,Exports\n"China, peoples\' republic of",2023.01,9155123\n', CHINA),
        ("kosis_months_across", "국가별(1),항목,단위,2023.01 p)\n중국,수출액,천달러,9155123\n", CHINA),
        ("kosis_two_heads", "국가별,2023.01,2023.01\n국가별,수출액,수입액\n중국,9155123,1\n", CHINA),
        ("kstat_countries", f"{UNIT}년도,월,국가명,수출금액,증감률\n2023,01,CHN,9155123,1\n", CHINA),
        (
            "kstat_items_across",
            f"{UNIT}년도,월,반도체 (831),\n,,수출금액,수출증감률\n2023,01,6000542,-44.5\n",
            ("2023-01", "exports", "semiconductors", None, 6_000_542_000),
        ),
        (
            "kstat_items",
            f"{UNIT}연도,월,코드,품목명,수출금액\n2023년,1월,831,,6000542\n",
            ("2023-01", "exports", "semiconductors", None, 6_000_542_000),
        ),
        ("tradedata", f'수출입총괄\n{UNIT}\n기간,수출 건수,수출 금액\n총계,1,2\n2023.01,1,"46,339,145"\n', ALL),
        (
            "data_portal",
            "<response><body><items><item><expDlr>9155123000</expDlr><impDlr>0</impDlr><statCd>CN</statCd>"
            "<year>2023.01</year></item></items></body></response>",
            CHINA,
        ),
        ("customs_tidy", "period,export_usd,import_usd\n2023-01,46339145000.0,59037258670.0\n", ALL),
        ("months_and_flows", "월\t수출(백만달러)\n2023-01\t46339.145\n", ALL),
    ],
)
def test_a_table_is_told_by_its_headings(
    deliver: Deliver, layout: str, content: str, first: tuple[object, ...]
) -> None:
    found = deliver(content)
    assert [each.name for each in found.layouts] == [layout]
    assert told(found)[0] == first
    assert found.is_clean


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encoding_and_delimiter_are_found(deliver: Deliver, encoding: str, delimiter: str) -> None:
    content = "국가,시점,수출액 (천달러)\n중국,2023.01,9155123\n미국,2023.01,8000000\n".replace(",", delimiter)
    assert told(deliver(content.encode(encoding)))[0] == CHINA


def test_a_workbook_is_read_with_its_leading_zeros_and_its_merged_heads(deliver: Deliver) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("수출입")
        for at, row in enumerate(
            (
                ["(단위: 천달러)"],
                ["년도", "월", "반도체 (831)", ""],
                ["", "", "수출금액", "수출증감률"],
                [2023, "01", 6000542, -44.5],
            )
        ):
            sheet.write_row(at, 0, row)
    assert told(deliver(file.getvalue())) == [("2023-01", "exports", "semiconductors", None, 6_000_542_000)]


@pytest.mark.parametrize(
    "month",
    [
        "2023.01",
        "2023-01",
        "2023/01",
        "202301",
        "2023년 1월",
        "2023.01월",
        "2023M01",
        "Jan 2023",
        "2023-01-01",
        "２０２３.０１",
    ],
)
def test_every_notation_of_a_month_is_read(deliver: Deliver, month: str) -> None:
    assert told(deliver(f"{UNIT}기간,수출 금액\n{month},46339145\n")) == [ALL]


@pytest.mark.parametrize(
    ("others", "month"), [(["2023.09", "2023.11"], 10), (["2023.2", "2023.3"], 1), (["2023.11"], None)]
)
def test_a_zero_that_a_spreadsheet_cut_off_is_put_back_or_the_month_is_refused(
    deliver: Deliver, others: list[str], month: int | None
) -> None:
    rows = "".join(f"{text},4633914{at}\n" for at, text in enumerate(["2023.1", *others]))
    found = deliver(f"{UNIT}기간,수출 금액\n{rows}")
    if month is None:
        assert [problem.rule for problem in found.refused] == [
            "the month can be January or October, for a zero may be lost"
        ]
    else:
        assert found.added[0].month.month == month


@pytest.mark.parametrize(
    ("unit", "value"),
    [("달러", "46339145000"), ("천불(USD 1000)", "46339145"), ("백만달러", "46339.145"), ("억달러", "463.39145")],
)
def test_the_unit_above_a_table_counts(deliver: Deliver, unit: str, value: str) -> None:
    assert told(deliver(f"(단위 : {unit}; 건)\n기간,수출 금액\n2023.01,{value}\n")) == [ALL]


def test_figures_in_won_are_refused_and_not_converted(deliver: Deliver) -> None:
    (problem,) = deliver("(단위: 백만원)\n기간,수출 금액\n2023.01,46339145\n").refused
    assert problem.rule == "the figures are in won"


def test_figures_without_a_unit_are_refused(deliver: Deliver) -> None:
    (problem,) = deliver("기간,수출 금액\n2023.01,46339145\n").refused
    assert (problem.line, problem.rule) == (2, "no unit is stated")


def test_the_first_days_of_a_month_are_told_from_the_month(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,수출 금액\n2024.03.01~10,13500000\n2024.03.01~20,34100000\n2024.03,56518309\n")
    assert [figure.status for figure in found.added] == ["ten_days", "twenty_days", ""]
    assert ["2024-03,exports,,,13500000000" in row for row in found.content.splitlines()].count(True) == 1


def test_days_that_no_office_publishes_are_refused(deliver: Deliver) -> None:
    (problem,) = deliver(f"{UNIT}기간,수출 금액\n2024.03.01~15,13500000\n").refused
    assert problem.rule == "no office publishes so many days"


def test_sums_blanks_and_footnotes_are_no_figures(deliver: Deliver) -> None:
    found = deliver(
        f"{UNIT}기간,수출 금액\n총계,1\n2022,2\n2023.01,46339145\n2023.02,-\n2023.03,…\n* 잠정치\n주) 통관 기준\n"
    )
    assert told(found) == [ALL]
    assert found.is_clean
    assert found.notices == (
        "rows passed over as sums, which are no months: 3, 4",
        "rows passed over as footnotes: 8, 9",
    )


def test_namibia_is_no_blank_and_each_unknown_name_is_told_once_with_its_row(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,국가코드,수출 금액\n2023.01,NA,100\n2023.02,NA,100\n2023.01,CN,9155123\n")
    ((name, lines),) = found.unknown
    assert (name.remedy, lines) == ("add to partners.csv: namibia,Namibia,country,NA,NAM,false", (3, 4))
    assert told(found) == [CHINA]


def test_a_code_keeps_its_zeros(deliver: Deliver) -> None:
    ((name, _),) = deliver(f"{UNIT}연도,월,코드,품목명,수출금액\n2023,1,012,쇠고기,5\n").unknown
    assert '"012"' in name.remedy


def test_a_name_and_a_code_that_differ_are_no_guess(deliver: Deliver) -> None:
    ((name, _),) = deliver(f"{UNIT}기간,국가코드,국가,수출 금액\n2023.01,US,중국,9155123\n").unknown
    assert name.remedy == "the name is that of china, the code that of united_states: correct one"


def test_another_definition_is_kept_with_its_figures(deliver: Deliver) -> None:
    found = deliver(
        '{"StatisticSearch": {"row": [{"STAT_CODE": "301Y013", "ITEM_NAME1": "상품수출", "UNIT_NAME": "백만달러", '
        '"TIME": "202301", "DATA_VALUE": "48000.1"}]}}'
    )
    assert ",balance_of_payments," in found.content


# What is no table


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "the file is empty"),
        (b"\xff\xff\xff", "the file is neither UTF-8, UTF-16 nor cp949"),
        ("<html><table></table></html>", "the file is a web page"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "the XML declares"),
        ("<a><b>", "the XML is broken"),
        ('{"row": [', "the JSON is broken"),
        ('{"RESULT": {"CODE": "INFO-200", "MESSAGE": "none"}}', "the office answered with an error (INFO-200 none)"),
        (
            "<r><cmmMsgHeader><returnAuthMsg>LIMITED</returnAuthMsg><returnReasonCode>22</returnReasonCode></cmmMsgHeader></r>",
            "the office answered with an error (22 LIMITED)",
        ),
        (b"PK\x03\x04 no workbook", "the workbook cannot be read"),
        ("month,shipments\n2024-03,5\n", "no layout has the headings of line 1; the nearest is months_and_flows"),
        ("nothing of a table\n", "no line of the file holds headings"),
    ],
)
def test_what_is_no_table_of_an_office_is_refused_with_the_reason(deliver: Deliver, content: str, rule: str) -> None:
    with pytest.raises(grid.UnreadableError, match="file: ") as refused:
        deliver(content)
    assert rule in str(refused.value)


def test_the_nearest_layout_is_named_with_what_is_missing(deliver: Deliver) -> None:
    with pytest.raises(grid.UnreadableError) as refused:
        deliver("기간,국가코드,수출 금액,보험료\n2023.01,CN,1,2\n")
    assert "the nearest is tradedata" in str(refused.value)
    assert "the layout has no column '보험료'" in str(refused.value)


# What cannot be right


@pytest.mark.parametrize("factor", [1e-4, 1e-3, 1e-2, 1e-1, 10, 100, 1000])
def test_a_total_a_power_of_ten_off_its_neighbours_is_refused_with_both_places(
    deliver: Deliver, sources: Path, factor: float
) -> None:
    known(sources, totals(*[46e9] * 12, first=2022))
    found = deliver(f"(단위: 달러)\n기간,수출 금액\n2023.01,{46e9 * factor:.0f}\n")
    (problem, *_) = found.refused
    assert (problem.line, found.content) == (3, "")
    assert "observed/known.csv:" in problem.rule or "never below" in problem.rule


def test_a_file_in_another_unit_is_refused_whole(deliver: Deliver, sources: Path) -> None:
    known(sources, "2023-01,exports,steel,,3000000000,a\n2023-02,exports,steel,,3100000000,a\n")
    # By another definition, which explains no factor of a thousand.
    found = deliver("(단위: 달러)\n연도,월,품목명,수출금액\n2023,1,steel,3000000\n2023,2,steel,3100000\n")
    assert (
        found.refused[0].rule
        == "the figure is 1/1000 of the one of the same month, 3,000,000,000 at observed/known.csv:2"
    )
    assert found.content == ""
    known(sources, totals(*[46e9] * 3, first=2023))
    found = deliver("기간,수출 금액(백만달러)\n2023.01,46000000\n2023.02,46000000\n2023.04,46000000\n")
    assert found.content == ""
    assert found.refused[-1].rule == "2 of 3 figures cannot be right, so the rest is not taken for right"


def test_a_part_above_its_whole_is_refused(deliver: Deliver, sources: Path) -> None:
    known(sources, totals(55e9, first=2023))
    found = deliver(f"{UNIT}기간,국가,수출 금액\n2023.01,CN,9155123\n2023.01,US,81551230\n")
    assert told(found) == [CHINA]
    (problem,) = found.refused
    assert problem.rule == "a part is above its whole, all, 55,000,000,000 at observed/known.csv:2"


def test_a_month_to_come_is_refused(deliver: Deliver) -> None:
    (problem,) = deliver(f"{UNIT}기간,수출 금액\n2030.01,46339145\n").refused
    assert problem.rule == "the figure of 2030-01 is of days that have not ended"


def test_a_zero_that_fills_a_month_is_refused(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,수출 금액\n2023.01,46339145\n2023.02,0\n")
    assert told(found) == [ALL]
    assert [problem.rule for problem in found.refused] == ["all trade of a month is 0"]


def test_a_month_that_stands_twice_is_refused_with_both_lines(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,수출 금액\n2023.01,46339145\n2023.01,46339146\n2023.02,46339145\n2023.03,46339145\n")
    assert [(problem.line, problem.rule[:22]) for problem in found.refused] == [
        (3, "line 4 gives another f"),
        (4, "the figure stands alre"),
    ]


# Vintages


def figures(*values: int) -> str:
    return f"{UNIT}기간,수출 금액\n" + "".join(f"2023.{at:02d},{value}\n" for at, value in enumerate(values, 1))


def test_a_figure_is_added_revised_or_known(deliver: Deliver) -> None:
    delivery.take_in(deliver(figures(46_300_000, 50_100_000), date(2023, 3, 1)))
    found = deliver(figures(46_339_145, 50_100_000, 54_882_484))
    assert [f"{each.month:%m}" for each in found.added] == ["03"]
    assert [(each.figure.line, each.before_usd, each.place[-2:]) for each in found.revised] == [(3, 46.3e9, ":2")]
    assert [f"{each.month:%m}" for each in found.equal] == ["02"]


def test_a_figure_in_a_coarser_unit_is_no_revision(deliver: Deliver) -> None:
    delivery.take_in(deliver("기간,수출 금액(달러)\n2023.01,46339145202\n"))
    assert len(deliver("기간,수출 금액(억달러)\n2023.01,463.4\n").equal) == 1


def test_another_figure_of_the_same_day_is_refused_with_both_places(deliver: Deliver) -> None:
    delivery.take_in(deliver(figures(46_300_000)))
    (problem, *_) = deliver(figures(46_339_145)).refused
    assert "on the same day at observed/" in problem.rule
    assert problem.line == 3


def test_a_file_of_a_day_to_come_is_refused(deliver: Deliver) -> None:
    with pytest.raises(grid.UnreadableError, match="2030-01-01 has not come"):
        deliver(figures(46_300_000), date(2030, 1, 1))


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_delivery_does_not_matter(deliver: Deliver, sources: Path, order: tuple[int, ...]) -> None:
    deliveries = [
        (figures(46_300_000), date(2023, 2, 1)),
        (figures(46_300_000, 50_100_000), date(2023, 3, 1)),
        (figures(46_339_145, 49_994_593), date(2023, 4, 1)),
        (figures(46_300_000, 49_994_593), date(2023, 5, 1)),
    ]
    for content, day in (deliveries[at] for at in order):
        delivery.take_in(deliver(content, day))
    taken = {path.read_text(encoding="utf-8") for path in (sources / "observed").iterdir()}
    assert len(taken) == 4


def test_nothing_is_written_before_it_is_asked_for(deliver: Deliver, sources: Path) -> None:
    deliver(figures(46_300_000))
    assert not (sources / "observed").exists()


def test_what_is_taken_in_is_a_file_of_the_folder(deliver: Deliver, sources: Path) -> None:
    found = deliver(figures(46_300_000))
    delivery.take_in(found)
    again = deliver(figures(46_300_000))
    assert isinstance(again.equal[0], Figure)
    assert again.target == found.target
