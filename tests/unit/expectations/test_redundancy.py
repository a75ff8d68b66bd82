"""Gate 1: what says one thing twice agrees, and a slip in either place is named by file, line and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expectations import sources
from expectations.validation import Result
from korea_trade.statements import declaration

SUITE = sources.suite(declaration.load())

Change = Callable[..., Path]
Judge = Callable[..., list[Result]]


def named(results: list[Result]) -> list[tuple[str | None, str, str | None]]:
    """File, column and value of each finding."""
    return [(one.file, one.column, one.value) for result in results for one in result.findings]


# The batch, what is wrong, and each finding that comes of it: file, column, value.
FAULTS = {
    "a period after the article was known": (
        "periods of statements",
        "update raw.trade_by_partner set period = '2024-04', period_first_day = '2024-04-01', "
        "period_last_day = '2024-04-30' where statement_id = 'a01-p7-s2-united-states-value'",
        ("trade_by_partner.csv", "period", "2024-04, of an article known from 2024-04-01"),
    ),
    "a period that was not over when the article was known": (
        "periods of statements",
        "update raw.trade_totals set period = '2024', period_last_day = '2024-12-31' "
        "where statement_id = 'a01-p1-s1-exports-value'",
        ("trade_totals.csv", "period", "2024, of an article known from 2024-04-01"),
    ),
    "what is to happen later told as what happened": (
        "periods of statements",
        "update raw.directions set modality = 'actual' where statement_id = 'a08-p3-s3-sales-diminish'",
        ("directions.csv", "period", "2022-H2, of an article known from 2022-06-27"),
    ),
    "a reference period that is not the lag of its measure before": (
        "periods of statements",
        "update raw.trade_by_item set reference_period = '2021-04', reference_period_first_day = '2021-04-01', "
        "reference_period_last_day = '2021-04-30' where statement_id = 'a05-p7-s2-automobiles-yoy'",
        ("trade_by_item.csv", "reference_period", "2021-04 for 2023-04, yoy"),
    ),
    "a date that is not its period": (
        "periods of statements",
        "update raw.events set period = '2018' where statement_id = 'a06-p3-s1-establishment-date'",
        ("events.csv", "period", "2018 for 2017"),
    ),
    "a run that starts elsewhere than its span": (
        "starts of runs",
        "update raw.streaks set reference_period = '2022-09', reference_period_first_day = '2022-09-01' "
        "where statement_id = 'a05-p4-s1-exports-fall-streak'",
        ("streaks.csv", "reference_period", "2022-09 for 2022-10/2023-04"),
    ),
    "a horizon that does not lead from the cohort to the period": (
        "cohorts and horizons",
        "update raw.firm_survival set horizon_years = 2 where statement_id = 'a07-p10-s3-importing-one-year'",
        ("firm_survival.csv", "horizon_years", "2 years from 2020 to 2021"),
    ),
    "an order of articles that their days forbid": (
        "order of articles",
        "update raw.articles set known_from = '2024-04-02' where known_order = 9",
        ("articles.csv", "known_order", "10, known from 2024-04-01"),
    ),
    "an article known before what it reports on": (
        "order of articles",
        "update raw.articles set reference_period_first_day = '2024-05-01' where article_id = 'a01'",
        ("articles.csv", "known_from", "2024-04-01"),
    ),
    "a universe of another size than the list": (
        "sizes of universes",
        "update raw.breadth set value = 55, figure = '55' where statement_id = 'a03-p5-s1-items-universe'",
        ("breadth.csv", "value", "55, listed with 15"),
    ),
    "a universe that is smaller than its members": (
        "sizes of universes",
        "update raw.breadth set value = 16 where statement_id = 'a03-p5-s1-items-rising'",
        ("breadth.csv", "value", "15, of which 16"),
    ),
    "a population that is not the subject": (
        "populations of statements",
        "update raw.breadth set population_id = 'major_items_15' where statement_id = 'a03-p8-s1-markets-rising'",
        ("breadth.csv", "population_id", "major_items_15 for major_markets_9"),
    ),
    "a population of another kind": (
        "populations of statements",
        "update raw.records set population_id = 'supply_chain_affected' where source_line = 17",
        ("records.csv", "population_id", "supply_chain_affected, which is of survey, for value and exports"),
    ),
    "a population of another kind of subject": (
        "populations of statements",
        "update raw.records set population_id = 'export_items' where source_line = 10",
        ("records.csv", "population_id", "export_items for exports of partner"),
    ),
    "a base of another flow": (
        "populations of statements",
        "update raw.shares set flow = 'imports' where statement_id = 'a07-p12-s4-seoul-share'",
        ("shares.csv", "base_id", "korea_exports_2021 for imports of province"),
    ),
    "a rank among subjects that names no population": (
        "populations of ranks",
        "update raw.records set population_id = null where source_line = 17",
        ("records.csv", "scope", "among_subjects, no population"),
    ),
    "a base of another survey": (
        "options of answers",
        "update raw.survey_answers set base_id = 'china_lockdown_affected' where statement_id like 'a09-p7-s2%'",
        ("survey_answers.csv", "base_id", "china_lockdown_affected, which is no part of korean_exporters"),
    ),
    "a row under a new id": (
        "statements entered twice",
        "insert into raw.trade_by_item select * replace (statement_id || '-again' as statement_id) "
        "from raw.trade_by_item where statement_id = 'a01-p5-s1-ships-yoy'",
        (
            "trade_by_item.csv",
            "statement_id",
            "a01-p5-s1-ships-yoy-again, which says what a01-p5-s1-ships-yoy says",
        ),
    ),
    "a flow that the measure cannot have": (
        "what a theme can hold",
        "update raw.survey_answers set flow = 'fdi_inward' where source_line = 3",
        ("survey_answers.csv", "flow", "fdi_inward of answer_share"),
    ),
    "a subject that the measure cannot have": (
        "what a theme can hold",
        "update raw.directions set measure = 'members' where statement_id = 'a01-p3-s2-computers-positive'",
        ("directions.csv", "subject_kind", "item of members"),
    ),
    "a measure that the theme cannot have": (
        "what a theme can hold",
        "update raw.trade_by_partner set measure = 'tariffs' where source_line = 12",
        ("trade_by_partner.csv", "measure", "tariffs in trade_by_partner"),
    ),
    "a unit that the theme cannot have": (
        "what a theme can hold",
        "update raw.trade_by_item set unit = 'rank' where source_line = 2",
        ("trade_by_item.csv", "unit", "rank in trade_by_item"),
    ),
    "a kind of subject that the theme cannot have": (
        "what a theme can hold",
        "update raw.trade_by_item set subject_kind = 'partner' where source_line = 2",
        ("trade_by_item.csv", "subject_kind", "partner in trade_by_item"),
    ),
    "a share below nothing": (
        "what a theme can hold",
        "update raw.survey_answers set value = -20.8 where statement_id = 'a09-p7-s2-support-early-warning-share'",
        ("survey_answers.csv", "value", "-20.8"),
    ),
    "a number of firms below nothing": (
        "what a theme can hold",
        "update raw.trading_firms set value = -value where measure = 'firms' and value = 253058 and repeats is null",
        ("trading_firms.csv", "value", "-253058"),
    ),
    "labels of two provinces exchanged": (
        "labels and keys",
        "update raw.provinces set label = 'Ulsan' where province_id = 'seoul'",
        ("provinces.csv", "label", "Ulsan for seoul"),
    ),
    "a member under the key of another partner": (
        "names of members",
        "update raw.agreement_partners set partner_id = 'asean' where source_line = 2",
        ("agreement_partners.csv", "name", "Singapore for asean"),
    ),
    "a run of growth with a threshold": (
        "thresholds of claims",
        "update raw.streaks set threshold = 1e10 where statement_id = 'a05-p7-s2-automobiles-rise-streak'",
        ("streaks.csv", "threshold", "10000000000 for growth"),
    ),
    "a run over a threshold that it does not name": (
        "thresholds of claims",
        "update raw.streaks set threshold = null where condition = 'threshold'",
        ("streaks.csv", "threshold", "none for threshold"),
    ),
    "a highest level of all time over a threshold": (
        "thresholds of claims",
        "update raw.records set threshold = 7e11 where statement_id = 'a07-p4-s3-trading-firms-record'",
        ("records.csv", "threshold", "700000000000 for highest"),
    ),
    "a lag of what is no change": (
        "ranges and lags of measures",
        "update raw.measures set lag_months = 12 where measure_id = 'option_threshold'",
        ("measures.csv", "lag_months", "12"),
    ),
    "a word that means another word than itself": (
        "subjects of aliases",
        "update raw.aliases set subject_id = 'imports' where alias_kind = 'flow' and subject_id = 'exports'",
        ("aliases.csv", "alias", "exports, which names exports and imports"),
    ),
    "an alias that is the label of something else": (
        "subjects of aliases",
        "update raw.aliases set subject_id = 'united_states' where alias_kind = 'partner' and alias = 'China'",
        ("aliases.csv", "alias", "China, which names china and united_states"),
    ),
    "a range of which the least exceeds the most": (
        "ranges and lags of measures",
        "update raw.measures set plausible_most = plausible_least - 1 where measure_id = 'value'",
        ("measures.csv", "plausible_most", "99999999"),
    ),
    "a country without its codes": (
        "kinds of partners",
        "update raw.partners set iso_alpha3 = null where partner_id = 'china'",
        ("partners.csv", "partner_kind", "country"),
    ),
    "the code of another country": (
        "kinds of partners",
        "update raw.partners set iso_alpha2 = 'US' where partner_id = 'china'",
        ("partners.csv", "iso_alpha2", "US and CHN"),
    ),
    "a membership that ends before it begins": (
        "days of memberships",
        "update raw.partner_blocs set member_to = '1960-01-01' where partner_id = 'vietnam'",
        ("partner_blocs.csv", "member_to", "1960-01-01"),
    ),
    "a wider answer to another question": (
        "wider answers",
        "update raw.survey_options set question_id = 'cl_plan' where option_id = 'cl_sales_h1_over_50'",
        ("survey_options.csv", "whole_id", "cl_sales_h1_declined, which answers cl_sales_h1"),
    ),
    "a correction with other digits than the print": (
        "guards of corrections",
        "update raw.corrections "
        "set corrected_figure = '$6.83 bn', corrected_value = 6830000000, read_value = 6830000000",
        ("corrections.csv", "corrected_figure", "$6.83 bn for a print of 638000, slip scale"),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_two_entries_that_do_not_agree_are_named(judge: Judge, change: Change, ingested: Path, fault: str) -> None:
    batch, sql, finding = FAULTS[fault]
    assert finding in named(judge(SUITE, change(ingested, sql), batch=batch))


def test_two_hashes_of_one_sentence_are_named_on_every_row_of_it(judge: Judge, change: Change, ingested: Path) -> None:
    sql = "update raw.shares set sentence_sha256 = repeat('f', 64) where statement_id = 'a02-p2-s2-software-share'"
    found = named(judge(SUITE, change(ingested, sql), batch="hashes of sentences"))
    assert ("shares.csv", "sentence_sha256", "f" * 64) in found
    assert len(found) == 4


@pytest.mark.parametrize(
    ("slip", "figure", "value"),
    [("scale", "$638 bn", 638e9), ("digit", "$63900", 63900), ("digit", "$683", 683), ("other", "$7 bn", 7e9)],
)
def test_a_correction_may_differ_by_the_slip_that_it_claims(
    judge: Judge, change: Change, ingested: Path, slip: str, figure: str, value: float
) -> None:
    sql = f"""
        update raw.corrections
        set slip = '{slip}', corrected_figure = '{figure}', corrected_value = {value}, read_value = {value}
    """
    assert named(judge(SUITE, change(ingested, sql), batch="guards of corrections")) == []


@pytest.mark.parametrize("slip", ["sign", "digit"])
def test_a_correction_of_another_power_of_ten_is_no_slip_of_a_sign_or_a_digit(
    judge: Judge, change: Change, ingested: Path, slip: str
) -> None:
    sql = f"update raw.corrections set slip = '{slip}'"
    assert len(named(judge(SUITE, change(ingested, sql), batch="guards of corrections"))) == 1


def test_a_direction_said_again_in_other_words_is_another_statement(
    judge: Judge, change: Change, ingested: Path
) -> None:
    sql = """
        insert into raw.directions
        select * replace (statement_id || '-again' as statement_id, 'soared again' as figure)
        from raw.directions where source_line = 2
    """
    assert named(judge(SUITE, change(ingested, sql), batch="statements entered twice")) == []


def test_what_is_planned_lies_ahead(judge: Judge, change: Change, ingested: Path) -> None:
    sql = """
        update raw.directions set period_first_day = '2030-01-01', period_last_day = '2030-12-31'
        where modality in ('plan', 'outlook') and reference_period is null
    """
    assert named(judge(SUITE, change(ingested, sql), batch="periods of statements")) == []
