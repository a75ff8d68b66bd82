"""The worker: one answer a request, an error is an answer too, and it ends with its input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from expectations import sources
from korea_trade.statements import declaration
from tests.integration.workshop import PATIENCE


def test_each_request_is_answered_and_an_error_does_not_end_the_worker(tmp_path: Path, ingested: Path) -> None:
    page = tmp_path / "page.html"
    request = {"gate": "sources", "database": str(ingested), "published": None, "page": str(page), "title": "Gate 1"}
    garbage = tmp_path / "release" / "korea_trade.duckdb"
    garbage.parent.mkdir()
    garbage.write_bytes(b"garbage")
    requests = [
        request | {"gate": "nothing"},
        request | {"database": str(tmp_path / "missing.duckdb")},
        request | {"published": str(garbage)},
        request,
    ]
    worker = subprocess.run(
        [sys.executable, "-m", "expectations.gate_process"],
        input="".join(f"{json.dumps(each)}\n" for each in requests),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    unknown, missing, damaged, judged = map(json.loads, worker.stdout.splitlines())
    assert "KeyError: 'nothing'" in unknown["error"]
    assert "missing.duckdb" in missing["error"]
    assert damaged["error"].startswith(f"the published file {garbage} cannot be read")
    assert "`ktw rollback`" in damaged["error"]
    assert {result["outcome"] for result in judged["results"]} == {"passed"}
    batches = sources.suite(declaration.load()).batches
    asked = [(batch.name, expectation.rule) for batch in batches for expectation in batch.expectations]
    assert [(result["batch"], result["rule"]) for result in judged["results"]] == asked
    assert "<title>Gate 1</title>" in page.read_text(encoding="utf-8")
