"""A text held against a release: each identity with the smallest text that breaks it and one that it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from korea_trade.intake.check import page, report, terminal, verdicts
from korea_trade.intake.check.verdicts import CONTRADICTED, REVISED, SUPPORTED, UNDECIDABLE
from korea_trade.intake.proposal import OPEN, Proposal
from korea_trade.statements.article import Sentence
from tests.corpora.checking import CHINA, EXPORTS, IMPORTS, LATER, SHIPS, held, row, streak, text, verdict
from tests.corpora.published_cells import Printed, Run, release


@pytest.mark.parametrize(
    "printed", ["$56.56 billion", "$56.6 bn", "about $57 bn", "more than $56 bn", "$56,560 million"]
)
def test_a_figure_that_is_published_is_supported_however_coarse_it_is_printed(printed: str) -> None:
    assert verdict(release([EXPORTS]), row(printed)) == SUPPORTED


def test_another_figure_of_the_same_day_is_contradicted_and_the_one_that_holds_is_told() -> None:
    (finding,) = held(release([EXPORTS]), row("$56.65 bn"))
    assert (finding.verdict, finding.nearest) == (CONTRADICTED, 56.56e9)


def test_an_archive_of_later_does_not_excuse_what_another_print_of_the_day_contradicts() -> None:
    against = release([EXPORTS, replace(EXPORTS, article_id="a02", known_from=LATER, figure="$56.60 bn")])
    assert verdict(against, row("$56.65 bn")) == CONTRADICTED
    assert verdict(against, row("$56.60 bn")) == SUPPORTED


def test_a_rate_is_supported_by_official_levels_although_the_text_has_its_own() -> None:
    against = release(official=[("2024-03", 56_560_000_000), ("2023-03", 54_860_000_000)])
    assert verdict(against, row("3.1%", "yoy"), row("$56.4 bn", at=2), day=LATER) == SUPPORTED


def test_quarters_and_years_of_known_months_are_official_levels() -> None:
    months = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)]
    against = release(official=[(month, 5e10 if month < "2023" else 4e10) for month in months])
    assert verdict(against, row("$120 bn", period="2023-Q2")) == SUPPORTED
    assert verdict(against, row("20.0%", "yoy", -1, period="2023-H1")) == SUPPORTED
    assert verdict(against, row("20.0%", "yoy", period="2023")) == CONTRADICTED
    assert (
        verdict(release(official=[("2023-04", 4e10), ("2023-05", 4e10)]), row("$80 bn", period="2023-Q2"))
        == UNDECIDABLE
    )


def test_a_figure_of_another_day_that_is_as_near_as_revisions_are_is_revised() -> None:
    assert verdict(release([EXPORTS]), row("$56.1 bn"), day=LATER) == REVISED
    assert verdict(release([EXPORTS]), row("$46.1 bn"), day=LATER) == CONTRADICTED


def test_of_a_text_without_a_day_any_small_difference_may_be_a_revision() -> None:
    assert verdict(release([EXPORTS]), row("$56.1 bn"), day=None) == REVISED


def test_of_two_vintages_either_supports() -> None:
    revised = replace(EXPORTS, figure="$56.1 bn", article_id="a02", known_from=LATER)
    against = release([EXPORTS, revised])
    assert verdict(against, row("$56.56 bn")) == SUPPORTED
    assert verdict(against, row("$56.1 bn")) == SUPPORTED


def test_the_other_sign_is_never_a_revision() -> None:
    against = release([Printed("0.2%", "yoy")])
    assert verdict(against, row("0.2%", "yoy", -1), day=LATER) == CONTRADICTED


def test_other_periods_subjects_and_units_say_nothing() -> None:
    against = release([EXPORTS])
    assert verdict(against, row("$46.1 bn", period="2024-04")) == UNDECIDABLE
    assert verdict(against, row("$46.1 bn", flow="imports")) == UNDECIDABLE
    (finding,) = held(against, row("$46.1 bn", subject=SHIPS))
    assert (finding.verdict, finding.reason) == (UNDECIDABLE, "what is published leaves it possible and does not tell")


def test_what_was_not_read_whole_is_undecidable_with_the_reason() -> None:
    (finding,) = held(release([EXPORTS]), replace(row("$46.1 bn"), period="", note="the period is not known"))
    assert finding.verdict == UNDECIDABLE
    assert finding.is_unread
    assert finding.reason == "what it says is not read whole: no period (the period is not known)"


def test_a_row_that_a_person_has_to_look_at_is_never_contradicted_and_may_be_supported() -> None:
    doubtful = {"confidence": OPEN, "note": "the period stands in another clause"}
    (finding,) = held(release([EXPORTS]), row("$46.1 bn", **doubtful))
    assert (finding.verdict, finding.reason) == (
        UNDECIDABLE, "left open by the reader: the period stands in another clause",
    )  # fmt: skip
    assert verdict(release([EXPORTS]), row("$56.56 bn", **doubtful)) == SUPPORTED


def test_a_forecast_is_compared_with_nothing() -> None:
    (finding,) = held(release([EXPORTS]), row("$46.1 bn", modality="forecast"))
    assert (finding.verdict, finding.is_unread) == (UNDECIDABLE, True)


def test_a_statement_that_others_contradict_can_support_and_not_contradict() -> None:
    against = release([Printed("3.1%", "yoy", is_disputed=True)])
    assert verdict(against, row("3.1%", "yoy")) == SUPPORTED
    assert verdict(against, row("2.6%", "yoy")) == UNDECIDABLE


def test_the_zeros_that_a_whole_number_ends_with_may_be_rounding() -> None:
    against = release([Printed("$860 million", flow="balance")])
    assert verdict(against, row("$900 million", flow="balance")) == SUPPORTED
    assert verdict(against, row("$930 million", flow="balance")) == CONTRADICTED


def test_a_rate_is_held_against_the_levels_of_its_periods() -> None:
    against = release([EXPORTS, replace(EXPORTS, figure="$54.86 bn", period="2023-03")])
    assert verdict(against, row("3.1%", "yoy")) == SUPPORTED
    (finding,) = held(against, row("6.1%", "yoy"))
    assert (finding.verdict, finding.nearest) == (CONTRADICTED, pytest.approx(3.1))


def test_a_rate_is_held_against_the_levels_of_its_own_text() -> None:
    levels = (row("$56.56 bn", at=2), row("$54.86 bn", at=3, period="2023-03"))
    assert verdict(release(), row("6.1%", "yoy"), *levels) == CONTRADICTED
    (finding, *_) = held(release(), row("3.1%", "yoy"), *levels)
    assert (finding.verdict, finding.reason) == (
        UNDECIDABLE, "nothing published tells; it fits the other figures of the text",
    )  # fmt: skip


def test_a_contradiction_within_the_text_accuses_none_whose_figure_is_published() -> None:
    against = release([Printed("3.1%", "yoy"), replace(EXPORTS, figure="$54.86 bn", period="2023-03")])
    found = held(
        against, row("3.1%", "yoy"), row("$65.56 bn", at=2), row("$54.86 bn", at=3, period="2023-03"), day=LATER
    )
    assert [one.verdict for one in found] == [SUPPORTED, CONTRADICTED, SUPPORTED]


def test_a_level_follows_from_the_rate_and_the_level_of_its_base() -> None:
    against = release([Printed("3.1%", "yoy"), replace(EXPORTS, figure="$54.86 bn", period="2023-03")])
    assert verdict(against, row("$56.56 bn")) == SUPPORTED
    assert verdict(against, row("$65.56 bn")) == CONTRADICTED


def test_a_base_follows_from_the_rate_and_the_level_of_the_year_after() -> None:
    against = release([Printed("3.1%", "yoy"), EXPORTS])
    assert verdict(against, row("$54.86 bn", period="2023-03")) == SUPPORTED
    assert verdict(against, row("$45.86 bn", period="2023-03")) == CONTRADICTED


def test_a_balance_is_exports_less_imports_of_the_release_and_of_the_text() -> None:
    against = release([EXPORTS, IMPORTS])
    assert verdict(against, row("$4.28 bn", flow="balance")) == SUPPORTED
    assert verdict(against, row("$4.82 bn", flow="balance")) == CONTRADICTED
    own = (row("$56.56 bn", at=2), row("$52.28 bn", flow="imports", at=3))
    assert verdict(release(), row("$4.82 bn", flow="balance"), *own) == CONTRADICTED


def test_figures_of_one_text_do_not_revise_each_other() -> None:
    against = release([EXPORTS, IMPORTS, Printed("$4.28 bn", flow="balance")])
    own = (row("$56.56 bn", at=2), row("$52.28 bn", flow="imports", at=3))
    assert verdict(against, row("$4.9 bn", flow="balance"), day=LATER) == REVISED
    assert verdict(against, row("$4.9 bn", flow="balance"), *own, day=LATER) == CONTRADICTED


def test_imports_are_exports_less_the_balance() -> None:
    against = release([EXPORTS, Printed("$4.28 bn", flow="balance")])
    assert verdict(against, row("$52.28 bn", flow="imports")) == SUPPORTED
    assert verdict(against, row("$25.28 bn", flow="imports")) == CONTRADICTED


def test_trade_is_the_sum_of_exports_and_imports() -> None:
    against = release([EXPORTS, IMPORTS])
    assert verdict(against, row("$108.84 bn", flow="trade")) == SUPPORTED
    assert verdict(against, row("$118.84 bn", flow="trade")) == CONTRADICTED


def test_a_difference_is_held_against_its_levels_and_a_rate_against_the_difference() -> None:
    against = release([EXPORTS, replace(EXPORTS, figure="$54.86 bn", period="2023-03")])
    assert verdict(against, row("$1.70 bn", "yoy_change")) == SUPPORTED
    assert verdict(against, row("$7.10 bn", "yoy_change")) == CONTRADICTED
    known = release([EXPORTS, Printed("$1.70 bn", "yoy_change")])
    assert verdict(known, row("3.1%", "yoy")) == SUPPORTED
    assert verdict(known, row("9.1%", "yoy")) == CONTRADICTED


def test_a_share_of_the_total_is_held_against_the_levels_of_part_and_whole() -> None:
    against = release([EXPORTS, Printed("$10.52 bn", subject=CHINA)])
    of_total = {"theme": "shares", "base_id": "korea_exports_2024_03", "subject": CHINA}
    whole = row("$56.56 bn", at=2)
    assert verdict(against, row("18.6%", "share", **of_total), whole) == SUPPORTED  # type: ignore[arg-type]
    assert verdict(against, row("28.6%", "share", **of_total), whole) == CONTRADICTED  # type: ignore[arg-type]


def test_a_part_is_no_more_than_the_total() -> None:
    assert verdict(release([EXPORTS]), row("$65.1 bn", subject=SHIPS)) == CONTRADICTED
    assert verdict(release([EXPORTS]), row("$5.1 bn", subject=SHIPS)) == UNDECIDABLE


def test_some_days_are_no_more_than_their_month() -> None:
    window = "2024-03-01/2024-03-20"
    assert verdict(release([EXPORTS]), row("$65.1 bn", period=window)) == CONTRADICTED
    assert verdict(release([EXPORTS]), row("$35.1 bn", period=window)) == UNDECIDABLE


def test_a_balance_of_another_day_is_revised_by_any_amount_and_not_to_the_other_sign() -> None:
    against = release([EXPORTS, IMPORTS])
    assert verdict(against, row("$3.28 bn", flow="balance"), day=LATER) == REVISED
    assert verdict(against, row("$3.28 bn", flow="balance", sign=-1), day=LATER) == CONTRADICTED


def test_what_lies_above_its_whole_by_no_more_than_a_revision_is_undecidable() -> None:
    window = row("$57.1 bn", period="2024-03-01/2024-03-20")
    assert verdict(release([EXPORTS]), window, day=LATER) == UNDECIDABLE
    assert verdict(release([EXPORTS]), window) == CONTRADICTED


def test_a_quarter_is_the_sum_of_its_months_if_all_are_known() -> None:
    months = [
        Printed("$54.7 bn", period="2024-01"),
        Printed("$52.4 bn", period="2024-02"),
        Printed("$56.6 bn", period="2024-03"),
    ]
    assert verdict(release(months), row("$163.7 bn", period="2024-Q1")) == SUPPORTED
    assert verdict(release(months), row("$136.7 bn", period="2024-Q1")) == CONTRADICTED
    assert verdict(release(months[:2]), row("$136.7 bn", period="2024-Q1")) == UNDECIDABLE


def test_a_run_is_held_against_the_start_that_is_known() -> None:
    against = release(runs=[Run("2023-10", "2024-03")])
    assert verdict(against, streak("sixth", 1, "2023-10/2024-03")) == SUPPORTED
    (finding,) = held(against, streak("seventh", 1, "2023-09/2024-03"))
    assert (finding.verdict, finding.nearest) == (CONTRADICTED, 6)


def test_a_run_that_goes_on_behind_what_is_published_is_undecidable_if_its_start_agrees() -> None:
    against = release(runs=[Run("2023-10", "2024-03")])
    (finding,) = held(against, streak("ninth", 1, "2023-10/2024-06"), day=date(2024, 7, 1))
    assert (finding.verdict, finding.reason) == (
        UNDECIDABLE, "it fits the run that is known so far; the months after that are not published",
    )  # fmt: skip
    assert verdict(against, streak("fifth", 1, "2024-02/2024-06"), day=date(2024, 7, 1)) == CONTRADICTED


def test_of_a_run_whose_start_nobody_knows_only_a_shorter_one_is_contradicted() -> None:
    against = release(runs=[Run("2023-10", "2024-03", is_exact=False)])
    assert verdict(against, streak("seventh", 1, "2023-09/2024-03")) == UNDECIDABLE
    assert verdict(against, streak("fourth", 1, "2023-12/2024-03")) == CONTRADICTED


def test_each_month_of_a_run_has_its_sign() -> None:
    against = release([Printed("2.4%", "yoy", period="2024-02", sign=-1)])
    assert verdict(against, streak("third", 1, "2024-01/2024-03")) == CONTRADICTED
    assert verdict(against, streak("third", -1, "2024-01/2024-03")) == UNDECIDABLE


def record(claim: str, scope: str) -> Proposal:
    return row("record", unit="rank", theme="records", claim=claim, scope=scope, period="2024-03")


def test_a_record_is_contradicted_by_a_known_level_that_beats_it_within_its_scope() -> None:
    against = release([replace(EXPORTS, figure="$58.1 bn", period="2023-12")])
    level = row("$56.56 bn", at=2)
    assert verdict(against, record("highest", "all_time"), level) == CONTRADICTED
    assert verdict(against, record("highest", "year"), level) == UNDECIDABLE
    assert verdict(against, record("lowest", "all_time"), level) == UNDECIDABLE


def test_a_record_for_the_month_is_not_held_against_other_months() -> None:
    against = release([replace(EXPORTS, figure="$58.1 bn", period="2023-12")])
    sentence = Sentence(1, 1, "It was a record for any March.", 3)
    reading = text(record("highest", "all_time"), row("$56.56 bn", at=2))
    reading = replace(reading, text=replace(reading.text, sentences=(sentence, *reading.text.sentences[2:])))
    assert verdicts.of(reading, against)[0].verdict == UNDECIDABLE


def test_the_largest_deficit_is_the_lowest_balance() -> None:
    against = release([Printed("$2.62 bn", flow="balance", period="2023-04", sign=-1)])
    worst = row("$12.69 bn", flow="balance", sign=-1, at=2)
    assert verdict(against, replace(record("highest", "all_time"), flow="balance"), worst) == UNDECIDABLE


def test_figures_with_a_partner_are_compared_only_if_the_text_is_about_the_whole_country() -> None:
    against = release([Printed("$10.52 bn", subject=CHINA)])
    assert verdict(against, row("$4.1 bn", subject=CHINA)) == UNDECIDABLE
    assert verdict(against, row("$4.1 bn", subject=CHINA), row("$56.56 bn", at=2)) == CONTRADICTED


def test_an_article_is_no_evidence_for_itself() -> None:
    reading = replace(text(row("$56.56 bn")), article_id="a01", is_known=True)
    assert verdicts.of(reading, release([EXPORTS]))[0].verdict == UNDECIDABLE


def test_the_earliest_statement_of_the_same_fact_is_named() -> None:
    again = replace(EXPORTS, article_id="a02", known_from=LATER)
    (finding,) = held(release([EXPORTS, again]), row("$56.56 bn"))
    assert finding.repeats == "a01-p1-s1-exports-value"


def test_what_is_wrong_comes_first_and_the_weightiest_of_it() -> None:
    against = release([EXPORTS, Printed("$10.52 bn", subject=CHINA)])
    found = held(against, row("$10.25 bn", subject=CHINA), row("$65.65 bn", at=2), row("$1.1 bn", subject=SHIPS, at=3))
    ranked = verdicts.by_importance(found)
    assert [one.row.figure for one in ranked] == ["$65.65 bn", "$10.25 bn", "$1.1 bn"]


def test_the_arithmetic_is_told_in_words_with_both_sides_and_where_they_are_printed() -> None:
    told = "\n".join(terminal.lines(report.of(text(row("$4.82 bn", flow="balance")), release([EXPORTS, IMPORTS])), "R"))
    told = told.replace("\N{NO-BREAK SPACE}", " ")
    assert "contradicted: “$4.82 bn” (paragraph 1, sentence 1), Value of trade: balance in March 2024" in told
    assert "Balance of trade (balance = exports − imports): claimed $4.82 bn ($4.815 bn to $4.825 bn)" in told
    assert "should meet $4.28 bn ($4.270 bn to $4.290 bn), from exports $56.56 bn" in told
    assert "“$52.28 bn” (article 1, paragraph 1, sentence 1), known from 2024-04-01" in told
    assert "they are $525 million apart" in told


def test_programs_get_the_same_under_stable_keys() -> None:
    (found,) = report.document([report.of(text(row("$56.65 bn")), release([EXPORTS]))], "R")["texts"]
    (finding,) = found["findings"]
    assert found["counts"] == {"contradicted": 1, "revised": 0, "supported": 0, "undecidable": 0}
    assert (finding["verdict"], finding["nearest"], finding["comparisons"][0]["identity"]) == (
        "contradicted", 56.56e9, "same_cell",
    )  # fmt: skip


def test_the_page_marks_the_figures_escapes_the_text_and_asks_nothing_of_any_host() -> None:
    reading = text(row("$56.65 bn"))
    reading = replace(reading, text=replace(reading.text, title="<script>alert(1)</script>"))
    html = page.render([report.of(reading, release([EXPORTS]))], "R")
    assert '<a class="mark contradicted" id="t1-m1" href="#t1-f1" title="contradicted">$56.65 bn</a> it was.' in html
    assert "<script>" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert "prefers-color-scheme: dark" in html
