"""Figures: what a print says, how far it may be from the truth, and what is no figure of its unit."""

import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from korea_trade.statements import declaration, units
from korea_trade.statements.figure import FigureError, Reading, read

UNITS = declaration.load().vocabularies["unit"]
NOTHING_ENTERED = Decimal(0)


def bounds(figure: str, unit: str, value: str = "0") -> tuple[str, str, str]:
    """The reading as an interval: its brackets, its lower and its upper bound."""
    reading = read(figure, unit, Decimal(value))
    brackets = ("[" if reading.lower_closed else "(") + ("]" if reading.upper_closed else ")")
    lower, upper = ("none" if end is None else f"{end.normalize():f}" for end in (reading.lower, reading.upper))
    return brackets, lower, upper


@pytest.mark.parametrize(
    ("figure", "unit", "value"),
    [
        ("$56.56 bn", "USD", "56560000000"),
        ("$56,5 billion", "USD", "56500000000"),
        ("0,5%", "percent", "0.5"),
        ("3,25%", "percent", "3.25"),
        ("No. 2", "rank", "2"),
        ("number-three", "rank", "3"),
        ("top", "rank", "1"),
        ("US$100.8 billion", "USD", "100800000000"),
        ("169.1 Billion Dollars", "USD", "169100000000"),
        ("-$4.6 bn", "USD", "-4600000000"),
        ("638 thousand dollars", "USD", "638000"),
        ("a record high", "rank", "1"),
        ("an all-time monthly high", "rank", "1"),
        ("a new high", "rank", "1"),
        ("record highs", "rank", "1"),
        ("US$50 bil", "USD", "50000000000"),
        ("($ billion) 44.10", "USD", "44100000000"),
        ("($ billion) -0.95 +4.59", "USD", "4590000000"),
        ("(% growth vs yr ago) -24.3", "percent", "-24.3"),
        ("KRW 14.4 billion", "KRW", "14400000000"),
        ("KRW14.4 billion", "KRW", "14400000000"),
        ("KRW 1.2 trillion", "KRW", "1200000000000"),
        ("+35.7%", "percent", "35.7"),
        ("−5.0%", "percent", "-5"),
        ("12 percent", "percent", "12"),
        ("half", "percent", "50"),
        ("three quarters", "percent", "75"),
        ("eight in ten", "percent", "80"),
        ("doubled", "percent", "100"),
        ("halved", "percent", "50"),
        ("three-fold", "percent", "200"),
        ("2.5 times", "percent", "150"),
        ("two out of ten", "percent", "20"),
        ("1.5%p", "percentage_point", "1.5"),
        ("253,058", "count", "253058"),
        ("2.5 million", "count", "2500000"),
        ("zero", "count", "0"),
        ("Fifteen", "count", "15"),
        ("single", "count", "1"),
        ("as many as 22", "count", "22"),
        ("eight", "months", "8"),
        ("ninth", "months", "9"),
        ("10", "months", "10"),
        ("decade", "years", "10"),
        ("double", "ratio", "2"),
        ("triple", "ratio", "3"),
        ("2nd", "rank", "2"),
        ("second-largest", "rank", "2"),
        ("the highest ever", "rank", "1"),
        ("top three", "rank", "3"),
        ("1", "rank", "1"),
        ("followed by", "rank", "3"),
        ("3.76 billion", "USD", "3760000000"),
        ("525 mln dlrs", "USD", "525000000"),
        ("13-point-42 billion dollars", "USD", "13420000000"),
        ("18-and-a-half percent", "percent", "18.5"),
        ("57-point-zero-seven billion U.S. dollars", "USD", "57070000000"),
        ("five-point-one percent", "percent", "5.1"),
        ("eleven percent", "percent", "11"),
        ("more than eight billion dollars", "USD", "8000000000"),
        ("4.5-per-cent", "percent", "4.5"),
        ("a record US$615.1 billion", "USD", "615100000000"),
        ("6.5 billion U.S. dollars", "USD", "6500000000"),
        ("$525M", "USD", "525000000"),
        ("565억 달러", "USD", "56500000000"),
        ("₩1.5 trillion", "KRW", "1500000000000"),
        ("20 billion won", "KRW", "20000000000"),
        ("80.5 billion yen", "JPY", "80500000000"),
        ("1.2 billion yuan", "CNY", "1200000000"),
        ("2.9 pct", "percent", "2.9"),
        ("2.9 per cent", "percent", "2.9"),
        ("▲5.0%", "percent", "-5"),
        ("(+35.7%)", "percent", "35.7"),
        ("one-quarter", "percent", "25"),
        ("two-thirds", "percent", "66.66666666666666666666666667"),
        ("1.5 percentage points", "percentage_point", "1.5"),
        ("thirteenth", "months", "13"),
        ("twenty-first", "months", "21"),
        ("11-month low", "months", "11"),
        ("four-year high", "years", "4"),
        ("back-to-back", "months", "2"),
        ("13th-highest", "rank", "13"),
        ("twenty-second highest", "rank", "22"),
        ("weakest", "rank", "1"),
        ("record low", "rank", "1"),
        ("doubled", "ratio", "2"),
        ("halved", "ratio", "0.5"),
        ("3.5-fold", "ratio", "3.5"),
        ("increased", "direction", "1"),
        ("plunged", "direction", "-1"),
        ("narrowed", "direction", "-1"),
        ("did not exceed", "direction", "-1"),
        ("flat", "direction", "0"),
        ("2017", "date", "2017"),
        ("June 2022", "date", "202206"),
        ("January 2, 2023", "date", "20230102"),
    ],
)
def test_a_figure_reads_as_its_number_in_full_units(figure: str, unit: str, value: str) -> None:
    assert read(figure, unit, Decimal(value)).value == Decimal(value)


@pytest.mark.parametrize(
    ("figure", "unit", "interval"),
    [
        ("$56.56 bn", "USD", ("[)", "56555000000", "56565000000")),
        ("$56.60 bn", "USD", ("[)", "56595000000", "56605000000")),
        ("+35.7%", "percent", ("[)", "35.65", "35.75")),
        ("-5.0%", "percent", ("(]", "-5.05", "-4.95")),
        ("0.0%", "percent", ("()", "-0.05", "0.05")),
        ("half", "percent", ("[)", "45", "55")),
        ("Eight in ten", "percent", ("[)", "75", "90")),
        ("at least eight in ten", "percent", ("[]", "80", "none")),
        ("as many as a quarter", "percent", ("[]", "20", "25.5")),
        ("as many as 25%", "percent", ("[)", "24.5", "25.5")),
        ("2.5 million", "count", ("[)", "2450000", "2550000")),
        ("253,058", "count", ("[]", "253058", "253058")),
        ("eight", "months", ("[]", "8", "8")),
        ("top three", "rank", ("[]", "1", "3")),
        ("approx. 67,000", "count", ("[]", "66500", "67500")),
        ("about $56.56 bn", "USD", ("[]", "56555000000", "56565000000")),
        ("doubled", "percent", ("[)", "50", "150")),
        ("halved", "percent", ("[)", "45", "55")),
        ("3.5-fold", "percent", ("[)", "245", "255")),
        ("more than doubled", "percent", ("(]", "100", "none")),
        ("topped $700 billion", "USD", ("(]", "700000000000", "none")),
        ("over $10 bn", "USD", ("(]", "10000000000", "none")),
        ("nearly $50 bn", "USD", ("[)", "40000000000", "50000000000")),
        ("slightly more than half", "percent", ("(]", "50", "60")),
        ("just $5.3 bn", "USD", ("[)", "5250000000", "5350000000")),
        ("at least 15", "count", ("[]", "15", "none")),
        ("less than 5%", "percent", ("[)", "none", "5")),
        ("up to 20", "count", ("[]", "none", "20")),
        ("increased", "direction", ("[]", "1", "1")),
    ],
)
def test_a_print_stands_for_every_number_that_would_be_printed_so(
    figure: str, unit: str, interval: tuple[str, str, str]
) -> None:
    assert bounds(figure, unit) == interval


def test_a_magnitude_takes_the_sign_of_the_entry() -> None:
    assert bounds("14.2%", "percent", "-14.2") == ("(]", "-14.25", "-14.15")


def test_more_than_a_loss_is_a_greater_loss() -> None:
    assert bounds("more than $4 bn", "USD", "-4000000000") == ("[)", "none", "-4000000000")


@pytest.mark.parametrize("place", ["0", "2.5"])
def test_the_places_of_a_list_are_counted_from_its_first(place: str) -> None:
    with pytest.raises(FigureError, match="order of a list, whose places are 1, 2 and so on"):
        read("followed by", "rank", Decimal(place))


def test_a_printed_sign_is_not_overruled_by_the_entry() -> None:
    assert read("+14.2%", "percent", Decimal("-14.2")).value == Decimal("14.2")


def test_white_space_of_any_kind_is_a_space() -> None:
    assert read("$56.56\N{NO-BREAK SPACE}bn", "USD", NOTHING_ENTERED).value == 56_560_000_000


@pytest.mark.parametrize(
    ("figure", "unit", "reason"),
    [
        ("$56.56 bn", "KRW", "prints USD, but the statement's unit is KRW"),
        ("56.56", "USD", "prints no unit"),
        ("did not fall", "direction", "denies a direction"),
        ("five quarters", "percent", "is no part of a whole"),
        ("$5%", "USD", "prints USD and percent"),
        ("35.7%", "percentage_point", "prints percent"),
        ("35.7%", "count", "prints percent"),
        ("-$-5 bn", "USD", "two signs"),
        ("5,38", "count", "is not a figure in the unit count"),
        ("01,030", "count", "begins with a zero"),
        ("04%", "percent", "begins with a zero"),
        ("$00.5 bn", "USD", "begins with a zero"),
        ("\N{KELVIN SIGN}RW 5 million", "KRW", "is not a figure"),
        ("5 mİllion", "count", "is not a figure"),
        ("double", "count", "is not a figure"),
        ("decade", "months", "is not a figure"),
        ("seven", "rank", "is not a figure"),
        ("top many", "rank", "is not a figure"),
        ("", "count", "is not a figure"),
        ("many", "count", "is not a figure"),
        ("impact", "direction", "names no direction"),
        ("rise and fall", "direction", "names several directions"),
    ],
)
def test_what_is_no_figure_of_its_unit_is_refused_with_the_reason(figure: str, unit: str, reason: str) -> None:
    with pytest.raises(FigureError, match=reason):
        read(figure, unit, NOTHING_ENTERED)


@pytest.mark.parametrize(
    ("figure", "entered", "read_as"),
    [
        ("June 27", "20220627", "20220627"),
        ("September this year", "202309", "202309"),
        ("last year", "2022", "2022"),
        ("June 2022", "202207", "202206"),
        ("2021", "2022", "2021"),
        ("June 2022", "20220627", "20220627"),
    ],
)
def test_a_date_is_read_from_its_printed_parts_and_completed_from_the_entry(
    figure: str, entered: str, read_as: str
) -> None:
    assert read(figure, "date", Decimal(entered)).value == Decimal(read_as)


@pytest.mark.parametrize(
    ("figure", "entered", "reason"),
    [
        ("soon", "2022", "names no date"),
        ("2022", "22", "is no date: write 2017"),
        ("last year", "-202206", "is no date"),
        ("last year", "2022.5", "is no date"),
        ("last year", "202213", "not in the calendar"),
        ("June 31", "20220630", "not in the calendar"),
        ("June 2022", "2022", "prints a month, which the entered 2022 leaves out"),
        ("January 2, 2023", "202301", "prints a day"),
    ],
)
def test_a_date_that_is_none_or_says_less_than_the_print_is_refused(figure: str, entered: str, reason: str) -> None:
    with pytest.raises(FigureError, match=reason):
        read(figure, "date", Decimal(entered))


def within(truth: Decimal, reading: Reading) -> bool:
    assert reading.lower is not None
    assert reading.upper is not None
    above = reading.lower < truth or (reading.lower_closed and reading.lower == truth)
    below = truth < reading.upper or (reading.upper_closed and truth == reading.upper)
    return above and below


def rounded(truth: Decimal, places: int) -> Decimal:
    return truth.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def truths(places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=-9999, max_value=9999, places=places)


@given(truths(9), st.integers(0, 2))
def test_the_truth_lies_within_the_bounds_of_dollars_rounded_to_billions(billions: Decimal, places: int) -> None:
    printed = f"${abs(rounded(billions, places))} bn"
    assert within(billions * 10**9, read(printed, "USD", billions))


@given(truths(4), st.integers(0, 2))
def test_the_truth_lies_within_the_bounds_of_a_signed_rate(percent: Decimal, places: int) -> None:
    assert within(percent, read(f"{rounded(percent, places):+}%", "percent", percent))


@given(st.integers(min_value=50_000, max_value=10**12), st.integers(0, 1))
def test_the_truth_lies_within_the_bounds_of_a_count_in_millions(count: int, places: int) -> None:
    millions = rounded(Decimal(count) / 10**6, places)
    assert within(Decimal(count), read(f"{millions} million", "count", Decimal(count)))


@given(st.integers(min_value=0))
def test_a_count_with_commas_is_exactly_itself(count: int) -> None:
    exact = Decimal(count % 10**15)
    assert read(f"{exact:,}", "count", exact) == Reading(exact, exact, exact)


FIGURES = st.one_of(
    st.text(),
    st.from_regex(r"\A(about |over |up to |top )?(\$|KRW|US\$)?[-+]?[0-9,.]{1,9} ?(bn|million)?(%p?|dollars)?\Z"),
    st.from_regex(r"\A(last |this |June )?[0-9]{0,4}(, [0-9]{4})?\Z"),
    st.text(alphabet="0123456789,.%$-+− bnmilokrwusdaf\N{KELVIN SIGN}İſı"),
)
ENTRIES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20) | st.sampled_from(
    [Decimal(2017), Decimal(202206), Decimal(20230102)]
)


@given(FIGURES, st.sampled_from(UNITS), ENTRIES)
def test_any_text_is_a_reading_in_order_or_a_figure_error(figure: str, unit: str, entered: Decimal) -> None:
    try:
        reading = read(figure, unit, entered)
    except FigureError:
        return
    assert reading.lower is None or reading.lower <= reading.value
    assert reading.upper is None or reading.value <= reading.upper
    assert reading.mirrored().mirrored() == reading


def test_a_mirrored_reading_changes_its_ends() -> None:
    one_sided = Reading(Decimal(5), Decimal(5), None, lower_closed=False)
    assert one_sided.mirrored() == Reading(Decimal(-5), None, Decimal(-5), upper_closed=False)


def test_a_new_unit_is_one_entry(tmp_path: Path) -> None:
    """What an entry of units.yml says is all that is needed to read a figure of the unit."""
    script = f"""
import pathlib
from korea_trade.statements import units
units._FILE = pathlib.Path({str(tmp_path / "units.yml")!r})
from decimal import Decimal
from pathlib import Path
from korea_trade.statements import figure
reading = figure.read("3.2 million tonnes", "tonnes", Decimal(3_200_000))
print(reading.lower, reading.upper)
"""
    text = (Path(units.__file__).with_name("units.yml")).read_text(encoding="utf-8")
    (tmp_path / "units.yml").write_text(f"{text}tonnes:\n  marks_after: [tonnes]\n", encoding="utf-8")

    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert answer.stdout.split() == ["3150000.0", "3250000.0"]
