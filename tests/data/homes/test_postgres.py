"""A store in PostgreSQL: servers have one state, nothing is lost by a cut, and each region is its own editor's."""

import contextlib
import dataclasses
import sys
import threading
import time

import duckdb
import pytest

from data import backups, briefings, copying, homes, imports, log, parts, roles, state
from data.__main__ import main
from data.imports import ImportRefused
from data.people import Person, RightRefused
from tests.data.stores import import_ids
from tests.people import EDITOR, KEEPER

pytestmark = pytest.mark.usefixtures("tables_alone")

EAST = Person("丁", "editor", frozenset({"demo-east"}))


def content_of(folder) -> dict[str, bytes]:
    """Each file of imports and documents; what a mirror notes beside them is hidden."""
    kept = (path for name in parts.KEPT for path in sorted((folder / name).rglob("*")) if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}
    return {name: content for name, content in found.items() if "/." not in name}


def commit(ledger, folder, by=KEEPER, role="keeper"):
    return imports.commit(folder, folder.name, ledger.store, ledger.shipped, by=by, role=role)


def home(ledger):
    return homes.home_of(ledger.store)


def ask(cluster, database, sql, *values, user="planledger_owner"):
    import psycopg

    with psycopg.connect(cluster.address(database, user), autocommit=True) as connection:
        found = connection.execute(sql, values)
        return found.fetchall() if found.description else []


@pytest.fixture
def database(cluster) -> str:
    return cluster.new()


def give(cluster, database, *people: Person) -> None:
    for person in people:
        regions = None if person.regions is None else sorted(person.regions)
        ask(cluster, database, "insert into planledger.rights values (%s, %s, %s)", person.name, person.role, regions)


# two servers


def test_what_one_server_writes_the_other_has_byte_for_byte(server, database, source):
    one, other = server(database, "one"), server(database, "other")
    commit(one, source("first"))
    briefings.save({"name": "一", "items": []}, "create", one.store, by=EDITOR)
    home(other).follow()
    assert content_of(other.store) == content_of(one.store)
    assert import_ids(other) == {"shipped", "first"}
    commit(other, source("second"))
    imports.undo("first", other.store, other.shipped, by=KEEPER)
    briefings.undo(other.store, by=EDITOR)
    home(one).follow()
    assert content_of(other.store) == content_of(one.store)
    assert import_ids(one) == {"shipped", "second"}
    assert state.looked(one.store, one.shipped) == state.looked(other.store, other.shipped)
    assert log.read(one.store) == log.read(other.store)
    assert [line["what"] for line in log.read(one.store)] == [
        *("import", "briefing.create", "import", "import.undo", "briefing.undo")
    ]


def test_a_briefing_that_another_server_has_changed_is_not_written_over(server, database):
    one, other = server(database, "one"), server(database, "other")
    briefings.save({"name": "一", "items": []}, "create", one.store, by=EDITOR)
    home(other).follow()
    (there,) = briefings.read_all(other.store)[0]
    (here,) = briefings.read_all(one.store)[0]
    briefings.save({**here, "name": "二"}, "rename", one.store, by=EDITOR)
    with pytest.raises(briefings.BriefingChanged):
        briefings.save({**there, "name": "三"}, "rename", other.store, by=EDITOR)
    assert [one["name"] for one in briefings.read_all(other.store)[0]] == ["二"]


@pytest.mark.parametrize("name", ["second", "first"])
def test_who_is_overtaken_while_proving_proves_anew_on_what_came(server, database, source, monkeypatch, name):
    from data.homes import database as module
    from data.homes.postgres import PostgresDesk

    one, other = server(database, "one"), server(database, "other")
    given = source("first")
    late = source(name) if name == "second" else given
    prove, came = PostgresDesk.prove, []

    def overtaken(*words):
        if not came:
            came.append(words)
            monkeypatch.setattr(module, "QUEUE", 50)
            commit(other, given)
        prove(*words)

    monkeypatch.setattr(PostgresDesk, "prove", overtaken)
    with contextlib.nullcontext() if name == "second" else pytest.raises(ImportRefused):
        commit(one, late)
    assert len(came) == 1
    home(other).follow()
    assert import_ids(one) == import_ids(other) == {"shipped", "first", name}
    with home(one).database.reading() as reading:
        assert reading.standing().ledger == (2 if name == "second" else 1)


def test_a_server_hears_of_a_change_by_the_database(server, database, source):
    one, other = server(database, "one"), server(database, "other")
    follower, is_over = home(other), threading.Event()
    follower.follow_on(0, is_over)
    hearing = threading.Thread(target=follower.follow_on, args=(3600, is_over), daemon=True)
    hearing.start()
    commit(one, source("first"))
    hearing.join(120)
    assert not hearing.is_alive()
    assert import_ids(other) == {"shipped", "first"}
    follower._listener.close()


def test_one_building_serves_all_changes_that_have_come_meanwhile(server, database, source, cluster, monkeypatch):
    from data.homes import mirror

    one, given = server(database), [source(f"given-{number}") for number in range(4)]
    prove, built, have_come = mirror.prove, [], threading.Event()

    def waiting(imported, *words):
        built.append(sorted(place.name for place in imported))
        assert have_come.wait(60)
        return prove([one.store / ".followed/state/imports" / name for name in built[-1]], *words)

    monkeypatch.setattr(mirror, "prove", waiting)
    threads = [threading.Thread(target=commit, args=(one, folder)) for folder in given]
    for thread in threads:
        thread.start()
    while ask(cluster, database, "select count(*) from planledger.imports") != [(4,)]:
        time.sleep(0.1)
    # who reads meanwhile has the state that is built
    assert import_ids(one) == {"shipped"}
    have_come.set()
    for thread in threads:
        thread.join()
    assert len(built) == 2
    assert built[-1] == [folder.name for folder in given]
    assert import_ids(one) == {"shipped", *built[-1]}
    assert len(log.read(one.store)) == 4


def test_new_regions_that_no_ledger_has_yet_get_places_of_their_own(server, database, source, monkeypatch):
    from data.homes.postgres import PostgresHome

    one = server(database)
    with monkeypatch.context() as patch:
        patch.setattr(PostgresHome, "_catch_up", lambda *_: None)
        for name in ("north", "south"):
            given = source(name)
            (given / "catalog/regions.csv").write_text(f"region_id,name_zh\ndemo-{name},示例{name}\n", encoding="utf-8")
            commit(one, given)
    assert import_ids(one) == {"shipped"}
    home(one).follow()
    files = [(one.store / "imports" / name / "catalog/regions.csv").read_text() for name in ("north", "south")]
    # two cities are shipped
    assert [file.splitlines()[1].rpartition(",")[2] for file in files] == ["2", "3"]


def test_a_change_on_which_the_rules_fail_is_not_read_is_told_and_can_be_taken_back(
    server, database, source, monkeypatch
):
    from data.homes import mirror
    from data.homes.database import Away

    tried = []

    def fails(*_):
        tried.append(1)
        raise duckdb.OutOfRangeException("a rule fails")

    one = server(database)
    commit(one, source("first"))
    with monkeypatch.context() as patch:
        patch.setattr(mirror, "prove", fails)
        commit(one, source("second"))
        assert homes.away(one.store)[0] == "a rule fails"
        assert import_ids(one) == {"shipped", "first"}
        # what has failed once is not built again every two seconds
        home(one).follow_on(0, threading.Event())
        home(one).follow_on(0, threading.Event())
        assert homes.away(one.store)[0] == "a rule fails"
        assert len(tried) == 1
        # nor does it keep a server from being started again, but one that has nothing yet
        assert import_ids(server(database)) == {"shipped", "first"}
        assert homes.away(one.store)[0] == "a rule fails"
        with pytest.raises(Away, match="a rule fails"):
            server(database, "new")
        imports.undo("second", one.store, one.shipped, by=KEEPER)
    assert homes.away(one.store) is None
    commit(one, source("third"))
    assert import_ids(one) == {"shipped", "first", "third"}


# cuts


def test_a_connection_that_is_cut_before_the_commit_changes_nothing(server, database, source, cluster, monkeypatch):
    from data.homes.database import Away, Writing

    one, given = server(database), source("first")
    tell = Writing.tell

    def cut(writing, lines):
        ask(cluster, database, "select pg_terminate_backend(%s)", writing._connection.info.backend_pid)
        tell(writing, lines)

    with monkeypatch.context() as patch:
        patch.setattr(Writing, "tell", cut)
        with pytest.raises(Away):
            commit(one, given)
        with pytest.raises(briefings.BriefingRefused):
            briefings.save({"name": "一", "items": []}, "create", one.store, by=EDITOR)
    assert content_of(one.store) == {}
    assert ask(cluster, database, "select number from planledger.state") == [(0,)]
    commit(one, given)
    assert import_ids(one) == {"shipped", "first"}


@pytest.mark.parametrize("is_made", [True, False])
def test_a_commit_whose_answer_is_lost_is_made_once(server, database, source, cluster, monkeypatch, is_made):
    import psycopg

    one, lost = server(database), []
    really = psycopg.Connection.commit

    def commit_and_lose(connection):
        if not lost:
            lost.append(connection)
            if is_made:
                really(connection)
            ask(cluster, database, "select pg_terminate_backend(%s)", connection.info.backend_pid)
        really(connection)
        if lost == [connection]:
            raise psycopg.OperationalError("cut")

    monkeypatch.setattr(psycopg.Connection, "commit", commit_and_lose)
    commit(one, source("first"))
    assert import_ids(one) == {"shipped", "first"}
    assert ask(cluster, database, "select number from planledger.state") == [(1,)]
    assert ask(cluster, database, "select import_id from planledger.imports") == [("first",)]


def test_a_server_that_dies_after_the_commit_finds_it_when_it_is_back(server, database, source, monkeypatch):
    from data.homes.mirror import Mirror

    def killed(*_):
        raise KeyboardInterrupt

    one, given = server(database), source("first")
    with monkeypatch.context() as patch:
        patch.setattr(Mirror, "take_imports", killed)
        with pytest.raises(KeyboardInterrupt):
            commit(one, given)
    assert import_ids(one) == {"shipped"}
    one = server(database)
    assert import_ids(one) == {"shipped", "first"}
    assert [line["what"] for line in log.read(one.store)] == ["import"]


def test_a_mirror_that_cannot_be_written_does_not_take_back_what_is_written(server, database, source, monkeypatch):
    from data.homes import postgres

    def full(*_):
        raise OSError(28, "No space left on device")

    one = server(database)
    with monkeypatch.context() as patch:
        patch.setattr(postgres, "make", full)
        briefings.save({"name": "一", "items": []}, "create", one.store, by=EDITOR)
    home(one).follow()
    assert [one["name"] for one in briefings.read_all(one.store)[0]] == ["一"]


def test_without_the_database_the_mirror_is_read_and_nothing_is_written(server, database, source, cluster):
    from data.homes.database import Away

    one = server(database)
    commit(one, source("first"))
    there = home(one).database
    home(one).database = dataclasses.replace(there, address=cluster.address("gone"))
    home(one).follow_on(0, threading.Event())
    why, since = homes.away(one.store)
    assert "gone" in why
    assert since > 0
    assert import_ids(one) == {"shipped", "first"}
    with pytest.raises(Away):
        commit(one, source("second"))
    with pytest.raises(briefings.BriefingRefused):
        briefings.save({"name": "一", "items": []}, "create", one.store, by=EDITOR)
    home(one).database = there
    home(one).follow_on(0, threading.Event())
    assert homes.away(one.store) is None
    home(one)._listener.close()
    with pytest.raises(Away):
        server("gone", "new")


def test_a_database_that_was_put_back_from_an_earlier_dump_is_read_as_it_is(server, database, source, cluster):
    one = server(database)
    commit(one, source("first"))
    briefings.save({"name": "一", "items": []}, "create", one.store, by=EDITOR)
    home(one).follow()
    home(one).database = dataclasses.replace(home(one).database, address=cluster.address(cluster.new()))
    home(one).follow()
    assert content_of(one.store) == {}
    assert log.read(one.store) == []


def test_who_writes_into_a_database_that_was_put_back_sees_the_own_change(server, database, source, cluster):
    one = server(database)
    for name in ("first", "second"):
        commit(one, source(name))
    home(one).database = dataclasses.replace(home(one).database, address=cluster.address(cluster.new()))
    commit(one, source("third"))
    assert import_ids(one) == {"shipped", "third"}


# whose region it is


def test_the_database_itself_lets_an_editor_write_for_the_own_regions_alone(cluster, database):
    import psycopg

    give(cluster, database, EAST, Person("赵", "keeper"))
    header = "fact_id,document_id,region_id\n"
    key = "00000000-0000-0000-0000-000000000001"
    begin = "insert into planledger.files (import_key, path, header) values (%s, %s, %s)"
    insert = "insert into planledger.rows (import_key, path, line, region_at, text) values (%s, %s, %s, %s, %s)"
    with psycopg.connect(cluster.address(database, "planledger_app"), autocommit=True) as app:
        app.execute("select set_config('planledger.person', %s, false)", [EAST.name])
        app.execute("insert into planledger.imports values (%s, 'x', 1)", [key])
        for path in ("facts/x.csv", "catalog/periods.csv", "catalog/units.csv"):
            app.execute(begin, [key, path, header])
        app.execute(insert, [key, "facts/x.csv", 2, 2, 'a,"b,""c",demo-east\r\n'])
        app.execute(insert, [key, "catalog/units.csv", 2, 2, "万人,,\n"])
        for path, at, text in (
            ("facts/x.csv", 2, "a,b,demo-west\n"),
            ("facts/x.csv", 2, 'a,"demo-east",\n'),
            ("facts/x.csv", 1, "a,demo-east,demo-west\n"),
            ("facts/x.csv", None, "a,demo-east,demo-west\n"),
            ("catalog/periods.csv", 2, "a,b,demo-east\n"),
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(insert, [key, path, 3, at, text])
        for sql in (
            "update planledger.rights set regions = null",
            "insert into planledger.rights values ('x', 'keeper')",
            "delete from planledger.log",
            "update planledger.rows set text = ''",
            'insert into planledger.log values (1, \'{"who": "赵"}\')',
            "alter table planledger.rows disable row level security",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(sql)
        # an editor takes nothing out, and nobody who is not named writes anything
        assert app.execute("update planledger.imports set removed = 2 returning 1").fetchall() == []
        app.execute("select set_config('planledger.person', '', false)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(insert, [key, "facts/x.csv", 4, 2, "a,b,demo-east\n"])
        assert app.execute("select count(*), count(region_id) from planledger.rows").fetchall() == [(2, 1)]


def test_a_server_writes_as_whom_it_is_told_and_the_database_has_the_last_word(server, database, source, cluster):
    give(cluster, database, EAST, Person("赵", "keeper"))
    app = server(database, "app", "planledger_app")
    assert roles.read(app.store).people == {EAST.name: EAST, "赵": Person("赵", "keeper")}
    commit(app, source("east"), by=EAST, role="editor")
    briefings.save({"name": "一", "items": []}, "create", app.store, by=EAST)
    before = content_of(app.store)
    # who the server takes for more than the database knows
    for by in (Person("李", "keeper"), Person("丁", "keeper")):
        with pytest.raises(RightRefused, match=r"planledger\.rights"):
            imports.undo("east", app.store, app.shipped, by=by)
    with pytest.raises(RightRefused):
        commit(app, source("other"), by=Person("李", "keeper"))
    assert content_of(app.store) == before
    imports.undo("east", app.store, app.shipped, by=Person("赵", "keeper"))
    assert import_ids(app) == {"shipped"}
    ask(cluster, database, "delete from planledger.rights")
    with pytest.raises(RightRefused):
        briefings.save({"name": "二", "items": []}, "create", app.store, by=EAST)


# moving


def test_a_store_is_copied_into_a_database_and_back_whole(server, database, small_ledger, source, tmp_path):
    given = source("first")
    # as other programs write CSV
    facts = (given / "facts/first.csv").read_text(encoding="utf-8")
    (given / "facts/first.csv").write_bytes(b"\xef\xbb\xbf" + facts.rstrip("\n").replace("\n", "\r\n").encode())
    (given / "texts").mkdir()
    (given / "texts" / briefings._sum(b"\0original")).write_bytes(b"\0original")
    commit(small_ledger, given)
    briefings.save({"name": "一", "items": []}, "create", small_ledger.store, by=EDITOR)
    (small_ledger.store / "roles.toml").write_text(
        "[people]\n'丁' = { role = 'editor', regions = ['demo-east'] }\n'赵' = 'keeper'\n", encoding="utf-8"
    )
    there = server(database)
    copied = copying.copy(small_ledger.store, there.store, small_ledger.shipped, by=KEEPER)
    assert {kind: before.count for kind, (before, _) in copied.items()} == {
        **{"imports": 1, "files": 3, "rows": 2, "documents": 2, "log": 2, "rights": 2}
    }
    assert all(before == after for before, after in copied.values())
    assert state.looked(there.store, there.shipped) == state.looked(small_ledger.store, small_ledger.shipped)
    back = tmp_path / "back"
    assert all(one == two for one, two in copying.copy(there.store, back, there.shipped, by=KEEPER).values())
    assert content_of(back) == content_of(small_ledger.store)
    assert (back / log.LOG).read_bytes() == (small_ledger.store / log.LOG).read_bytes()
    with pytest.raises(ImportRefused):
        copying.copy(small_ledger.store, there.store, small_ledger.shipped, by=KEEPER)


def test_a_backup_of_a_database_is_restored_in_a_folder(server, database, small_ledger, source, tmp_path):
    one = server(database)
    commit(one, source("first"))
    backups.backup(tmp_path / "kept.zip", one.store, by=KEEPER)
    backups.restore(tmp_path / "kept.zip", small_ledger.store, small_ledger.shipped, by=KEEPER)
    assert content_of(small_ledger.store) == content_of(one.store)


# how it is named


def test_the_command_line_takes_an_address_for_a_store(cluster, database, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PLANLEDGER_MIRROR", str(tmp_path / "mirrors"))
    monkeypatch.setattr(homes, "_opened", {})
    monkeypatch.setattr(homes, "_folders", {})
    address = cluster.address(database)
    assert main(["backup", str(tmp_path / "kept.zip"), "--store", address]) == 0
    assert "2 files" in capsys.readouterr().out
    (folder,) = homes._opened
    assert folder.is_relative_to(tmp_path / "mirrors")
    # the mirror by itself is read, and not written
    monkeypatch.setattr(homes, "_opened", {})
    assert main(["backup", str(tmp_path / "kept.zip"), "--store", str(folder)]) == 1
    assert "mirror of a database" in capsys.readouterr().err
    assert main(["backup", str(tmp_path / "kept.zip"), "--store", cluster.address("gone")]) == 1
    assert capsys.readouterr().err.startswith("postgresql: ")


def test_without_psycopg_a_store_in_a_database_is_refused_in_a_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "data.homes.postgres", None)
    assert main(["backup", str(tmp_path / "kept.zip"), "--store", "postgresql://u:secret@h/d"]) == 1
    said = capsys.readouterr().err
    assert "requirements-server.txt" in said
    assert "secret" not in said
