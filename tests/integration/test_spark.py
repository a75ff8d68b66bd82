"""Customs detail on Spark, in the environment of `make spark-env`: the rows of DuckDB, whatever is in them."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from korea_trade.customs import catalogue, engine, store
from korea_trade.customs.engine import EngineError
from korea_trade.warehouse.settings import PROJECT, Settings
from tests.corpora.customs_history import Rows, expected, kept, write
from tests.corpora.customs_store import direct, place
from tests.integration.workshop import until

_ENVIRONMENT = PROJECT / "engines" / "spark" / ".venv"
pytestmark = [
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.skipif(not (_ENVIRONMENT / "bin" / "dbt").exists(), reason="no Spark: run `make spark-env`"),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java, which Spark needs"),
]

# A year apart, one after the other, and with a gap before the last.
_MONTHS = [date(2022, 1, 1), date(2022, 2, 1), date(2023, 1, 1), date(2023, 2, 1)]


def months(seed: int) -> dict[date, Rows]:
    """Random rows: few values, so that they tie; zeros; values that no double holds; series that come and go."""
    chosen = random.Random(seed)  # noqa: S311 - data of a test
    codes = ["8541100000", "8541420000", "8542310000", "0101210000", "890320", "720110"]
    return {
        month: {
            (code, partner, flow): (chosen.choice([0, 1, 2, 2**53 + 1, 10**17 + 1]), chosen.choice([None, 0, 7, 2**40]))
            for code in codes
            for partner in ("CN", "US", "NA")
            for flow in ("exports", "imports")
            if chosen.random() < 0.7
        }
        for month in _MONTHS
    }


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A standalone master with two workers, each a process of its own, on this machine alone."""
    folder = tmp_path_factory.mktemp("spark")
    [home] = _ENVIRONMENT.glob("lib/python3*/site-packages/pyspark")
    environment = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    log = folder / "log"
    started: list[subprocess.Popen[bytes]] = []

    def start(role: str, *arguments: str) -> None:
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{role.lower()}.{role}", *arguments]
        with log.open("ab") as said:
            started.append(subprocess.Popen(command, env=environment, stdout=said, stderr=said, start_new_session=True))

    def said(pattern: str) -> list[str]:
        return re.findall(pattern, log.read_text(encoding="utf-8"))

    try:
        start("Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        address = r"spark://127\.0\.0\.1:\d+"
        assert until(lambda: said(address)), log.read_text(encoding="utf-8")
        for _ in range(2):
            where = ["--webui-port", "0", "--work-dir", str(folder)]
            start("Worker", "--cores", "1", "--memory", "1g", *where, said(address)[0])
        assert until(lambda: len(said("Registering worker")) == 2), log.read_text(encoding="utf-8")
        yield said(address)[0]
    finally:
        for process in started:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return place(tmp_path / "spark")


def _files(settings: Settings) -> list[str]:
    held = catalogue.load(settings)
    return [f"{held.month_folder(month, built.key)}/*.parquet" for month, built in held.months.items()]


def assert_equal_to_duckdb(on_spark: Settings, elsewhere: Path) -> None:
    """Row by row and value by value, types included: all that is stored is whole."""
    other = place(elsewhere)
    shutil.copytree(on_spark.sources, other.sources, dirs_exist_ok=True)
    store.bring_up_to_date(other, direct)
    rows = [f"from read_parquet({_files(each)})" for each in (on_spark, other)]
    with duckdb.connect() as connection:
        described = [[row[:2] for row in connection.sql(f"describe {sql}").fetchall()] for sql in rows]
        difference = connection.sql(
            f"(({rows[0]}) except all ({rows[1]})) union all (({rows[1]}) except all ({rows[0]}))"
        )
        assert described[0] == described[1]
        assert difference.fetchall() == []


def test_spark_gives_the_rows_of_duckdb_on_a_master_with_two_workers_also_after_it_was_killed(
    master: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KTW_SPARK_MASTER", master)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("KTW_SPARK_PARTITIONS", "2")
    random_months = months(seed=random.SystemRandom().randrange(10**6))
    for month, rows in random_months.items():
        write(settings.sources, month, rows)
    script = f"""
from pathlib import Path
from korea_trade.customs import engine, store
from korea_trade.warehouse.settings import Settings
settings = Settings(sources=Path({str(settings.sources)!r}), data=Path({str(settings.data)!r}))
store.bring_up_to_date(settings, engine.chosen("spark", settings))
"""
    unfinished = settings.data / "customs" / ".unfinished"
    killed = subprocess.Popen([PROJECT / ".venv/bin/python", "-c", script], cwd=PROJECT, start_new_session=True)
    assert until(lambda: any(unfinished.glob("2022-0*/*")) or killed.poll() is not None)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert not catalogue.load(settings).months

    store.bring_up_to_date(settings, engine.chosen("spark", settings))

    assert kept(settings) == expected(random_months)
    assert_equal_to_duckdb(settings, tmp_path / "duckdb")


def test_a_sum_that_64_bits_do_not_hold_stops_spark_as_it_stops_duckdb(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KTW_SPARK_MASTER", "local[2]")
    rows: Rows = {("8542310000", "CN", "exports"): (2**62, 1), ("8542310000", "US", "exports"): (2**62, 1)}
    write(settings.sources, date(2024, 3, 1), rows)

    with pytest.raises(EngineError, match="overflow"):
        store.bring_up_to_date(settings, engine.chosen("spark", settings))
