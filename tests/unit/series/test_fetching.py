"""Offices asked over the network: a server on this machine answers as they are documented to, faults included."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import dagster as dg
import pytest
from click.testing import CliRunner

from korea_trade.series import delivery, fetching
from korea_trade.series.fetching import Client, Fetched
from korea_trade.series.offices import OFFICES
from korea_trade.warehouse.settings import Settings, SettingsError
from orchestration import cli
from orchestration.assets import fetched

TODAY = date(2024, 4, 20)
FIRST = date(2024, 1, 1)
# As the data portal gives out keys: plain, and quoted already.
KEY = "a+secret/key=="
QUOTED = "a%2Bsecret%2Fkey%3D%3D"
PORTAL, ECOS = OFFICES

TOTALS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><response><header><resultCode>00</resultCode>'
    "<resultMsg>정상서비스.</resultMsg></header><body><items>"
    "<item><balPayments>4405403815</balPayments><expCnt>1</expCnt><expDlr>56518308769</expDlr><impCnt>1</impCnt>"
    "<impDlr>52112904954</impDlr><year>2024.03</year></item>"
    "<item><balPayments>4405403815</balPayments><expCnt>1</expCnt><expDlr>56518308769</expDlr><impCnt>1</impCnt>"
    "<impDlr>52112904954</impDlr><year>총계</year></item></items></body></response>"
)
COUNTRIES = (
    "<response><header><resultCode>00</resultCode></header><body><items>"
    "<item><expDlr>10520000000</expDlr><impDlr>9000000000</impDlr><statCd>CN</statCd>"
    "<statCdCntnKor1>중국</statCdCntnKor1><year>2024.03</year></item>"
    "<item><expDlr>1000000</expDlr><impDlr>1000</impDlr><statCd>TV</statCd>"
    "<statCdCntnKor1>투발루</statCdCntnKor1><year>2024.03</year></item></items></body></response>"
)
NO_FIGURES = "<response><header><resultCode>03</resultCode><resultMsg>NODATA_ERROR</resultMsg></header></response>"


def gateway(code: str, message: str) -> str:
    """An error of the data portal's gateway, which has the status 200."""
    return (
        "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
        f"<returnAuthMsg>{message}</returnAuthMsg><returnReasonCode>{code}</returnReasonCode>"
        "</cmmMsgHeader></OpenAPI_ServiceResponse>"
    )


def ecos(*values: str, count: int = 0) -> str:
    row = {"STAT_CODE": "901Y118", "ITEM_NAME1": "수출금액", "UNIT_NAME": "천불 "}
    rows = [row | {"TIME": f"2024{month:02d}", "DATA_VALUE": value} for month, value in enumerate(values, start=1)]
    return json.dumps({"StatisticSearch": {"list_total_count": count or len(rows), "row": rows}})


class Server:
    """Answers in turn, the last answer again and again; `asked` are the paths that it was asked for."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                status, headers, body = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"

    def answer(self, body: str, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, named, body.encode()))


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    Thread(target=server.http.serve_forever, daemon=True).start()
    yield server
    server.http.shutdown()
    server.http.server_close()


def fetch(server: Server, sources: Path, office: int = 0, today: date = TODAY, key: str = KEY) -> list[Fetched]:
    client = Client(OFFICES[office], key, server.address, pauses=(0, 0))
    return list(client.fetched(sources.parent / "fetched", sources, FIRST, today))


def kept(sources: Path) -> list[str]:
    return sorted(path.name for path in (sources.parent / "fetched").glob("*"))


# What is asked


def test_the_offices_are_asked_by_https_only() -> None:
    assert all(office.address.startswith("https://") for office in OFFICES)


@pytest.mark.parametrize("key", [KEY, QUOTED])
def test_a_key_is_sent_quoted_once_however_it_was_given_out(server: Server, sources: Path, key: str) -> None:
    server.answer(TOTALS)
    fetch(server, sources, key=key)
    months = "strtYymm=202401&endYymm=202403"
    assert server.asked[0] == f"/1220000/Newtrade/getNewtradeList?serviceKey={QUOTED}&{months}"


def test_the_data_portal_is_asked_for_a_year_at_a_time() -> None:
    requests = PORTAL.requests(date(2023, 1, 1), date(2024, 3, 1))
    spans = [request.path.partition("&")[2] for request in requests if "Newtrade" in request.path]
    assert spans == ["strtYymm=202301&endYymm=202312", "strtYymm=202401&endYymm=202403"]


@pytest.mark.parametrize(("today", "january"), [(date(2024, 1, 31), date(2022, 1, 1)), (TODAY, date(2023, 1, 1))])
def test_months_are_asked_for_as_long_as_they_are_revised(today: date, january: date) -> None:
    assert fetching.january_before(today) == january


def test_one_office_is_asked_for_what_both_tell(server: Server, sources: Path) -> None:
    server.answer(TOTALS)
    keys = {office.variable: KEY for office in OFFICES}
    found = fetching.fetch(keys, sources.parent / "fetched", sources, FIRST, TODAY, server.address)
    assert {each.request.name for each in found} == {"data_portal_totals_2024", "data_portal_countries_2024"}


# What comes


def test_an_answer_is_kept_as_it_came_with_its_day_and_goes_through_the_layouts(server: Server, sources: Path) -> None:
    server.answer(TOTALS)
    server.answer(COUNTRIES)
    totals, countries = fetch(server, sources)

    assert totals.path is not None
    assert totals.path.name.startswith("data_portal_totals_2024-2024-04-20-")
    assert totals.path.read_text(encoding="utf-8") == TOTALS
    assert totals.delivery is not None
    assert [(f"{f.month:%Y-%m}", f.flow, int(f.value_usd)) for f in totals.delivery.added] == [
        ("2024-03", "exports", 56_518_308_769),
        ("2024-03", "imports", 52_112_904_954),
    ]
    assert countries.delivery is not None
    assert {f.partner for f in countries.delivery.added} == {"china"}
    assert totals.is_new
    assert not list((sources.parent / "fetched").glob(".*"))


def test_an_answer_that_came_before_is_neither_kept_nor_new_again(server: Server, sources: Path) -> None:
    server.answer(ecos("46339145"))
    found = fetch(server, sources, office=1)[0].delivery
    assert found is not None
    delivery.take_in(found)
    before = kept(sources)

    again = fetch(server, sources, office=1, today=date(2024, 4, 21))[0]

    assert not again.is_new
    assert kept(sources) == before


def test_months_without_a_figure_yet_are_told_and_the_next_question_is_asked(server: Server, sources: Path) -> None:
    server.answer(NO_FIGURES)
    server.answer(COUNTRIES)
    totals, countries = fetch(server, sources)
    assert "has no figure of these months" in str(totals.problem)
    assert countries.delivery is not None


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_server_that_is_busy_is_asked_again(server: Server, sources: Path, status: int) -> None:
    server.answer("API rate limit exceeded", status)
    server.answer(gateway("02", "DB_ERROR"))
    server.answer(TOTALS)
    assert fetch(server, sources)[0].delivery is not None
    assert len(server.asked) == 4


CUT_OFF = TOTALS[:300]


@pytest.mark.parametrize(
    ("office", "body", "headers", "said"),
    [
        (0, CUT_OFF, {}, "the answer was cut off"),
        (0, TOTALS[:-30], {"Content_Length": str(len(TOTALS.encode()))}, "bytes came"),
        (1, ecos("46339145", count=30), {}, "the answer holds 1 of 30 records"),
        (0, "<html><body>점검중</body></html>", {}, "a web page"),
        (1, json.dumps({"RESULT": {"CODE": "ERROR-500", "MESSAGE": "서버 오류입니다."}}), {}, "ERROR-500 서버"),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_whole_is_asked_for_again_and_never_kept(
    server: Server, sources: Path, office: int, body: str, headers: dict[str, str], said: str
) -> None:
    server.answer(body, **headers)
    (found,) = fetch(server, sources, office)
    assert said in str(found.problem)
    assert "try again later" in str(found.problem)
    assert len(server.asked) == 3
    assert kept(sources) == []


@pytest.mark.parametrize(
    ("office", "body", "status"),
    [
        (0, gateway("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"), 200),
        (0, "API token quota exceeded", 429),
        (0, "API token quota exceeded", 200),
        (1, json.dumps({"RESULT": {"CODE": "ERROR-602", "MESSAGE": "과도한 OpenAPI호출로"}}), 200),
    ],
)
def test_a_quota_that_is_used_up_is_told_and_ends_the_asking(
    server: Server, sources: Path, office: int, body: str, status: int
) -> None:
    server.answer(body, status)
    (found,) = fetch(server, sources, office)
    assert "has used its quota" in str(found.problem)
    assert "try again tomorrow" in str(found.problem)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("office", "body", "status"),
    [
        (0, gateway("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR"), 200),
        (0, "Unauthorized", 401),
        (0, "Forbidden", 403),
        (1, json.dumps({"RESULT": {"CODE": "INFO-100", "MESSAGE": "인증키가 유효하지 않습니다."}}), 200),
    ],
)
def test_a_key_that_is_not_taken_is_told_by_its_variable(
    server: Server, sources: Path, office: int, body: str, status: int
) -> None:
    server.answer(body, status)
    (found,) = fetch(server, sources, office)
    assert "does not take the key" in str(found.problem)
    assert OFFICES[office].variable in str(found.problem)
    assert len(server.asked) == 1


def test_a_question_that_is_refused_is_told_with_the_code(server: Server, sources: Path) -> None:
    server.answer(gateway("10", "INVALID_REQUEST_PARAMETER_ERROR"))
    problems = [str(each.problem) for each in fetch(server, sources)]
    assert "refuses the question (10 INVALID_REQUEST_PARAMETER_ERROR)" in problems[0]


def test_a_server_that_is_not_there_is_told_without_its_address(sources: Path) -> None:
    client = Client(PORTAL, KEY, "http://127.0.0.1:9", pauses=())
    (found,) = client.fetched(sources.parent / "fetched", sources, FIRST, TODAY)
    assert "the network says ConnectionRefusedError" in str(found.problem)


# Secrets


def test_a_key_is_told_logged_and_kept_nowhere(server: Server, sources: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer(f"key {KEY} is unknown, {QUOTED}")
    server.answer(gateway("10", f"serviceKey={KEY}"))
    server.answer(gateway("10", f"serviceKey={QUOTED}"))
    server.answer(TOTALS.replace("정상서비스.", f"asked with {KEY}"))
    told = [str(each.problem) for _ in range(3) for each in fetch(server, sources)]

    secrets = (KEY, QUOTED)
    assert told
    assert not [text for text in (*told, caplog.text) for secret in secrets if secret in text]
    assert not [path for path in (sources.parent / "fetched").glob("*") if KEY in path.read_text(encoding="utf-8")]
    settings = Settings(sources, sources, keys={"KTW_ECOS_KEY": KEY})
    assert KEY not in repr(settings)


def test_a_server_that_points_elsewhere_is_not_followed(server: Server, sources: Path) -> None:
    server.answer("", 302, Location=f"{server.address}/elsewhere")
    (found, _) = fetch(server, sources)
    assert "refuses the question (status 302)" in str(found.problem)
    assert "/elsewhere" not in server.asked


@pytest.mark.parametrize("address", ["https://example.org", "http://127.0.0.1.example.org:80", "http://10.0.0.1:80"])
def test_tests_can_ask_no_server_but_this_machine(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KTW_OFFICES", address)
    with pytest.raises(SettingsError, match="KTW_OFFICES"):
        Settings.from_environment()


# The command


def test_the_asset_takes_in_what_came_and_an_office_that_is_silent_hinders_no_run(
    server: Server, sources: Path
) -> None:
    settings = Settings(sources, sources.parent, keys={ECOS.variable: KEY}, offices=server.address)
    server.answer(ecos("46339145"))
    server.answer(gateway("10", "INVALID"))

    result = dg.materialize([fetched.asset(settings)])

    assert result.success
    (file,) = (sources / "observed").glob("*.csv")
    told = result.asset_materializations_for_node("fetch__answers")[0].metadata
    assert told["taken in"].value == f"- {file.name}: 1 new, 0 revised"
    assert "refuses the question" in str(told["did not come, or refused"].value)


def ktw(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.main, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, server: Server, sources: Path) -> Path:
    for office in OFFICES:
        monkeypatch.delenv(office.variable, raising=False)
    monkeypatch.setenv("KTW_SOURCES_DIR", str(sources))
    monkeypatch.setenv("KTW_DATA_DIR", str(sources.parent / "data"))
    monkeypatch.setenv("KTW_OFFICES", server.address)
    return sources


@pytest.mark.usefixtures("environment")
def test_without_a_key_no_office_is_asked(server: Server) -> None:
    code, told = ktw("fetch")
    assert code == 1
    assert "KTW_DATA_PORTAL_KEY or KTW_ECOS_KEY" in told
    assert server.asked == []


def test_the_command_takes_in_what_is_new_only_where_it_is_asked_to(
    server: Server, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ECOS.variable, KEY)
    server.answer(ecos("46339145"))

    code, told = ktw("fetch", "--since", "2024-01")
    assert "1 to add, 0 to refine, 0 to revise" in told
    assert "--accept takes in" in told
    assert not (environment / "observed").exists()

    _, told = ktw("fetch", "--since", "2024-01", "--accept")
    (file,) = (environment / "observed").glob("*.csv")
    assert f"taken in as observed/{file.name}" in told
    assert '2024-01,exports,,,46339145000,"Bank of Korea ECOS 901Y118, ecos_exports-' in file.read_text(
        encoding="utf-8"
    )
    assert code == 0
