"""Corpora other than that of the project go the whole way as well."""

from __future__ import annotations

import pytest

from tests.integration.workshop import Warehouse

pytestmark = pytest.mark.integration


def test_one_article_with_five_statements_becomes_a_release(five_statements: Warehouse) -> None:
    build = five_statements.ktw("build")

    assert build.returncode == 0, build.stdout + build.stderr
    assert "statements  5" in build.stdout
    assert five_statements.query("select month::varchar, exports_usd, balance_usd from fct_trade_month_latest") == [
        ("2019-05-01", 45.6e9, 2.4e9)
    ]
    assert five_statements.query("select length, start_month::varchar from fct_streak where condition = 'growth'") == [
        (3, "2019-03-01")
    ]
    verdicts = dict(five_statements.query("select identity_id, verdict from fct_reconciliation"))
    assert verdicts["balance_of_trade"] == "holds"
    assert (five_statements.settings.published / "dashboard.html").exists()
