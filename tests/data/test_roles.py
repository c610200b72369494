"""roles.toml: who has which role, and which proxies are believed; a fault in it is said, and nobody has a role."""

import pytest

from data import roles
from data.people import Person

WHOLE = """\ufeff# written by hand
trusted_proxies = ["127.0.0.1", "10.1.0.0/16", "::1"]
user_header = "X-Planledger-User"

[people]
"li@example.cn" = "editor"
"赵" = "keeper"
"""


def written(folder, text: str) -> roles.Roles:
    (folder / "roles.toml").write_text(text, encoding="utf-8")
    return roles.read(folder)


def test_people_have_the_roles_that_are_written_and_anybody_else_reads(tmp_path):
    found = written(tmp_path, WHOLE)
    assert found.person("li@example.cn") == Person("li@example.cn", "editor")
    assert found.person("赵") == Person("赵", "keeper")
    for name in ("王", "LI@example.cn", "li@example.cn ", ""):
        assert found.person(name).role == "reader"
    assert found.user_header == "x-planledger-user"


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.0.1", "10.1.255.254", "::1"])
def test_a_proxy_is_believed_at_its_address(tmp_path, address):
    assert written(tmp_path, WHOLE).is_trusted(address)


@pytest.mark.parametrize("address", ["127.0.0.2", "10.2.0.1", "::2", "", "localhost", "127.0.0.1:80", "/run/socket"])
def test_no_other_address_is(tmp_path, address):
    assert not written(tmp_path, WHOLE).is_trusted(address)


def test_without_the_file_nobody_has_a_role_and_no_proxy_is_believed(tmp_path):
    found = roles.read(tmp_path)
    assert found.person("赵").role == "reader"
    assert not found.is_trusted("127.0.0.1")


def test_a_role_may_hold_for_some_regions_alone(tmp_path):
    found = written(tmp_path, "[people]\n'王' = { role = 'editor', regions = ['qingdao', 'zhoushan'] }")
    assert found.person("王") == Person("王", "editor", frozenset({"qingdao", "zhoushan"}))
    assert written(tmp_path, "[people]\n'王' = { role = 'keeper' }").person("王") == Person("王", "keeper")


def test_the_environment_may_say_which_proxies_are_believed(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANLEDGER_TRUSTED_PROXIES", "172.18.0.5, 172.19.0.0/16 ::1")
    monkeypatch.setenv("PLANLEDGER_USER_HEADER", "X-Remote-User")
    for found in (roles.read(tmp_path), written(tmp_path, WHOLE)):
        assert found.user_header == "x-remote-user"
        assert all(map(found.is_trusted, ("172.18.0.5", "172.19.0.1", "::1")))
        # what the file says is no longer asked
        assert not any(map(found.is_trusted, ("127.0.0.1", "10.1.0.1", "172.18.0.6")))
    assert found.person("赵") == Person("赵", "keeper")


@pytest.mark.parametrize(
    ("proxies", "header"), [("proxy", "X-User"), ("10.0.0.1/8", "X-User"), ("10.0.0.1", "X User"), ("10.0.0.1", "")]
)
def test_a_fault_of_the_environment_is_one_of_the_roles(tmp_path, monkeypatch, proxies, header):
    monkeypatch.setenv("PLANLEDGER_TRUSTED_PROXIES", proxies)
    monkeypatch.setenv("PLANLEDGER_USER_HEADER", header)
    with pytest.raises(roles.RolesFault, match="PLANLEDGER_"):
        roles.read(tmp_path)


FAULTS = {
    "a role for no region": "[people]\nli = { role = 'editor', regions = [] }",
    "a role for a region that is no list": "[people]\nli = { role = 'editor', regions = 'qingdao' }",
    "a role for what cannot be a region": "[people]\nli = { role = 'editor', regions = ['青岛'] }",
    "regions without a role": "[people]\nli = { regions = ['qingdao'] }",
    "a role with more": "[people]\nli = { role = 'editor', region = ['qingdao'] }",
    "no TOML": "[people",
    "no text": "\ud800",
    "an unknown part": "[roles]\nli = 'editor'",
    "a role that is none": "[people]\nli = 'admin'",
    "a role in capitals": "[people]\nli = 'Editor'",
    "a role that is a number": "[people]\nli = 1",
    "a role that is a list": "[people]\nli = ['editor']",
    "a name of blanks": "[people]\n' ' = 'editor'",
    "a name that ends in a blank": "[people]\n'li ' = 'editor'",
    "people that are no table": "people = ['li']",
    "a proxy by its name": "trusted_proxies = ['proxy.example']\nuser_header = 'X-User'",
    "a proxy that is no list": "trusted_proxies = '127.0.0.1'\nuser_header = 'X-User'",
    "a proxy that is a number": "trusted_proxies = [1]\nuser_header = 'X-User'",
    "a network with an end": "trusted_proxies = ['10.1.0.1/16']\nuser_header = 'X-User'",
    "a header that is none": "trusted_proxies = ['127.0.0.1']\nuser_header = 'X User'",
    "a header that is a list": "trusted_proxies = ['127.0.0.1']\nuser_header = ['X-User']",
    "a header and no proxy": "user_header = 'X-User'",
    "a proxy and no header": "trusted_proxies = ['127.0.0.1']",
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_named_in_both_languages(tmp_path, what):
    (tmp_path / "roles.toml").write_bytes(FAULTS[what].encode("utf-8", "surrogatepass"))
    with pytest.raises(roles.RolesFault) as fault:
        roles.read(tmp_path)
    assert fault.value.told("zh").startswith("roles.toml: ")
    assert "改好以前没有人有权限" in fault.value.told("zh")
    assert "until it is mended nobody has a role" in fault.value.told("en")


def test_a_folder_in_its_place_is_a_fault_too(tmp_path):
    (tmp_path / "roles.toml").mkdir()
    with pytest.raises(roles.RolesFault):
        roles.read(tmp_path)
