"""A text held against official series: records, first times, ranks, sums and how far a figure may be revised."""

from dataclasses import replace
from datetime import date

import pytest

from korea_trade.intake.check import verdicts
from korea_trade.intake.check.verdicts import CONTRADICTED, REVISED, SUPPORTED, UNDECIDABLE
from korea_trade.intake.proposal import Proposal
from korea_trade.statements.article import Sentence
from tests.corpora.checking import LATER, claimed, held, months, row, streak, text, verdict
from tests.corpora.published_cells import Printed, Run, refined, release


def test_a_record_since_a_month_is_held_against_every_official_month_since() -> None:
    against = release(official=months("2023-12", 60, 50, 55, 58))
    assert verdict(against, claimed("highest", "since", reference_period="2023-12")) == SUPPORTED
    assert verdict(against, claimed("highest", "since", reference_period="2023-11")) == CONTRADICTED
    assert verdict(against, claimed("highest", "since", "second-highest", reference_period="2023-11")) == SUPPORTED


def test_a_record_since_a_year_may_be_below_a_month_of_that_year() -> None:
    against = release(official=months("2023-12", 60, 50, 55, 58))
    assert verdict(against, claimed("highest", "since", reference_period="2023")) == SUPPORTED


def test_a_month_without_an_official_figure_leaves_a_record_open() -> None:
    against = release(official=[*months("2023-12", 60, 50), *months("2024-03", 58)])
    assert verdict(against, claimed("highest", "since", reference_period="2023-12")) == UNDECIDABLE


def test_a_record_that_a_revision_may_turn_over_is_left_open() -> None:
    against = release(official=months("2023-12", 60, 50, 58.3, 58))
    assert verdict(against, claimed("highest", "since", reference_period="2023-12"), day=LATER) == UNDECIDABLE


@pytest.mark.parametrize(
    ("printed", "told"),
    [("four", SUPPORTED), ("three", SUPPORTED), ("seven", CONTRADICTED), ("two", UNDECIDABLE)],
)
def test_a_record_in_so_many_months_reaches_back_to_the_last_official_level_beyond_it(printed: str, told: str) -> None:
    against = release(official=months("2023-10", 60, 60, 50, 50, 55, 58))
    assert verdict(against, claimed("highest", "since", printed, unit="months")) == told


def test_a_record_of_the_balance_is_held_against_official_exports_less_imports() -> None:
    against = release(official=months("2024-01", 60, 60, 60), official_imports=months("2024-01", 50, 52, 54))
    of = {"flow": "balance", "reference_period": "2023-12"}
    assert verdict(against, claimed("highest", "since", **of)) == CONTRADICTED
    assert verdict(against, claimed("lowest", "since", **of)) == SUPPORTED


PARTNERS = {"china": months("2024-03", 12), "united_states": months("2024-03", 10), "japan": months("2024-03", 3)}


@pytest.mark.parametrize(
    ("partner", "printed", "told"),
    [
        ("united_states", "largest", CONTRADICTED),
        ("japan", "second-largest", CONTRADICTED),
        ("china", "largest", UNDECIDABLE),
        ("japan", "fourth-largest", UNDECIDABLE),
    ],
)
def test_a_rank_is_contradicted_by_as_many_as_are_above_and_open_where_others_may_be(
    partner: str, printed: str, told: str
) -> None:
    against = release(official=months("2024-03", 56.56), official_of=PARTNERS)
    claim = claimed("highest", "among_subjects", printed, subject=("partner", partner))
    (finding, _) = held(against, claim, row("$56.56 bn", at=2))
    assert finding.verdict == told
    if told == UNDECIDABLE:
        assert finding.reason == "the official list is not known to be whole: those without a figure in it may be above"


@pytest.mark.parametrize(
    ("partner", "printed", "told"),
    [
        ("china", "largest", SUPPORTED),
        ("united_states", "second-largest", SUPPORTED),
        ("china", "second-largest", CONTRADICTED),
        ("japan", "third-largest", UNDECIDABLE),
    ],
)
def test_a_rank_is_decided_where_all_without_a_figure_are_less_together(partner: str, printed: str, told: str) -> None:
    against = release(official=months("2024-03", 30), official_of=PARTNERS)
    claim = claimed("highest", "among_subjects", printed, subject=("partner", partner))
    assert verdict(against, claim, row("$30 bn", at=2)) == told


def test_a_record_since_the_same_half_of_another_year_may_be_one_among_first_halves() -> None:
    levels = [*[60] * 6, *[50] * 12, *[58] * 6, *[55] * 6]
    against = release(official=months("2022-01", *levels))
    since = {"scope": "since", "period": "2024-H1"}
    among_first = claimed("highest", printed="most", reference_period="2022-H1", **since)
    among_all = claimed("highest", printed="most", reference_period="2022-H2", **since)
    assert [held(against, one)[0].verdict for one in (among_first, among_all)] == [UNDECIDABLE, CONTRADICTED]


def test_the_first_fall_in_so_many_months_is_held_against_the_last_official_one() -> None:
    # Falls in January 2023 and in March 2024.
    against = release(official=months("2022-01", 50, *[40] * 11, 45, *[50] * 11, 55, 55, 45))
    first = {"unit": "months", "measure": "yoy"}
    assert verdict(against, claimed("first_time", "since", "14", **first)) == SUPPORTED
    assert verdict(against, claimed("first_time", "since", "13", **first)) == SUPPORTED
    assert verdict(against, claimed("first_time", "since", "30", **first)) == CONTRADICTED
    assert verdict(against, claimed("first_time", "since", "5", **first)) == CONTRADICTED


def test_a_month_that_a_revision_may_turn_over_leaves_a_first_time_open() -> None:
    against = release(official=months("2022-01", 50, *[40] * 11, 45, *[50] * 4, 39.9, *[50] * 6, 55, 55, 45))
    claim = claimed("first_time", "since", "9", unit="months", measure="yoy")
    assert verdict(against, claim) != CONTRADICTED


def test_a_run_is_held_against_each_official_month_of_it() -> None:
    against = release(official=months("2022-10", *[50] * 14, 45, *[52] * 3))
    assert verdict(against, streak("third", 1, "2024-01/2024-03")) == SUPPORTED
    assert verdict(against, streak("fifth", 1, "2023-11/2024-03")) == CONTRADICTED
    assert verdict(against, streak("third", -1, "2024-01/2024-03")) == CONTRADICTED


def test_an_official_level_may_differ_by_as_much_as_it_moves() -> None:
    against = release(official=[("2024-03", 56_560_000_000)])
    assert verdict(against, row("$56.56 bn")) == SUPPORTED
    assert verdict(against, row("$56.2 bn")) == CONTRADICTED
    assert verdict(against, row("$56.2 bn"), day=LATER) == REVISED
    assert verdict(against, row("$52.2 bn"), day=LATER) == CONTRADICTED


def test_an_official_balance_or_difference_moves_no_further_than_its_levels_do() -> None:
    against = release(
        official=[("2024-03", 56e9), ("2023-03", 54e9)], official_imports=[("2024-03", 52e9), ("2023-03", 50e9)]
    )
    surplus = {"flow": "balance"}
    assert verdict(against, row("$4.0 bn", **surplus), day=LATER) == SUPPORTED
    assert verdict(against, row("$4.7 bn", **surplus), day=LATER) == REVISED
    assert verdict(against, row("$5.5 bn", **surplus), day=LATER) == CONTRADICTED
    assert verdict(against, row("$2.7 bn", "yoy_change"), day=LATER) == REVISED
    assert verdict(against, row("$3.5 bn", "yoy_change"), day=LATER) == CONTRADICTED


def test_an_official_figure_that_got_more_digits_later_is_the_same_on_its_first_day() -> None:
    against = refined(release(official=[("2024-03", 58_300_000_000)]), date(2026, 8, 31), 58_372_456_789)
    assert verdict(against, row("$58.3 bn")) == SUPPORTED
    assert verdict(against, row("$58.37 bn")) == SUPPORTED
    assert verdict(against, row("$58.4 bn")) == SUPPORTED
    assert verdict(against, row("$58.1 bn")) == CONTRADICTED
    assert verdict(against, row("$58.45 bn")) == CONTRADICTED


def over(printed: str, scope: str, threshold: float, **more: str) -> Proposal:
    """A first time over a level in billions."""
    return claimed("first_time", scope, printed, threshold=str(int(threshold * 1e9)), **more)


@pytest.mark.parametrize(
    ("threshold", "told"), [(57, SUPPORTED), (54, CONTRADICTED), (54.8, UNDECIDABLE), (20, UNDECIDABLE)]
)
def test_the_first_time_over_a_level_is_held_against_every_month_before(threshold: float, told: str) -> None:
    # A level far beyond its threshold is a sum that has passed it long before.
    against = release(official=months("2015-01", *[50] * 109, 55, 58))
    assert verdict(against, over("first time", "all_time", threshold)) == told


def test_a_first_time_of_all_time_is_told_with_how_far_the_series_reaches() -> None:
    long, short = (release(official=months(first, *[50] * 14, 58)) for first in ("2015-01", "2023-01"))
    record = claimed("highest", "all_time", "record", period="2016-03")
    assert held(release(official=months("2006-01", *[50] * 122, 58)), record)[0].reason == (
        "as far back as the official series reaches, January 2006"
    )
    (finding,) = held(short, claimed("highest", "all_time", "record"))
    assert finding.verdict == UNDECIDABLE
    assert finding.reason.endswith("which is not long enough to tell")
    assert verdict(long, claimed("highest", "all_time", "record", period="2015-07")) == UNDECIDABLE


def test_a_record_since_a_time_before_the_series_is_one_of_all_its_time() -> None:
    against = release(official=months("2015-01", *[50] * 110, 58))
    assert verdict(against, claimed("highest", "since", reference_period="1956")) == SUPPORTED
    against = release(official=months("2015-01", *[50] * 109, 60, 58))
    assert verdict(against, claimed("highest", "since", reference_period="1956")) == CONTRADICTED


@pytest.mark.parametrize(("printed", "told"), [("4", SUPPORTED), ("9", CONTRADICTED), ("1", CONTRADICTED)])
def test_the_first_time_over_a_level_in_so_many_months(printed: str, told: str) -> None:
    against = release(official=months("2023-01", *[50] * 9, 60, *[50] * 4, 60))
    assert verdict(against, over(printed, "since", 58, unit="months")) == told


def test_the_first_deficit_since_a_month_leaves_none_between() -> None:
    exports = [*[50] * 12, 45, 55, 55]
    against = release(
        official=months("2023-01", *exports), official_imports=months("2023-01", *[52] * 3, *[48] * 11, 60)
    )
    of = {"flow": "balance"}
    assert verdict(against, claimed("first_time", "since", reference_period="2024-01", **of)) == SUPPORTED
    assert verdict(against, claimed("first_time", "since", reference_period="2023-03", **of)) == CONTRADICTED


def test_a_sign_that_a_revision_may_turn_over_is_the_one_that_the_text_tells() -> None:
    against = release(
        official=months("2023-01", 45, *[55] * 13, 50), official_imports=months("2023-01", *[50] * 14, 49.9)
    )
    first = claimed("first_time", "since", "30", unit="months", flow="balance")
    assert verdict(against, first) == UNDECIDABLE
    told = replace(first, figure="30", rule="")
    reading = text(told)
    sentence = Sentence(1, 1, "It was the first deficit in 30 months.", 3)
    reading = replace(reading, text=replace(reading.text, sentences=(reading.text.sentences[0], sentence)))
    assert verdicts.of(reading, against)[0].verdict == CONTRADICTED


def test_two_years_of_months_are_no_exact_number_of_them() -> None:
    against = release(official=months("2020-01", *[50] * 12, *[40] * 2, *[55] * 12, *[60] * 12, *[65] * 12, 50))
    first = {"unit": "years", "measure": "yoy", "period": "2024-03"}
    assert verdict(against, claimed("first_time", "since", "three", **first)) == SUPPORTED
    assert verdict(against, claimed("first_time", "since", "five", **first)) == CONTRADICTED


@pytest.mark.parametrize(("since", "told"), [("2023-12", SUPPORTED), ("2023-10", CONTRADICTED)])
def test_the_steepest_fall_is_held_against_official_growth(since: str, told: str) -> None:
    against = release(official=months("2022-01", *[50] * 12, *[50] * 11, 35, 50, 50, 40))
    fall = claimed("lowest", "since", "steepest", measure="yoy", reference_period=since)
    assert verdict(against, fall) == told


def test_the_slowest_rise_is_one_among_rises() -> None:
    against = release(official=months("2022-01", *[50] * 12, *[60] * 10, 40, 60, 60, 60, 66))
    # Growth of March 2024 is 10 percent; a fall within is no slower rise.
    rise = claimed("lowest", "since", "slowest", measure="yoy", reference_period="2022-12")
    assert verdict(against, rise) != CONTRADICTED


def test_months_of_a_year_up_to_one_have_official_sums_growth_and_balances() -> None:
    levels = [*[40] * 12, *[50] * 12]
    against = release(official=months("2022-01", *levels), official_imports=months("2022-01", *[45] * 24))
    span = {"period": "2023-01/2023-04"}
    assert verdict(against, row("$200 bn", **span)) == SUPPORTED
    assert verdict(against, row("25.0%", "yoy", **span)) == SUPPORTED
    assert verdict(against, row("35.0%", "yoy", **span), day=LATER) == CONTRADICTED
    assert verdict(against, row("$20 bn", flow="balance", **span)) == SUPPORTED
    assert verdict(against, row("$40 bn", flow="balance", **span), day=LATER) == CONTRADICTED


def test_revisions_are_as_large_as_is_recorded_and_years_are_revised_by_less() -> None:
    against = release(official=months("2022-01", *[50] * 24))
    assert verdict(against, row("$51.2 bn", period="2023-03"), day=LATER) == CONTRADICTED
    assert verdict(against, row("$609 bn", period="2023"), day=LATER) == CONTRADICTED
    against.execute("insert into fct_series_revision values ('total', 14, 1.4, 0.25)")
    assert verdict(against, row("$51.2 bn", period="2023-03"), day=LATER) == REVISED
    assert verdict(against, row("$609 bn", period="2023"), day=LATER) == CONTRADICTED


def test_prints_of_long_ago_differ_more_from_the_archive() -> None:
    against = release(official=months("2008-01", *[50] * 24))
    assert verdict(against, row("$52.5 bn", period="2009-03"), day=LATER) == REVISED


def test_a_revision_turns_over_no_more_than_what_is_near_zero() -> None:
    against = release(official=months("2024-03", 50.2), official_imports=months("2024-03", 50))
    assert verdict(against, row("$0.2 bn", flow="balance", sign=-1), day=LATER) == REVISED
    assert verdict(against, row("$0.7 bn", flow="balance", sign=-1), day=LATER) == CONTRADICTED


def test_a_balance_of_an_article_moves_no_further_than_the_official_one() -> None:
    printed = Printed("$4.28 bn", flow="balance")
    against = release([printed], official=months("2024-03", 56.5), official_imports=months("2024-03", 52.2))
    assert verdict(against, row("$5.0 bn", flow="balance"), day=LATER) == REVISED
    assert verdict(against, row("$5.9 bn", flow="balance"), day=LATER) == CONTRADICTED


def test_official_levels_outrank_a_difference_that_an_article_prints_otherwise() -> None:
    against = release(
        [Printed("$1.44 bn", "yoy_change")], official=[*months("2023-03", 54.88), *months("2024-03", 56.52)]
    )
    assert verdict(against, row("$1.64 bn", "yoy_change"), day=LATER) == SUPPORTED


def test_the_digits_that_came_later_are_those_of_the_same_flow() -> None:
    """Imports may have as many figures as exports: the refined one of the one flow is none of the other."""
    year = [f"2023-{month:02d}" for month in range(1, 13)]
    against = refined(release(official=[(month, 5e10) for month in year]), date(2026, 8, 31), 50_000_000_123)
    against.execute("insert into fct_series_vintage select * replace ('imports' as flow) from fct_series_vintage")
    assert verdict(against, row("$600 bn", period="2023")) == SUPPORTED


def test_a_run_that_begins_where_a_revision_turns_the_sign_over_is_left_open() -> None:
    against = release(runs=[Run("2023-10", "2024-03")], official=months("2022-09", *[50] * 13, 50.1, *[55] * 5))
    assert verdict(against, streak("fifth", 1, "2023-11/2024-03"), day=LATER) != CONTRADICTED
    assert verdict(against, streak("third", 1, "2024-01/2024-03"), day=LATER) == CONTRADICTED


def test_members_of_a_bloc_are_less_than_all_of_it() -> None:
    against = release(official=months("2024-03", 48), official_of=PARTNERS)
    largest = claimed("highest", "among_subjects", "largest", subject=("partner", "china"))
    assert verdict(against, largest, row("$48 bn", at=2)) == UNDECIDABLE
    against.execute("insert into bridge_partner_bloc values ('asean', 'vietnam'), ('asean', 'singapore')")
    against.execute(
        "insert into fct_series_vintage values ('exports', 'partner', 'asean', '2024-03-01', 'sum_of_countries', "
        "'month', 1, 1, '2024-04-01', null, 9e9, 9e9, 9e9)"
    )
    assert verdict(against, largest, row("$48 bn", at=2)) == SUPPORTED


def test_items_of_a_later_edition_decide_a_rank_only_where_they_are_far_apart() -> None:
    against = release(official=months("2024-03", 56.5))
    for item, value in (("semiconductors", 12e9), ("automobiles", 6e9), ("ships", 5e9)):
        against.execute("insert into dim_item values (?, 'ministry', false)", [item])
        against.execute(
            "insert into fct_series_vintage values ('exports', 'item', ?, '2024-03-01', 'ministry_items_2026', "
            "'month', 1, 1, '2024-04-01', null, ?, ?, ?)",
            [item, value, value, value],
        )
    ranked = {
        name: claimed("highest", "among_subjects", "largest", subject=("item", name))
        for name in ("automobiles", "ships")
    }
    assert verdict(against, ranked["automobiles"]) == CONTRADICTED
    second = claimed("highest", "among_subjects", "second-largest", subject=("item", "ships"))
    assert verdict(against, second) == UNDECIDABLE


def test_a_share_of_all_exports_needs_no_total_beside_it() -> None:
    against = release(official=months("2024-03", 56.5), official_of=PARTNERS)
    share = row("30%", "share", theme="shares", base_id="korea_exports_2024_03", subject=("partner", "china"))
    reading = text(share)
    for words, told in (("30% of the country's exports", CONTRADICTED), ("30% of exports", UNDECIDABLE)):
        sentences = (reading.text.sentences[0], Sentence(1, 1, words, 3))
        found = verdicts.of(replace(reading, text=replace(reading.text, sentences=sentences)), against)
        assert found[0].verdict == told


def test_a_record_among_the_same_months_is_held_against_them_alone() -> None:
    against = release(official=months("2014-03", *[50] * 119, 60, 55))
    assert verdict(against, claimed("highest", "same_month", "highest")) == SUPPORTED
    assert verdict(against, claimed("highest", "all_time", "highest")) == CONTRADICTED


def ahead(name: str, rival: str, scope: str = "in_list") -> Proposal:
    """Whom a text says to be ahead of another, which no table holds."""
    claim = claimed("highest", scope, "largest", subject=("partner", name))
    return replace(claim, figure="exceeded", rival_id=rival, is_compared=True, confidence="open")


@pytest.mark.parametrize(
    ("name", "rival", "told"),
    [("china", "japan", SUPPORTED), ("japan", "china", CONTRADICTED), ("china", "india", UNDECIDABLE)],
)
def test_an_order_of_two_is_held_against_both_official_levels(name: str, rival: str, told: str) -> None:
    against = release(official=months("2024-03", 56.5), official_of=PARTNERS)
    assert verdict(against, ahead(name, rival), row("$56.5 bn", at=2)) == told


def test_an_order_that_a_revision_may_turn_over_is_left_open() -> None:
    near = {"china": months("2024-03", 12), "japan": months("2024-03", 11.9)}
    against = release(official=months("2024-03", 56.5), official_of=near)
    assert verdict(against, ahead("japan", "china"), row("$56.5 bn", at=2), day=LATER) == UNDECIDABLE


@pytest.mark.parametrize(("since", "told"), [("2023-03", SUPPORTED), ("2022-06", CONTRADICTED)])
def test_the_first_time_below_a_level_is_held_against_every_month_since(since: str, told: str) -> None:
    against = release(official=months("2022-01", *[60] * 14, 45, *[60] * 11, 45))
    below = over("first time", "since", 50, reference_period=since)
    below = replace(below, direction="-1", is_compared=True, confidence="open")
    assert verdict(against, below) == told


def test_the_difference_of_two_official_balances() -> None:
    against = release(
        official=[("2024-03", 56e9), ("2023-03", 54e9)], official_imports=[("2024-03", 52e9), ("2023-03", 53e9)]
    )
    assert verdict(against, row("$3.0 bn", "yoy_change", flow="balance")) == SUPPORTED
    assert verdict(against, row("$9.0 bn", "yoy_change", flow="balance"), day=LATER) == CONTRADICTED


def test_growth_that_official_levels_bear_out_is_right_whatever_an_article_of_the_day_printed() -> None:
    against = release([Printed("5.0%", "yoy")], official=[("2023-03", 50e9), ("2024-03", 52e9)])
    (finding,) = held(against, row("4.0%", "yoy"))
    assert finding.verdict == SUPPORTED
    assert finding.reason == "so by the official series, other than what articles printed"


def test_a_figure_that_offices_give_by_another_definition_alone_stays_undecidable_and_says_so() -> None:
    against = release(official=months("2024-03", 56.5))
    against.execute(
        "insert into fct_series_vintage values ('exports', 'item', 'ships', '2024-03-01', 'ministry_items_2026', "
        "'month', 1, 1, '2024-04-01', null, 3e9, 3e9, 3e9)"
    )
    (finding,) = held(against, row("$2.1 bn", subject=("item", "ships")))
    assert finding.verdict == UNDECIDABLE
    assert finding.reason == "official figures of it are by another definition: ministry_items_2026"


def test_of_many_months_one_moves_as_far_as_any_has_and_the_others_as_usual() -> None:
    against = release(official=months("2022-01", *[50] * 24))
    against.execute("insert into fct_series_revision values ('total', 14, 1.4, 0.25)")
    assert verdict(against, row("$601.5 bn", period="2023"), day=LATER) == REVISED
    assert verdict(against, row("$602.5 bn", period="2023"), day=LATER) == CONTRADICTED


def test_a_rest_that_nobody_names_has_no_part_that_takes_nearly_all_of_it() -> None:
    largest = claimed("highest", "among_subjects", "largest", subject=("partner", "china"))
    for total, told in ((40, SUPPORTED), (56.5, UNDECIDABLE)):
        against = release(official=months("2024-03", total), official_of=PARTNERS)
        assert verdict(against, largest, row(f"${total} bn", at=2)) == told


@pytest.mark.parametrize(
    ("words", "told"), [("the first fall in 14 months", SUPPORTED), ("the first rise in 14 months", CONTRADICTED)]
)
def test_a_first_rise_is_none_where_official_growth_is_a_fall(words: str, told: str) -> None:
    against = release(official=months("2022-01", 50, *[40] * 11, 45, *[50] * 11, 55, 55, 45))
    first = claimed("first_time", "since", "14", unit="months", measure="yoy")
    reading = text(first)
    sentences = (reading.text.sentences[0], Sentence(1, 1, f"It was {words}.", 3))
    reading = replace(reading, text=replace(reading.text, sentences=sentences))
    assert verdicts.of(reading, against)[0].verdict == told


def test_a_first_time_below_a_level_that_is_none_has_no_last_one_before_it() -> None:
    against = release(official=months("2022-01", *[60] * 26, 58))
    below = over("first time", "since", 50, reference_period="2022-06")
    below = replace(below, direction="-1", is_compared=True, confidence="open")
    assert verdict(against, below) == CONTRADICTED
    assert verdict(against, replace(below, threshold="20000000000")) == UNDECIDABLE


@pytest.mark.parametrize(
    ("printed", "sign", "told"),
    [("$1.4 bn", 1, SUPPORTED), ("$1.4 bn", -1, CONTRADICTED), ("$4.4 bn", 1, CONTRADICTED)],
)
def test_a_change_on_the_month_is_held_against_both_months(printed: str, sign: int, told: str) -> None:
    against = release(official=months("2023-03", 50, *[50] * 10, 55.1, 56.5))
    change = replace(row(printed, "mom_change", sign, unit="USD"), confidence="open", is_compared=True)
    assert verdict(against, change, day=LATER) == told


def faster(flow: str, subject: tuple[str, str], rival: str) -> Proposal:
    """What a text says to have grown faster than another, which no table holds."""
    claim = replace(claimed("highest", "in_list", "largest", subject=subject, flow=flow), measure="yoy")
    return replace(claim, figure="grew faster", rival_id=rival, is_compared=True, confidence="open")


@pytest.mark.parametrize(
    ("name", "rival", "told"),
    [("china", "japan", SUPPORTED), ("japan", "china", CONTRADICTED), ("china", "india", UNDECIDABLE)],
)
def test_which_of_two_grew_faster_is_held_against_the_growth_of_both(name: str, rival: str, told: str) -> None:
    grown = {"china": [("2023-03", 10e9), ("2024-03", 15e9)], "japan": [("2023-03", 30e9), ("2024-03", 31e9)]}
    against = release(official=months("2024-03", 56.5), official_of=grown)
    claim = faster("exports", ("partner", name), rival)
    assert verdict(against, claim, row("$56.5 bn", at=2), day=LATER) == told


@pytest.mark.parametrize(
    ("flow", "imports", "told"),
    [("exports", 50, SUPPORTED), ("imports", 50, CONTRADICTED), ("imports", 54.8, UNDECIDABLE)],
)
def test_which_flow_grew_faster_is_held_against_the_growth_of_both(flow: str, imports: float, told: str) -> None:
    against = release(
        official=[("2023-03", 50e9), ("2024-03", 55e9)],
        official_imports=[("2023-03", 50e9), ("2024-03", imports * 1e9)],
    )
    rival = "imports" if flow == "exports" else "exports"
    assert verdict(against, faster(flow, ("total", "all"), rival), day=LATER) == told
