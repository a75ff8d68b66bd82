"""Files as offices give them: recognised by what is in them, held against what is known, and taken in or refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from korea_trade.series import delivery, grid
from korea_trade.series.delivery import Delivery
from korea_trade.series.table import Figure
from orchestration.commands import series

TODAY = date(2026, 11, 28)
KNOWN = date(2026, 11, 1)
UNIT = "(단위: 천달러)\n"

Deliver = Callable[..., Delivery]


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


def sdmx(**cells: str) -> str:
    row = {
        "STRUCTURE_ID": "OECD:DSD_IMTS@DF_IMTS", "REF_AREA": "KOR", "Reference area": "Korea", "FREQ": "M",
        "MEASURE": "EXP", "Measure": "Exports", "ADJUSTMENT": "N", "UNIT_MEASURE": "USD_EXC", "TIME_PERIOD": "2023-01",
        "OBS_VALUE": "46.339145", "UNIT_MULT": "9",
    } | cells  # fmt: skip
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


def comtrade(**cells: str) -> str:
    row = {
        "freqCode": "M", "period": "202301", "reporterCode": "410", "reporterISO": "KOR", "flowDesc": "Export",
        "partnerISO": "CHN", "partnerDesc": "China", "partner2Code": "0", "cmdCode": "TOTAL", "customsCode": "C00",
        "motCode": "0", "primaryValue": "9155123000",
    } | cells  # fmt: skip
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


def oecd_legacy(**cells: str) -> str:
    row = {
        "SUBJECT": "XTEXVA01", "Subject": "Exports", "LOCATION": "KOR", "Country": "Korea", "MEASURE": "CXML",
        "Measure": "US dollars", "FREQUENCY": "M", "TIME": "2023-01", "Time": "Jan-2023", "Unit Code": "USD",
        "PowerCode Code": "9", "PowerCode": "Billions", "Reference Period Code": "", "Value": "46.339145",
        "Flag Codes": "",
    } | cells  # fmt: skip
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


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
        ("kosis_months_across", "국가별,2023.01,2023.01\n국가별,수출액,수입액\n중국,9155123,1\n", CHINA),
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
        ("flows_and_months", "구분,단위,2023.01\n수출,천달러,46339145\n증감률,%,-16.4\n", ALL),
        ("flows_and_months", f"{UNIT}구분,2022년,2023년\n,12월,1월\n수출,,46339145\n", ALL),
        (
            "kosis_service",
            '[{"TBL_ID": "DT_1R11006_FRM101", "PRD_SE": "M", "PRD_DE": "202301", "C1": "1310.CN", "C1_NM": "중국", '
            '"ITM_NM": "수출액", "UNIT_NM": "천달러", "DT": "9155123"}]',
            CHINA,
        ),
        ("kosis_months_across", f"국가별 수출\n{UNIT}국가별(1),2023.01\n중국,9155123\n", CHINA),
        ("months_and_flows", f"{UNIT}연도,월,수출,수입\n2023년,1월,46339145,\n", ALL),
        ("years_and_months", f"수출 {UNIT}연도,1월,2월,합계\n2023,46339145,49994593,96333738\n", ALL),
        ("months_and_years", f"수출 {UNIT}월,2022년,2023년\n1월,,46339145\n", ALL),
        ("countries", f"2023년 1월 국가별 수출입\n{UNIT}국가,수출액,수입액\n중국,9155123,1\n", CHINA),
        ("countries_and_months", f"{UNIT}국가,수출,\n,2023.01,2023.02\n중국,9155123,1\n", CHINA),
        (
            "countries_and_months",
            f"{UNIT}국가,2023년,,\n,1월,,2월\n,수출금액,수입금액,수출금액\n중국,9155123,1,\n",
            CHINA,
        ),
        (
            "items_and_months",
            "품목별 수출실적\n(단위: 백만달러, %)\n품목,2023.1월,\n,금액,증감률\n반도체,6000.542,-44.5\n",
            ("2023-01", "exports", "semiconductors", None, 6_000_542_000),
        ),
        (
            "items",
            f"수출\n{UNIT}품목,시점,금액\n반도체,2023.01,6000542\n",
            ("2023-01", "exports", "semiconductors", None, 6_000_542_000),
        ),
        (
            "countries",
            "< '23.1월 지역별 수출 >\n(단위 : 억 달러, %)\n지역,금액,증감률\n중국,91.55123,△31.1\n",
            CHINA,
        ),
        (
            "months_and_flows",
            f"{UNIT}번호,연도,월,수출,수출\n번호,연도,월,금액,증감률\n1,2023,1,46339145,-16.4\n",
            ALL,
        ),
        ("rows", "시점,구분,단위,값\n2023.01,수출,천달러,46339145\n", ALL),
        ("kosis_rows", "국가별(1),항목,시점,데이터\n중국,수출액 (천달러),2023.01,9155123\n", CHINA),
        (
            "kstat_periods",
            "(단위 : 천불, %)\n순번,년월,수출,,수입,,수지\n,,금액,증감률,금액,증감률,금액\n1,2023년,9,-7.5,9,-12.1,0\n"
            "2,1월,46339145,-16.4,59037259,-2.8,-12698114\n",
            ALL,
        ),
        (
            "kstat_countries_across",
            "(단위 : 천불)\n순번,국가명,2022년,2023년 1월,\n,,수출금액,수출금액,증감률\n1,중국,155789389,9155123,-31\n",
            CHINA,
        ),
        (
            "kstat_items_months",
            "(단위 : 천불)\n순번,코드,품목명,2023년 1월,\n,,,수출금액,수출증감률\n1,831,반도체,6000542,-44.5\n",
            ("2023-01", "exports", "semiconductors", None, 6_000_542_000),
        ),
        (
            "countries_in_regions",
            f"{UNIT}대륙,국가,기간,수출 금액\n아시아,소계,2023.01,25\n아시아,중국,2023.01,9155123\n",
            CHINA,
        ),
        ("countries_in_regions_and_months", f"국가별 수출 {UNIT}지역,국가명,2023.01\n아시아,중국,9155123\n", CHINA),
        ("countries", f"{UNIT}보고국,교역국,기준월,수출액\n한국,중국,2023-01,9155123\n", CHINA),
        ("rows", f"{UNIT}수출입구분,국가,월별,금액\n수출,중국,2023. 1.,9155123\n", CHINA),
        (
            "ecos_flows_of_countries",
            "통계표,계정항목1,계정항목2,단위,2023/01\n국가별 수출입(통관기준),수출금액,중국,천불,9155123\n",
            CHINA,
        ),
        (
            "ecos_countries_of_flows",
            "통계표,항목코드1,항목명1,항목코드2,항목명2,단위,2023/01\n"
            "국가별 수출입(통관기준),C,중국,T,수출금액,천불,9155123\n",
            CHINA,
        ),
        (
            "ecos_download",
            "통계표,항목코드1,항목명1,항목명2,단위,2023/01\n관세청 수출입통계,T,수출금액,,천불,46339145\n",
            ALL,
        ),
        (
            "ecos_rows",
            "통계표,항목명1,단위,변환,시점,값\n901Y118. 수출입,수출금액,천달러,원자료,2023/01,46339145\n",
            ALL,
        ),
        ("oecd_legacy", oecd_legacy(), ALL),
        ("flows_and_months", "단위: 천달러,2023.01,2023.02\n수출,46339145,\n", ALL),
        ("countries", f"2023년 1월 국가별 수출\n{UNIT}국가,당월,전월,누계\n중국,9155123,1,1\n", CHINA),
        ("comtrade", comtrade(), CHINA),
        ("comtrade", comtrade(partnerISO="W00", partnerDesc="World", primaryValue="46339145000"), ALL),
        (
            "comtrade_legacy",
            "Period,Reporter ISO,Trade Flow,Partner ISO,Commodity Code,Trade Value (US$)\n"
            "202301,KOR,Exports,CHN,TOTAL,9155123000\n",
            CHINA,
        ),
        ("sdmx_merchandise_trade", sdmx(), ALL),
        ("sdmx_merchandise_trade", sdmx(COUNTERPART_AREA="CHN", UNIT_MULT="3", OBS_VALUE="9155123"), CHINA),
        (
            "months_and_flows",
            f"{UNIT}월,당월 수출,누계 수출,수출중량(kg),수출(톤)\n2023.01,46339145,46339145,9,9\n",
            ALL,
        ),
        ("countries_and_months", f"{UNIT}국가,2023년 1월 수출금액,2023년 수출,2023.1/4\n중국,9155123,1,1\n", CHINA),
        (
            "items_and_months",
            f"수출 {UNIT}주요품목(MTI 3단위),2023.01\n831 반도체,6000542\n",
            ("2023-01", "exports", "semiconductors", None, 6_000_542_000),
        ),
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


def test_the_mark_of_utf_8_before_cp949_is_passed_over(deliver: Deliver) -> None:
    content = "국가,시점,수출액 (천달러)\n중국,2023.01,9155123\n".encode("cp949")
    assert told(deliver(b"\xef\xbb\xbf" + content)) == [CHINA]


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
        "Jan-23",
        "2023-Jan",
        "2023-01-01",
        "2023-01-31",
        "2023.01 p)",
        "2023.01 e)",
        "2023.01*",
        "p) 2023.01",
        "2023.01(확정)",
        "2023년 1월(당월)",
        "'2023. 1월",
        "’23.1월",
        "2023-M01",
        "01.2023",
        "2023-01-01T00:00:00",
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
    [
        ("달러", "46339145000"),
        ("천불(USD 1000)", "46339145"),
        ("USD 1,000", "46339145"),
        ("Thous.USD", "46339145"),
        ("1,000달러", "46339145"),
        ("만 달러", "4633914.5"),
        ("천만달러", "4633.9145"),
        ("백만달러", "46339.145"),
        ("US$'000", "46339145"),
        ("K USD", "46339145"),
        ("mUSD", "46339.145"),
        ("백만 US$", "46339.145"),
        ("US$ mil.", "46339.145"),
        ("USD 1,000,000", "46339.145"),
        ("억달러", "463.39145"),
        ("USD bn", "46.339145"),
    ],
)
def test_the_unit_above_a_table_counts(deliver: Deliver, unit: str, value: str) -> None:
    assert told(deliver(f"(단위 : {unit}; 건)\n기간,수출 금액\n2023.01,{value}\n")) == [ALL]


@pytest.mark.parametrize("unit", ["백만원", "천유로", "EUR million", "HKD million", "백만 캐나다달러"])
def test_figures_in_another_currency_are_refused_and_not_converted(deliver: Deliver, unit: str) -> None:
    (problem,) = deliver(f"(단위: {unit})\n기간,수출 금액\n2023.01,46339145\n").refused
    assert problem.rule == "the figures are in another currency"


@pytest.mark.parametrize("title", ["자료: 산업통상자원부", "범위: 불특정 국가", "원산지별 수입"])
def test_a_word_that_holds_the_syllable_of_a_currency_is_no_unit(deliver: Deliver, title: str) -> None:
    assert told(deliver(f"{title}\n{UNIT}기간,수출 금액\n2023.01,46339145\n")) == [ALL]


@pytest.mark.parametrize("unit", ["톤", "%", "10³ US$", "BUSD"])
def test_what_is_no_unit_of_dollars_is_not_taken_for_that_of_the_layout(deliver: Deliver, unit: str) -> None:
    (problem,) = deliver(f"(단위: {unit})\nCountry,Date,Exports\nChina,2023.01,9155123\n").refused
    assert problem.rule.startswith("the unit of the table, ")


@pytest.mark.parametrize(
    "content",
    [
        "기간,수출 금액\n,천달러\n2023.01,46339145\n",
        "기간,수출 금액/천달러\n2023.01,46339145\n",
        "month,exports_musd\n2023-01,46339.145\n",
        "month,exports_usd_mn\n2023-01,46339.145\n",
        "month (USD million),exports (FOB)\n2023-01,46339.145\n",
        "기간,수출 금액\n2023.01,46339145\n(단위: 천달러)\n",
    ],
)
def test_the_unit_may_stand_below_a_heading_behind_it_or_below_the_table(deliver: Deliver, content: str) -> None:
    assert told(deliver(content)) == [ALL]


def test_a_row_in_tons_is_no_row_of_dollars(deliver: Deliver) -> None:
    (problem,) = deliver("국가별,항목,단위,2023.01\n중국,수출,톤,9155123\n").refused
    assert problem.rule == "the unit '톤' is no currency"


def test_a_figure_in_a_title_is_no_unit(deliver: Deliver) -> None:
    assert told(deliver(f"2023년 수출 6,322억 달러\n{UNIT}기간,수출 금액\n2023.01,46339145\n")) == [ALL]


@pytest.mark.parametrize("text", ["(단위: 백만달러)\n기간,수출 금액(천달러)", "(천달러)\n(백만달러)\n기간,수출 금액"])
def test_two_units_of_one_table_are_refused(deliver: Deliver, text: str) -> None:
    (problem,) = deliver(f"{text}\n2023.01,46339145\n").refused
    assert problem.rule == "the table states two units, 1,000 and 1,000,000"


def test_figures_without_a_unit_are_refused(deliver: Deliver) -> None:
    (problem,) = deliver("기간,수출 금액\n2023.01,46339145\n").refused
    assert (problem.line, problem.rule) == (2, "no unit is stated")


@pytest.mark.parametrize(
    "title",
    [
        "국가별 수출 누계",
        "계절조정 수출",
        "일평균 수출",
        "국제수지 수출",
        "국가별 수출 증감률",
        "국가별 수출입",
        "국가별 재수출",
        "국가별",
        "중소기업 국가별 수출",
        "부산 지역 국가별 수출",
        "서비스 수출",
        "ICT 국가별 수출",
        "국가별 수출(3개월 이동평균)",
    ],
)
def test_a_title_that_names_no_level_of_one_flow_is_refused(deliver: Deliver, title: str) -> None:
    with pytest.raises(grid.UnreadableError, match="the nearest is"):
        deliver(f"{title}\n{UNIT}국가,2023.01\n중국,9155123\n")


@pytest.mark.parametrize(
    "title",
    [
        "2023년 1분기",
        "2023년",
        "2023.01~03",
        "2023년 1월까지",
        "2023년 2월호",
        "2023년 1월 2022년 1월",
        "2023.01.15 기준",
        "2023년 1월 1~20일, 2022년 1월 1~20일",
        "January to March 2023",
        "15 January 2023",
        "2023년 1월 1~20위",
    ],
)
def test_a_title_that_names_no_single_month_is_refused(deliver: Deliver, title: str) -> None:
    with pytest.raises(grid.UnreadableError, match="it has no month"):
        deliver(f"{title} 수출\n{UNIT}국가,수출액\n중국,9155123\n")


def test_a_month_in_english_is_that_of_the_table(deliver: Deliver) -> None:
    assert told(deliver(f"Exports by country, January 2023\n{UNIT}Rank,Country,Exports\n1,China,9155123\n")) == [CHINA]


@pytest.mark.parametrize(
    "title",
    [
        "2023년 1월 1~20일",
        "2023년 1월 1일 ~ 1월 20일",
        "2023.01.01~2023.01.20",
        "January 1-20, 2023",
        "the first 20 days of January 2023",
    ],
)
def test_a_title_that_alone_says_first_days_gives_figures_of_them(deliver: Deliver, title: str) -> None:
    (figure,) = deliver(f"수출, {title}\n{UNIT}국가,수출액\n중국,5155123\n").added
    assert (f"{figure.month:%Y-%m}", figure.status) == ("2023-01", "twenty_days")


@pytest.mark.parametrize(
    "title", ["2023년 1월 1~20일", "1.1~1.20일", "2023년 1월 중순", "the first 20 days of January"]
)
def test_whole_months_below_a_title_of_first_days_are_refused(deliver: Deliver, title: str) -> None:
    found = deliver(f"수출입 {title}\n{UNIT}기간,수출\n2023.01,30339145\n2023.02.01~20,30339145\n")
    [problem] = found.refused
    assert problem.line == 1
    assert problem.rule.endswith(f"{title}', is of the first days of a month, and its figures of whole ones")
    assert [each.status for each in found.added] == ["twenty_days"]


def test_days_of_a_whole_month_above_a_table_are_the_month(deliver: Deliver) -> None:
    assert told(deliver(f"조회기간: 2023.01.01 ~ 2023.01.31\n{UNIT}국가,수출액\n중국,9155123\n")) == [CHINA]


def test_a_text_whose_columns_are_aligned_by_spaces_is_read(deliver: Deliver) -> None:
    found = deliver(f"수출 {UNIT}Country          2023.01      2023.02\nUnited States    8,058,604    8,991,831\n")
    assert [each[3:] for each in told(found)] == [("united_states", 8_058_604_000), ("united_states", 8_991_831_000)]


def test_a_row_of_an_aligned_text_with_an_empty_cell_is_refused(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}월        수출       수입\n2023.01            59037259\n2023.02   49994593   55370498\n")
    assert [(each.line, each.rule) for each in found.refused] == [(3, "the value is no month")]
    assert {f"{each.month:%Y-%m}" for each in found.added} == {"2023-02"}


@pytest.mark.parametrize("stroke", ["---------+---------", "+--------+--------+"])
def test_lines_that_are_drawn_are_passed_over(deliver: Deliver, stroke: str) -> None:
    content = f"{UNIT}{stroke}\n 기간    | 수출\n{stroke}\n 2023.01 | 46339145\n{stroke}\n(1 row)\n"
    assert told(deliver(content)) == [ALL]


@pytest.mark.parametrize(
    "cell",
    [
        {"reporterCode": "392"},
        {"reporterCode": ""},
        {"freqCode": "A"},
        {"cmdCode": "8542"},
        {"motCode": "1000"},
        {"customsCode": "C01"},
        {"partner2Code": "156"},
        {"flowDesc": "Re-Export"},
    ],
)
def test_a_part_of_the_trade_or_that_of_another_country_is_not_taken_from_comtrade(
    deliver: Deliver, cell: dict[str, str]
) -> None:
    with pytest.raises(grid.UnreadableError, match="the nearest is comtrade"):
        deliver(comtrade(**cell))


@pytest.mark.parametrize(
    "cell",
    [{"REF_AREA": "JPN"}, {"FREQ": "Q"}, {"ADJUSTMENT": "Y"}, {"UNIT_MEASURE": "KRW"}, {"STRUCTURE_ID": "DF_BOP"}],
)
def test_another_country_cycle_adjustment_or_unit_is_not_taken_from_sdmx(
    deliver: Deliver, cell: dict[str, str]
) -> None:
    with pytest.raises(grid.UnreadableError, match="the nearest is sdmx_merchandise_trade"):
        deliver(sdmx(**cell))


@pytest.mark.parametrize(
    ("row", "other"),
    [
        (sdmx, {"REF_AREA": "JPN"}),
        (sdmx, {"FREQ": "Q"}),
        (sdmx, {"ADJUSTMENT": "Y"}),
        (comtrade, {"reporterCode": "392"}),
        (comtrade, {"cmdCode": "8542"}),
        (comtrade, {"motCode": "1000"}),
    ],
)
def test_rows_of_something_else_beside_those_that_are_asked_for_are_passed_over(
    deliver: Deliver, row: Callable[..., str], other: dict[str, str]
) -> None:
    found = deliver(row() + row(**other).splitlines()[1] + "\n")
    assert told(found) == [ALL if row is sdmx else CHINA]
    assert "rows passed over as of another country, cycle or kind: 3" in found.notices
    many = deliver(row() + (row(**other).splitlines()[1] + "\n") * 20)
    assert any(notice.endswith("kind: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and 8 more") for notice in many.notices)


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("TIME_PERIOD,Exports (US$ million)\n2023M01,46339.145\n", ALL),
        ("baseYm,exports (USD)\n202301,46339145000\n", ALL),
        ("partner_code,partner,flow,month,value_usd\nCN,China,exports,2023-01,9155123000\n", CHINA),
        ("iso2,country,date,exports (USD)\nCN,China,2023-01,9155123000\n", CHINA),
    ],
)
def test_headings_of_programs_are_those_of_people(deliver: Deliver, content: str, first: tuple[str, ...]) -> None:
    assert told(deliver(content)) == [first]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Monat;Ausfuhr;Einfuhr\n2023-01;46339145;59037259\n", "it begins with 'Monat, Ausfuhr, Einfuhr'"),
        ('[{"baseYm": "202301", "natCd": "CN", "expUsdAmt": "9155123000"}]', "no layout has the keys of its records"),
    ],
)
def test_what_no_layout_knows_is_told_with_what_it_holds(deliver: Deliver, content: str, words: str) -> None:
    with pytest.raises(grid.UnreadableError, match=words):
        deliver(content)


@pytest.mark.parametrize("power", ["", "x", "99"])
def test_a_power_of_ten_that_is_none_is_refused(deliver: Deliver, power: str) -> None:
    (problem,) = deliver(sdmx(UNIT_MULT=power)).refused
    assert (problem.column, problem.rule) == ("UNIT_MULT", "the value is no power of ten from 0 to 12")


def test_a_second_item_of_ecos_is_no_part_of_the_total(deliver: Deliver) -> None:
    row = '{"STAT_CODE": "901Y118", "ITEM_NAME1": "수출금액", "ITEM_NAME2": "미국", "UNIT_NAME": "천불", '
    with pytest.raises(grid.UnreadableError, match="it has '미국' in ITEM_NAME2"):
        deliver('{"StatisticSearch": {"row": [' + row + '"TIME": "202301", "DATA_VALUE": "8058604"}]}}')


def test_figures_that_another_country_reports_are_refused(deliver: Deliver) -> None:
    with pytest.raises(grid.UnreadableError, match="it has '일본' in 보고국"):
        deliver(f"{UNIT}보고국,상대국,기간,수출 금액\n일본,베트남,2023.01,1500000\n")


def test_a_column_says_which_rows_are_preliminary(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,수출,잠정여부\n2023.01,46339145,확정\n2023.02,49994593,잠정\n")
    assert [each.status for each in found.added] == ["", "preliminary"]


def test_a_code_that_is_a_part_of_an_item_is_not_the_item_whatever_its_name(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}년도,월,코드,품목명,수출금액\n2023,1,831,반도체,6000542\n2023,1,8311,반도체,4000000\n")
    assert [each[4] for each in told(found)] == [6_000_542_000]
    assert [(each.name, each.remedy) for each, _ in found.unknown] == [
        ("반도체 (8311)", "mti 8311 is a part of 831: add its item to items.csv, and the code to codes.yml")
    ]


def test_a_code_of_no_list_before_a_name_is_not_cut_off(deliver: Deliver) -> None:
    found = deliver(f"수출 {UNIT}품목,2023.01\n8542 반도체,5000000\n")
    assert [each.name for each, _ in found.unknown] == ["8542 반도체"]


@pytest.mark.parametrize(
    ("line", "subject"),
    [("반도체 수출 추이", "semiconductors"), ("대중국 수출입", "china"), ("Exports of steel", "steel")],
)
def test_a_table_of_one_item_or_partner_is_not_taken_for_all_trade(deliver: Deliver, line: str, subject: str) -> None:
    (problem,) = deliver(f"{line}\n{UNIT}기간,수출 금액\n2023.01,46339145\n").refused
    assert problem.rule == f"the line above the table, {line!r}, is of {subject}, and no column says so"


@pytest.mark.parametrize(
    ("line", "heading", "cell", "subject"),
    [
        ("반도체 국가별 수출", "국가", "베트남", "semiconductors"),
        ("대중국 품목별 수출", "품목", "반도체", "china"),
    ],
)
def test_the_partners_of_one_item_are_not_taken_for_those_of_all_trade_nor_items_of_one_partner(
    deliver: Deliver, line: str, heading: str, cell: str, subject: str
) -> None:
    (problem,) = deliver(f"{line}\n{UNIT}{heading},2023.01\n{cell},3000000\n").refused
    assert problem.rule == f"the line above the table, {line!r}, is of {subject}, and no column says so"


def test_a_heading_of_other_prices_is_no_level_of_trade(deliver: Deliver) -> None:
    with pytest.raises(grid.UnreadableError, match="no column of values"):
        deliver('연월,"수출(백만달러, 불변가격)"\n2023.01,46339\n')


@pytest.mark.parametrize("cells", [{"MEASURE": "CXMLSA"}, {"Unit Code": "KRW"}, {"FREQUENCY": "A"}])
def test_won_adjusted_figures_and_years_are_not_taken_from_the_old_csv_of_the_oecd(
    deliver: Deliver, cells: dict[str, str]
) -> None:
    with pytest.raises(grid.UnreadableError, match="the nearest is oecd_legacy"):
        deliver(oecd_legacy(**cells))


def test_the_name_of_a_currency_is_no_partner(deliver: Deliver) -> None:
    assert told(deliver("(단위: 천 미국달러)\n기간,수출 금액\n2023.01,46339145\n")) == [ALL]


def test_years_below_a_title_that_names_a_month_are_not_that_month(deliver: Deliver) -> None:
    with pytest.raises(grid.UnreadableError, match="it has no month"):
        deliver(f"2023년 1월 국가별 수출\n{UNIT}연도,국가,수출액\n2022,중국,155789389\n")


def test_goods_that_changed_owner_are_no_exports_by_customs(deliver: Deliver) -> None:
    for content in ("기간,상품수출\n2023.01,48000000\n", "구분,2023.01\n상품수출,48000000\n"):
        with pytest.raises(grid.UnreadableError):
            deliver(f"{UNIT}{content}")


def test_a_month_without_its_year_has_that_of_the_month_before_it(deliver: Deliver) -> None:
    columns = deliver(f"{UNIT}구분,'23.1월,2월\n수출,46339145,49994593\n")
    rows = deliver(f"{UNIT}구분,수출\n'23.1월,46339145\n2월,49994593\n")
    assert told(columns) == told(rows) == [ALL, ("2023-02", "exports", None, None, 49_994_593_000)]


@pytest.mark.parametrize("rows", ["'22.12월,1\n1월,46339145\n", "2022년,1\n2023년,1\n1월,46339145\n"])
def test_a_month_of_either_of_two_years_is_refused(deliver: Deliver, rows: str) -> None:
    found = deliver(f"{UNIT}구분,수출\n{rows}")
    assert "the month has no year" in [problem.rule for problem in found.refused]


@pytest.mark.parametrize(
    "period", ["2023", "2023년 누계", "2023.1/4", "1Q 2023", "2023 상반기", "2023.01~03", "2023년(1월~3월)"]
)
def test_a_sum_of_months_is_no_month_in_a_row_or_a_heading(deliver: Deliver, period: str) -> None:
    rows = deliver(f"{UNIT}기간,수출 금액\n{period},151216222\n2023.01,46339145\n")
    columns = deliver(f"국가,항목,단위,{period},2023.01\n총액,수출액,천달러,151216222,46339145\n")
    assert told(rows) == told(columns) == [ALL]
    assert rows.is_clean


def test_the_first_days_of_a_month_are_told_from_the_month(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,수출 금액\n2024.03.01~10,13500000\n2024.03.01~20,34100000\n2024.03,56518309\n")
    assert [figure.status for figure in found.added] == ["ten_days", "twenty_days", ""]
    assert ["2024-03,exports,,,13500000000" in row for row in found.content.splitlines()].count(True) == 1


def test_days_that_no_office_publishes_are_refused(deliver: Deliver) -> None:
    (problem,) = deliver(f"{UNIT}기간,수출 금액\n2024.03.01~15,13500000\n").refused
    assert problem.rule == "no office publishes so many days"


def test_a_day_is_no_span_of_months(deliver: Deliver) -> None:
    """Day and month are exchanged: 2023-01-02 for the first of February."""
    found = deliver(f"{UNIT}기간,수출 금액\n2023-01-01,46339145\n2023-01-02,49995386\n")
    assert told(found) == [ALL]
    assert [problem.rule for problem in found.refused] == ["the value is no month"]


@pytest.mark.parametrize("name", ["상반기", "상반기 계", "하반기 합계", "1월~6월 소계", "2023년 누계"])
def test_the_sum_of_some_months_is_passed_over_whatever_it_is_called(deliver: Deliver, name: str) -> None:
    found = deliver(f"{UNIT}기간,수출 금액\n2023.01,46339145\n{name},96334531\n")
    assert told(found) == [ALL]
    assert found.notices == ("rows passed over as sums: 4",)


@pytest.mark.parametrize("name", ["아시아 소계", "북미 합계", "아시아 계"])
def test_the_sum_of_some_countries_is_passed_over_with_its_name(deliver: Deliver, name: str) -> None:
    found = deliver(f"국가,시점,수출액 (천달러)\n중국,2023.01,9155123\n{name},2023.01,19155123\n")
    assert told(found) == [CHINA]
    assert found.notices == ("rows passed over as sums: 3",)


@pytest.mark.parametrize("name", ["총계", "총 계", "합계", "합 계", "계", "전체 합계", "전 세계 계"])
def test_the_sum_of_all_countries_is_none_of_some(deliver: Deliver, name: str) -> None:
    found = deliver(f"국가,시점,수출액 (천달러)\n{name},2023.01,46339145\n중국,2023.01,9155123\n")
    assert "rows passed over as sums" not in " ".join(found.notices)


def test_sums_blanks_and_footnotes_are_no_figures(deliver: Deliver) -> None:
    found = deliver(
        f"{UNIT}기간,수출 금액\n총계,1\n2022,2\n2023.01,46339145\n2023.02,-\n2023.03,…\n* 잠정치\n주) 통관 기준\n"
    )
    assert told(found) == [ALL]
    assert found.is_clean
    assert found.notices == (
        "rows passed over as sums: 3, 4",
        "rows passed over as footnotes: 8, 9",
    )


@pytest.mark.parametrize("figure", ["46339145p)", "p) 46339145", "46339145 r)", "46339145¹⁾", "46339145①", "'46339145"])
def test_a_mark_is_no_digit_of_its_figure(deliver: Deliver, figure: str) -> None:
    assert told(deliver(f"{UNIT}기간,수출 금액\n2023.01,{figure}\n")) == [ALL]


def test_the_bracket_of_a_footnote_makes_its_number_no_digit(deliver: Deliver) -> None:
    (problem,) = deliver(f"{UNIT}기간,수출 금액\n2023.01,463391451)\n").refused
    assert problem.rule == "the value is no figure"


@pytest.mark.parametrize(
    "line", ["자료: 관세청,2023", "주: 수출은 6,322", "Updated: 2023-12-15,1", "기간,수출 금액", ":---,---:"]
)
def test_remarks_with_numbers_and_headings_of_a_further_page_are_no_figures(deliver: Deliver, line: str) -> None:
    found = deliver(f"{UNIT}기간,수출 금액\n2023.01,46339145\n{line}\n")
    assert told(found) == [ALL]
    assert found.is_clean


def test_a_figure_that_its_commas_cut_is_refused(deliver: Deliver) -> None:
    (problem,) = deliver(f"{UNIT}기간,수출 금액\n2023.01,46,339,145\n").refused
    assert (problem.rule, problem.remedy) == (
        "the line has 4 cells below 2 headings",
        "quote the figures that have commas",
    )


def test_a_name_that_is_merged_over_rows_stands_for_each(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}국가,기간,수출 금액\n중국,2023.01,9155123\n,2023.02,9885693\n")
    assert [figure.partner for figure in found.added] == ["china", "china"]


def test_the_mark_of_a_footnote_is_no_part_of_a_name(deliver: Deliver) -> None:
    assert told(deliver(f"{UNIT}국가,기간,수출 금액\n중국1),2023.01,9155123\n")) == [CHINA]


@pytest.mark.parametrize("name", ["총계", "소계"])
def test_the_sum_of_the_countries_that_a_table_lists_is_not_all_trade(deliver: Deliver, name: str) -> None:
    found = deliver(f"{UNIT}국가,기간,수출 금액\n중국,2023.01,9155123\n{name},2023.01,9155123\n")
    assert told(found) == [CHINA]
    assert found.notices == ("rows passed over as sums: 4",)


def test_tables_below_one_another_are_all_read(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,수출 금액\n2023.01,46339145\n\n{UNIT}국가,기간,수출 금액\n중국,2023.01,9155123\n")
    assert told(found) == [ALL, CHINA]


def test_the_name_of_a_sheet_may_state_the_flow(deliver: Deliver) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        for name, value in (("수출", 9155123), ("수입", 9155124)):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ["국가(천달러)", "2023.01(천달러)"])
            sheet.write_row(1, 0, ["중국", value])
    assert [figure.flow for figure in deliver(file.getvalue()).added] == ["exports", "imports"]


def test_columns_and_rows_that_are_no_level_are_told(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}구분,2022년,2023.01\n수출,1,46339145\n증감률,-7.5,-16.4\n")
    assert found.notices == ("columns passed over: 2022년", "rows passed over as neither exports nor imports: 4")


def test_namibia_is_no_blank_and_each_unknown_name_is_told_once_with_its_row(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,국가코드,수출 금액\n2023.01,NA,100\n2023.02,NA,100\n2023.01,CN,9155123\n")
    ((name, lines),) = found.unknown
    assert (name.remedy, lines) == ("add to partners.csv: namibia,Namibia,country,NA,NAM,false", (3, 4))
    assert told(found) == [CHINA]


def test_the_zero_that_a_spreadsheet_cut_off_a_customs_code_is_put_back(deliver: Deliver) -> None:
    ((name, _),) = deliver(f"{UNIT}기간,HS코드,품목명,수출 금액\n2026.07,303,냉동 어류,15\n").unknown
    assert '"0303"' in name.remedy


def test_the_sum_of_the_items_of_a_table_is_not_all_trade(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}연도,월,품목명,수출금액\n2023,1,반도체,6000542\n2023,1,총계,10980267\n")
    assert told(found) == [("2023-01", "exports", "semiconductors", None, 6_000_542_000)]
    assert found.notices == ("rows passed over as sums: 4",)


def test_the_sum_beside_the_items_of_a_table_is_not_all_trade(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}연도,월,반도체,총계\n,,수출금액,수출금액\n2023,1,6000542,10980267\n")
    assert told(found) == [("2023-01", "exports", "semiconductors", None, 6_000_542_000)]
    assert found.notices == ("columns passed over: 총계 | 수출금액",)


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


PAGE = (
    "<html><head><meta charset=euc-kr></head><body><table><tr><td>(단위 : 천불)</td></tr>"
    "<tr><th rowspan=2>년월</th><th colspan=2>수출</th></tr><tr><td>금액</td><td>증감률</td></tr>"
    "<tr><td>2023년 1월</td><td>46,339,145</td><td>-16.4</td></tr></table></body></html>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_web_page_that_is_called_a_workbook_is_read(deliver: Deliver, encoding: str) -> None:
    assert told(deliver(PAGE.encode(encoding))) == [ALL]


def test_a_workbook_that_is_xml_is_read_with_the_cells_that_it_leaves_out(deliver: Deliver) -> None:
    rows = (
        "<Row><Cell><Data>기간</Data></Cell><Cell s:Index='3'><Data>수출 금액(천달러)</Data></Cell></Row>"
        "<Row><Cell><Data>2023.01</Data></Cell><Cell s:Index='3'><Data>46339145</Data></Cell></Row>"
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    table = f"<Worksheet s:Name='a'><Table>{rows}</Table></Worksheet>"
    assert told(deliver(f'<Workbook xmlns="{name}" xmlns:s="{name}">{table}</Workbook>')) == [ALL]


def test_the_lines_of_a_page_before_a_table_are_above_it(deliver: Deliver) -> None:
    page = (
        "<html><body><p>(단위: 천달러)</p><table><tr><th>기간<th>수출 금액</tr>"
        "<tr><td>2023.01<td>46,339,145<sup>1</sup></tr></table></body></html>"
    )
    assert told(deliver(page)) == [ALL]


def test_a_merged_cell_stands_for_all_that_it_covers_but_no_figure_twice(deliver: Deliver) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("데이터")
        sheet.write_row(0, 0, ["국가별(1)", "항목", "단위", "2023.01", "2023.02"])
        sheet.merge_range("A2:A3", "중국")
        sheet.write_row(1, 1, ["수출액", "천달러"])
        sheet.merge_range("D2:E2", 9155123)
        sheet.write_row(2, 1, ["수입액", "천달러", 13132000])
    found = deliver(file.getvalue())
    assert told(found) == [CHINA, ("2023-01", "imports", None, "china", 13_132_000_000)]


def test_the_name_of_a_sheet_may_state_the_unit(deliver: Deliver) -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("수출입 (천달러)")
        sheet.write_row(0, 0, ["월", "수출액"])
        sheet.write_row(1, 0, ["2023.01", 46339145])
    assert told(deliver(file.getvalue())) == [ALL]


def test_a_single_record_without_a_list_around_it_is_read(deliver: Deliver) -> None:
    item = '{"year": "2023.01", "expDlr": 46339145000, "impDlr": null}'
    assert told(deliver(f'{{"response": {{"header": {{"resultCode": "00"}}, "items": {{"item": {item}}}}}}}')) == [ALL]


def test_an_answer_that_holds_only_the_number_of_its_records_holds_none(deliver: Deliver) -> None:
    with pytest.raises(grid.NoRecordsError):
        deliver("<response><body><items></items><totalCount>0</totalCount></body></response>")


def test_xml_is_read_in_the_encoding_that_it_is_in(deliver: Deliver) -> None:
    item = "<item><year>2023.01</year><expDlr>46339145000</expDlr><impDlr/><!-- 총계 --></item>"
    content = f'<?xml version="1.0" encoding="EUC-KR"?><response><items>{item}</items></response>'
    assert told(deliver(content.encode("cp949"))) == [ALL]


def test_rates_of_ecos_are_no_levels(deliver: Deliver) -> None:
    with pytest.raises(grid.UnreadableError, match="'전년동월비' in 변환"):
        deliver("통계표,계정항목,단위,변환,2023/01\n관세청 수출입통계,수출금액,천불,전년동월비,16.4\n")


# What is no table


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "the file is empty"),
        (b"\xff\xff\xff", "the file is neither UTF-8, UTF-16 nor cp949"),
        ("<html><table></table></html>", "the file is a web page without a table"),
        (b"%PDF-1.4", "the file is a PDF"),
        ('{"err": "40", "errMsg": "limited"}', "the office answered with an error (40 limited)"),
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


def test_exchanged_columns_are_refused_by_the_balance_of_their_row(deliver: Deliver) -> None:
    found = deliver(f"{UNIT}기간,수출 금액,수입 금액,무역수지\n2023.01,59037259,46339145,-12698114\n")
    (problem,) = found.refused
    assert problem.rule == "exports less imports of the line are 12,698,114,000, not -12,698,114,000"
    assert found.content == ""


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ("2023.02,54123123,51234567\n", "imports of 2023-02, 54,123,123,000 at observed/known.csv:4"),
        ("2023.02,49345678,\n", "exports of 2023-01, 49,345,678,000 at observed/known.csv:2"),
    ],
)
def test_a_figure_in_the_place_of_another_is_refused_with_that_place(
    deliver: Deliver, sources: Path, rows: str, rule: str
) -> None:
    known(
        sources,
        "2023-01,exports,,,49345678000,a\n2023-02,exports,,,51234567000,a\n2023-02,imports,,,54123123000,a\n",
    )
    found = deliver(f"{UNIT}기간,수출 금액,수입 금액\n{rows}")
    assert found.refused[0].rule == f"the figure is that of {rule}"
    assert found.content == ""


def test_a_total_that_is_revised_by_more_than_a_quarter_is_refused(deliver: Deliver, sources: Path) -> None:
    known(sources, totals(46e9, first=2023))
    (problem, _) = deliver(f"{UNIT}기간,수출 금액\n2023.01,36000000\n").refused
    assert problem.rule == "the figure is 1/1.278 of the one of the same month, 46,000,000,000 at observed/known.csv:2"


def test_a_line_that_is_cut_off_is_refused(deliver: Deliver) -> None:
    (problem,) = deliver(f"{UNIT}기간,수출 금액,수입 금액\n2023.01,46339145,59037259\n2023.02,4999").refused
    assert (problem.line, problem.rule) == (4, "the line ends before this column")


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
        (3, "line 4 of file under '"),
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


def test_a_figure_with_more_digits_refines_the_one_that_is_known_and_is_no_revision(deliver: Deliver) -> None:
    delivery.take_in(deliver("기간,수출 금액(억달러)\n2023.01,463.4\n2023.02,501.0\n", date(2023, 3, 1)))
    found = deliver("기간,수출 금액(달러)\n2023.01,46339145202\n2023.02,49994593000\n", date(2023, 4, 1))
    assert [f"{each.month:%m}" for each in found.refined] == ["01"]
    assert [f"{each.figure.month:%m}" for each in found.revised] == ["02"]
    lines = list(series.told(found))
    assert "  0 to add, 1 to refine, 1 to revise, 0 known as they are, 0 refused, 0 unknown names" in lines
    assert "  refine   exports 2023-01 to 2023-01 (1): the same figures with more digits" in lines


def test_a_figure_is_held_against_the_finest_one_that_it_was_known_by(deliver: Deliver) -> None:
    delivery.take_in(deliver("기간,수출 금액(달러)\n2023.01,46339145202\n", date(2023, 3, 1)))
    delivery.take_in(deliver("기간,수출 금액(억달러)\n2023.01,463\n", date(2023, 4, 1)))
    (revision,) = deliver("기간,수출 금액(달러)\n2023.01,46339145203\n", date(2023, 5, 1)).revised
    assert revision.before_usd == 46_339_145_202


def test_another_figure_of_the_same_day_is_refused_with_both_places(deliver: Deliver) -> None:
    delivery.take_in(deliver(figures(46_300_000)))
    (problem, *_) = deliver(figures(46_339_145)).refused
    assert "on the same day at observed/" in problem.rule
    assert problem.line == 3


def test_other_first_days_of_a_month_are_refused_for_they_are_not_revised(deliver: Deliver) -> None:
    delivery.take_in(deliver(f"{UNIT}기간,수출 금액\n2024.03.01~10,13500000\n"))
    (problem, *_) = deliver(f"{UNIT}기간,수출 금액\n2024.03.01~10,13600000\n").refused
    assert problem.remedy == "remove one of the two"


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


# Files that are named together


def test_files_of_one_day_that_disagree_are_told_of_each_other_in_any_order(deliver: Deliver) -> None:
    one = deliver(f"{UNIT}기간,수출\n2026.09,105000000\n2026.10,110000000\n", name="one")
    other = deliver(f"{UNIT}기간,수출\n2026.10,112000000\n", name="other")
    coarse = deliver("(단위: 억달러)\n기간,수출\n2026.10,1100\n", name="coarse")
    later = deliver(f"{UNIT}기간,수출\n2026.10,112000000\n", name="later", known_from=date(2026, 11, 15))

    assert delivery.disagreements([one, coarse, later]) == {}
    for order in ([one, other], [other, one]):
        found = delivery.disagreements(order)
        assert {path.name: [each.rule for each in problems] for path, problems in found.items()} == {
            "one": ["the figure of the same day is 112,000,000,000 in line 3 of other under '수출'"],
            "other": ["the figure of the same day is 110,000,000,000 in line 4 of one under '수출'"],
        }


def test_first_days_that_disagree_are_told_whenever_they_were_known(deliver: Deliver) -> None:
    one = deliver(f"{UNIT}기간,수출\n2026.10.01~20,60000000\n", name="one")
    other = deliver(f"{UNIT}기간,수출\n2026.10.01~20,61000000\n", name="other", known_from=date(2026, 11, 15))
    assert len(delivery.disagreements([one, other])) == 2


@pytest.mark.parametrize("mark", [" ", "\u00a0", "\u2009", "\u202f", ",", "'", "\u2019"])
def test_thousands_may_be_parted_by_blanks_commas_or_strokes(deliver: Deliver, mark: str) -> None:
    found = deliver(f"기간;수출;수입\n2023.01;46{mark}339{mark}145;1\n".replace(";1\n", ";59037259\n") + UNIT)
    assert told(found)[0] == ("2023-01", "exports", None, None, 46339145000)


def test_two_points_part_thousands_and_one_is_decimal(deliver: Deliver) -> None:
    found = deliver("기간;수출;수입\n2023.01;46.339.145;59037259.5\n" + UNIT)
    assert [value for *_, value in told(found)] == [46339145000, 59037259500]


def test_a_figure_whose_thousands_are_parted_in_two_ways_is_none(deliver: Deliver) -> None:
    assert not deliver("기간;수출\n2023.01;46,339 145\n" + UNIT).added


def test_a_number_that_a_spreadsheet_cut_to_a_power_of_ten_is_as_fine_as_it_is_written(deliver: Deliver) -> None:
    (figure,) = deliver("Month,Exports (USD)\n2023-01,4.6339E+10\n").added
    assert (int(figure.value_usd), figure.rounded_to_usd) == (46339000000, 1000000)


def test_a_first_column_that_only_numbers_the_rows_is_no_part_of_the_table(deliver: Deliver) -> None:
    found = deliver(",Month,Exports (USD)\n0,2023-01,46339145000\n1,2023-02,49994593000\n")
    assert [value for *_, value in told(found)] == [46339145000, 49994593000]


def test_a_few_accents_in_a_western_encoding_hinder_no_file(deliver: Deliver) -> None:
    rows = "".join(f"2023-{at:02d},{46339145000 + at}\n" for at in range(1, 13))
    content = f"Saved in Cura\u00e7ao\nMonth,Exports (USD)\n{rows}2024-01,46339145000\n".encode("cp1252")
    assert len(deliver(content).added) == 13
    with pytest.raises(grid.UnreadableError, match="neither UTF-8"):
        deliver(bytes(range(128, 256)) * 8)


def test_a_neighbour_that_no_file_has_is_refused_with_the_names_that_are_exchanged(
    deliver: Deliver, sources: Path
) -> None:
    known(sources, "2023-01,exports,,china,9208123456,a\n2023-01,exports,,japan,2295123456,a\n")
    found = deliver(
        "국가별 수출\n국가,2023.01\n베트남,9208123\n중국,4417654\n일본,2295123\n인도,1453123\n미국,8058123\n" + UNIT
    )
    assert {figure.partner for figure, _ in found.rows} == {"japan", "india", "united_states"}
    assert any("that of exports china of 2023-01" in problem.rule for problem in found.refused)


def test_a_name_that_no_file_has_may_have_any_figure_of_its_own(deliver: Deliver, sources: Path) -> None:
    known(sources, "2023-01,exports,,china,9208123456,a\n")
    assert len(deliver("국가별 수출\n국가,2023.01\n베트남,4417654\n중국,9208123\n" + UNIT).refused) == 0
