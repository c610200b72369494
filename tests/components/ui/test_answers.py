"""/data: a program that knows HTTP alone asks a running server what the command line is asked."""

import csv
import io
import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urlencode

import pytest
from starlette.requests import Request

import queries
from components.ui.answers import Answers
from data import store
from queries.choices import read_words
from queries.delimited import csv_bytes
from tests.browser.conftest import Server, running


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers and body."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("served")) as server:
        yield server
        assert "Traceback" not in server.log.read_text(encoding="utf-8")


@pytest.fixture
def own_store(server, monkeypatch):
    """What is asked in the test is asked of the server's ledger."""
    monkeypatch.setenv("PLANLEDGER_STORE", str(server.store))


def get(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"{server.address}{path}", headers=named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())


@pytest.mark.usefixtures("own_store")
@pytest.mark.parametrize("name", ["ledger_summary", "commitment_list", "judgement_list", "finding_list"])
def test_an_address_answers_with_the_bytes_of_the_command_line(server, name):
    words = queries.example(name).split()[1:]
    query = urlencode([tuple(word.split("=", 1)) for word in words])
    answer = get(server, f"/data/{name}.csv?{query}")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert answer.body == csv_bytes(queries.ask(name, **read_words(name, words)))


def test_commas_make_lists_and_the_language_is_no_parameter(server):
    answer = get(server, "/data/document_list.csv?kinds=five_year_plan,special_plan&region_ids=qingdao&lang=en")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert [row["document_id"] for row in rows] == ["qingdao-hrss-14fyp", "qingdao-employment-14fyp"]


@pytest.mark.usefixtures("own_store")
def test_json_has_an_object_a_row_with_the_columns_of_the_question(server):
    answer = get(server, "/data/fact_list.json?fact_ids=qingdao-hrss-14fyp.table1-1.actual")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    (row,) = json.loads(answer.body)
    assert list(row) == list(queries.ask("fact_list").columns)
    assert (row["value_raw"], row["value"], row["series"], row["year_to"]) == ("[197.47]", 197.47, None, 2020)


def test_an_answer_that_is_known_is_not_sent_again(server):
    first = get(server, "/data/region_list.csv")
    label = first.headers["etag"]
    assert label.startswith('W/"')
    again = get(server, "/data/region_list.csv", if_none_match=label)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", label)
    assert get(server, "/data/region_list.csv", if_none_match=f'"other", {label}').status == 304
    assert get(server, "/data/region_list.csv", if_none_match='W/"other"').body == first.body
    assert get(server, "/data/theme_list.csv", if_none_match=label).status == 200


def test_head_says_what_get_would_say_without_the_rows(server):
    head, answer = (get(server, "/data/region_list.csv", method) for method in ("HEAD", "GET"))
    assert head.status == 200
    assert head.body == b""
    told = ("content-type", "etag", "cache-control", "x-content-type-options")
    assert [head.headers[name] for name in told] == [answer.headers[name] for name in told]
    assert get(server, "/data/region_list.csv?x=1", "HEAD").status == 400


@pytest.mark.parametrize("place", ["/data", "/data/"])
def test_the_folder_lists_every_question_with_an_address_that_answers(server, place):
    listed = get(server, place).text.splitlines()
    assert [line for line in listed if not line.startswith(" ")] == [f"{name}.csv" for name in queries.names()]
    shown = [line.strip() for line in listed if ".csv?" in line]
    assert get(server, f"/data/{next(line for line in shown if '%' in line)}").status == 200


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (
            "/data/facts_list.csv",
            404,
            'There is no question named "facts_list". There are: base_year_list, commitment_list, ',
        ),
        ("/data/fact_list", 404, '"fact_list" is no answer\'s address.'),
        ("/data/fact_list.xlsx", 404, '"fact_list.xlsx" is no answer\'s address.'),
        ("/data/facts/qingdao-hrss-14fyp.csv", 404, 'There is no question named "facts/qingdao-hrss-14fyp".'),
        (f"/data/{quote('<b>=1</b>')}.csv", 404, 'There is no question named "<b>=1</b>".'),
        ("/data/fact_list.csv?region=qingdao", 400, 'fact_list has no parameter "region". It has: region_ids, '),
        ("/data/theme_list.csv?year=2025", 400, 'theme_list has no parameter "year": it takes none.'),
        ("/data/fact_list.csv?roles=target&roles=actual", 400, 'The parameter "roles" is given twice.'),
        ("/data/evidence_list.csv?is_conflict=yes", 400, 'The parameter "is_conflict" is true or false, not "yes".'),
        ("/data/commitment_list.json?year=next", 400, 'The parameter "year" is a year such as 2025, not "next".'),
        ("/data/judgement_list.csv?as_of=2025", 400, 'The parameter "as_of" is a month such as 2025-12, not "2025".'),
    ],
)
def test_a_bad_name_or_parameter_is_said_in_a_sentence_of_the_readers_language(server, path, status, said):
    sign = "&" if "?" in path else "?"
    answer = get(server, f"{path}{sign}lang=en")
    assert (answer.status, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert (answer.headers["content-language"], answer.headers["x-content-type-options"]) == ("en-US", "nosniff")
    assert answer.text.startswith(said)
    in_chinese = get(server, path)
    assert (in_chinese.status, in_chinese.headers["content-language"]) == (status, "zh-CN")
    assert "。" in in_chinese.text or "：" in in_chinese.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(server, method):
    answer = get(server, "/data/region_list.csv?lang=en", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.text == "Here one can only read (GET, HEAD).\n"


def test_an_answer_follows_the_ledger_and_a_broken_one_is_said(server):
    # a fact that comes has its row under another label; CSV that cannot be a ledger is no answer until it is mended
    header = (store.SHIPPED / "facts/qingdao-hrss-14fyp.csv").read_text(encoding="utf-8").splitlines()[0]
    documents = "document_id,title_zh,issuer,issued_on,kind,region_id\ndemo,示例,示例,2027-03,press,qingdao\n"
    fact = dict.fromkeys(header.split(","), "") | {
        "fact_id": "demo.text1.actual.2026", "document_id": "demo", "region_id": "qingdao", "role": "actual",
        "indicator_id": "new_urban_jobs", "place": "text", "locator": "示例", "label_raw": "新增就业",
        "value_raw": "30", "value": "30", "comparator": "eq", "unit": "万人", "year_from": "2026", "year_to": "2026",
        "basis": "total", "basis_source": "printed", "reliability": "A",
    }  # fmt: skip
    asked = "/data/fact_list.csv?document_ids=demo&lang=en"

    def when(is_so) -> Answer:
        deadline = time.monotonic() + 60
        while not is_so(answer := get(server, asked)):
            assert time.monotonic() < deadline, answer
            time.sleep(0.05)
        return answer

    before = get(server, asked)
    assert before.body.count(b"\r\n") == 1
    added = server.store / "imports/demo"
    for folder, name, text in (
        ("catalog", "documents.csv", documents),
        ("facts", "demo.csv", f"{header}\n{','.join(fact.values())}\n"),
    ):
        (added / folder).mkdir(parents=True)
        (added / folder / name).write_text(text, encoding="utf-8")
    # the server may look while one of the files is there already, or still
    after = when(lambda answer: b"demo.text1.actual.2026," in answer.body)
    assert (after.status, after.body.count(b"\r\n")) == (200, 2)
    assert after.headers["etag"] != before.headers["etag"]
    (added / "facts/demo.csv").write_text("wrong,header\n", encoding="utf-8")
    broken = when(lambda answer: answer.status != 200)
    assert (broken.status, broken.headers["content-type"]) == (503, "text/plain; charset=utf-8")
    assert broken.text.startswith("The ledger's CSV has faults")
    shutil.rmtree(added)
    again = when(lambda answer: answer.headers["etag"] == before.headers["etag"])
    assert (again.status, again.body) == (200, before.body)


def test_without_the_stores_database_an_answer_says_when_it_was_last_seen(monkeypatch):
    about = {"type": "http", "method": "HEAD", "path": "/data/region_list.csv", "query_string": b"", "headers": []}
    request = Request(about | {"path_params": {"path": "region_list.csv"}})
    told = []
    for found in (None, ("connection refused", 1_790_000_000.0)):
        monkeypatch.setattr(queries, "away", lambda found=found: found)
        answer = Answers(request.scope, None, None).get(request)
        assert answer.status_code == 200
        told.append(answer.headers.get("planledger-last-seen"))
    assert told == [None, "Mon, 21 Sep 2026 14:13:20 GMT"]
