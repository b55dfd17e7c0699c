"""The settings, read anew for each test from an environment of its own."""

import runpy
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from mgapp.environment import SettingProblem, read_or_create_secret_key

ROOT = Path(__file__).resolve().parents[2]
VARIABLES = (
    *("BIND", "CSP_REPORTS", "DATABASE_URL", "DATA_DIR", "DEBUG", "EMAIL_FROM", "EMAIL_URL"),
    *("ERROR_MAIL_TO", "LOG_FORMAT", "METRICS", "METRICS_TOKEN"),
    *("PUBLIC_URL", "SECRET_KEY", "TRUSTED_PROXIES"),
)


@pytest.fixture
def read_settings(monkeypatch, tmp_path):
    """Return a function that reads the settings from the environment it is given."""

    def read(**environment):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path), **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "mgapp/settings.py"))

    return read


@pytest.fixture
def manage(monkeypatch, tmp_path):
    """Return a function that runs a command of manage.py in the environment it is given."""

    def run(*arguments, **environment):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path), **environment}.items():
            monkeypatch.setenv(name, value)
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    return run


# The secret key


def test_the_secret_key_is_made_at_the_first_start(read_settings, tmp_path):
    key = read_settings()["SECRET_KEY"]

    assert len(key) > 50
    assert (tmp_path / "secret_key").read_text().strip() == key


def test_only_the_owner_can_read_the_secret_key(read_settings, tmp_path):
    read_settings()

    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_the_secret_key_is_kept(read_settings):
    assert read_settings()["SECRET_KEY"] == read_settings()["SECRET_KEY"]


def test_a_secret_key_from_the_environment_is_not_written_down(read_settings, tmp_path):
    assert read_settings(SECRET_KEY="from outside")["SECRET_KEY"] == "from outside"
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_at_once_end_with_the_same_key(tmp_path):
    program = (
        "import sys, pathlib; from mgapp.environment import read_or_create_secret_key as read;"
        "sys.stdin.readline(); print(read(pathlib.Path(sys.argv[1])))"
    )
    path = tmp_path / "secret_key"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    keys = {process.communicate()[0].strip() for process in processes}

    assert keys == {path.read_text().strip()}
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_secret_key_is_refused(tmp_path):
    path = tmp_path / "secret_key"
    path.touch()

    with pytest.raises(SettingProblem, match="is empty; delete it"):
        read_or_create_secret_key(path)


def test_a_secret_key_that_cannot_be_made_is_one_sentence(tmp_path):
    with pytest.raises(SettingProblem, match=r"No such file or directory.*write access"):
        read_or_create_secret_key(tmp_path / "missing" / "secret_key")


@pytest.mark.parametrize("host", ["db.example.org", "10.0.0.5"])
def test_a_database_on_another_machine_asks_for_one_key_for_all_that_use_it(read_settings, host):
    with pytest.raises(SettingProblem, match=r"sign with one key: set SECRET_KEY"):
        read_settings(DATABASE_URL=f"postgres://ada:secret@{host}/mgdiary")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:5433", "[::1]", "%2Frun%2Fpostgresql"])
def test_a_postgresql_on_this_machine_does_with_the_key_of_the_data_folder(read_settings, host):
    assert len(read_settings(DATABASE_URL=f"postgres://ada@{host}/mgdiary")["SECRET_KEY"]) > 50


def test_with_a_key_of_its_own_the_database_may_be_anywhere(read_settings):
    settings = read_settings(DATABASE_URL="postgres://ada@db.example.org/mgdiary", SECRET_KEY="k")

    assert settings["DATABASES"]["default"]["HOST"] == "db.example.org"


# The data folder and the database


def test_only_the_owner_can_open_the_data_folder(read_settings, tmp_path):
    read_settings(DATA_DIR=str(tmp_path / "new" / "data"))

    assert stat.S_IMODE((tmp_path / "new" / "data").stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_made_ends_a_command_with_one_sentence(manage, tmp_path):
    (tmp_path / "file").touch()
    result = manage("check", DATA_DIR=str(tmp_path / "file" / "data"))

    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("The data folder ")


@pytest.fixture
def connection(read_settings):
    """Return a connection to a database file, opened with the settings' own options."""
    database = DatabaseWrapper(read_settings()["DATABASES"]["default"])
    with closing(database.get_new_connection(database.get_connection_params())) as connection:
        yield connection


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 20000),
        ("temp_store", 2),  # MEMORY
        ("journal_size_limit", 16 * 2**20),
    ],
)
def test_the_database_keeps_what_it_acknowledged(connection, pragma, value):
    assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_transaction_takes_the_write_lock_when_it_begins(read_settings):
    assert read_settings()["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_sqlite_that_is_too_old_is_told_of(read_settings, monkeypatch):
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 34, 1))
    monkeypatch.setattr("sqlite3.sqlite_version", "3.34.1")

    with pytest.raises(SettingProblem, match=r"is 3\.34\.1, and 3\.35 or newer is needed"):
        read_settings(DATABASE_URL="")


def test_requests_are_no_transactions(read_settings):
    assert read_settings()["DATABASES"]["default"]["ATOMIC_REQUESTS"] is False


# Addresses


def test_the_public_address_follows_the_port(read_settings):
    assert read_settings(BIND="0.0.0.0:9000")["PUBLIC_URL"] == "http://localhost:9000"


def test_a_slash_at_the_end_of_the_public_address_is_dropped(read_settings):
    assert read_settings(PUBLIC_URL="http://diary.lan/")["PUBLIC_URL"] == "http://diary.lan"


def test_an_empty_variable_means_the_default(read_settings):
    assert read_settings(PUBLIC_URL="", BIND="")["PUBLIC_URL"] == "http://localhost:8000"


@pytest.mark.parametrize("address", ["diary.lan", "ftp://diary.lan", "http://a/b", "http://["])
def test_a_public_address_that_is_no_site_is_refused(read_settings, address):
    with pytest.raises(SettingProblem, match="PUBLIC_URL is"):
        read_settings(PUBLIC_URL=address)


@pytest.mark.parametrize("address", ["8000", ":8000", "localhost:", "localhost:0", "host:70000"])
def test_an_address_to_listen_on_without_host_or_port_is_refused(read_settings, address):
    with pytest.raises(SettingProblem, match="BIND is"):
        read_settings(BIND=address)


def test_the_host_of_the_public_address_is_allowed(read_settings):
    assert (
        "diary.example.org"
        in read_settings(PUBLIC_URL="https://diary.example.org")["ALLOWED_HOSTS"]
    )


def test_an_ipv6_public_address_is_allowed(read_settings):
    assert "[fd00::1]" in read_settings(PUBLIC_URL="http://[fd00::1]:8000")["ALLOWED_HOSTS"]


def test_links_use_the_public_address_and_not_the_host_header(client, settings):
    settings.PUBLIC_URL = "https://diary.example.org"

    response = client.get("/", headers={"host": "127.0.0.1"})

    assert 'href="https://diary.example.org/"' in response.text
    assert "127.0.0.1" not in response.text


def test_the_redirect_to_https_goes_to_the_public_address(client, settings, read_settings):
    with_https = read_settings(PUBLIC_URL="https://diary.example.org")
    settings.SECURE_SSL_REDIRECT = with_https["SECURE_SSL_REDIRECT"]
    settings.SECURE_SSL_HOST = with_https["SECURE_SSL_HOST"]

    response = client.get("/rules", headers={"host": "localhost"})

    assert response["Location"] == "https://diary.example.org/rules"


# With and without https

SECURED = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")


@pytest.mark.parametrize("name", [*SECURED, "SECURE_HSTS_SECONDS"])
def test_https_turns_on(read_settings, name):
    assert read_settings(PUBLIC_URL="https://diary.example.org")[name]


@pytest.mark.parametrize("name", [*SECURED, "SECURE_HSTS_SECONDS"])
def test_plain_http_leaves_off(read_settings, name):
    assert not read_settings()[name]


def test_the_deployment_check_is_clean_with_https(manage):
    result = manage(
        "check", "--deploy", "--fail-level", "WARNING", PUBLIC_URL="https://diary.example.org"
    )

    assert (result.returncode, result.stderr) == (0, "")


def test_debug_is_off_by_default(read_settings):
    assert read_settings()["DEBUG"] is False


def test_a_switch_that_is_neither_on_nor_off_is_refused(read_settings):
    with pytest.raises(SettingProblem, match="DEBUG is 'perhaps'; write 1"):
        read_settings(DEBUG="perhaps")


# Mail


def mail_settings(settings):
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    return tuple(settings[f"EMAIL_{name}"] for name in names)


def test_without_an_address_no_mail_can_leave(read_settings):
    settings = read_settings()

    assert settings["SENDS_MAIL"] is False
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://ada:secret@mail.lan:2525", ("mail.lan", 2525, "ada", "secret", True, False)),
        ("smtp://ada:secret@mail.lan", ("mail.lan", 587, "ada", "secret", True, False)),
        ("smtps://ada:secret@mail.lan/", ("mail.lan", 465, "ada", "secret", False, True)),
        ("smtps://mail.lan", ("mail.lan", 465, "", "", False, True)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://a%40b.org:p%2F%25@[::1]:25", ("::1", 25, "a@b.org", "p/%", True, False)),
    ],
)
def test_an_address_of_a_mail_server_is_used(read_settings, url, expected):
    settings = read_settings(EMAIL_URL=url)

    assert settings["SENDS_MAIL"] is True
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert mail_settings(settings) == expected


@pytest.mark.parametrize("url", ["consolemail:", "consolemail://"])
def test_mail_can_go_to_the_console(read_settings, url):
    settings = read_settings(EMAIL_URL=url)

    assert settings["SENDS_MAIL"] is True
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    "url",
    [
        "mail.lan",
        "http://mail.lan",
        "smtp://",
        "smtp://ada:se/cret@mail.lan",
        "smtp://ada:secret@mail.lan:port",
        "smtp://ada:secret@mail.lan:99999",
        "smtp://ada:secret@mail.lan?tls=1",
        "smtp://[secret",
        "console",
    ],
)
def test_an_address_that_is_none_is_refused_without_showing_it(read_settings, url):
    with pytest.raises(SettingProblem, match="EMAIL_URL cannot be read; write") as refusal:
        read_settings(EMAIL_URL=url)

    assert "secret" not in str(refusal.value)


def test_a_mail_comes_from_the_site_unless_told_otherwise(read_settings):
    plain = read_settings(PUBLIC_URL="https://diary.example.org")
    told = read_settings(EMAIL_FROM="Diary <diary@example.org>")

    assert plain["DEFAULT_FROM_EMAIL"] == "Mg Diary <mgdiary@diary.example.org>"
    assert told["DEFAULT_FROM_EMAIL"] == "Diary <diary@example.org>"


# Proxies


@pytest.mark.parametrize(("text", "count"), [("", 0), ("0", 0), ("2", 2)])
def test_only_proxies_that_are_counted_are_trusted(read_settings, text, count):
    assert read_settings(TRUSTED_PROXIES=text)["ALLAUTH_TRUSTED_PROXY_COUNT"] == count


@pytest.mark.parametrize("text", ["-1", "one", "1.5", "\N{SUPERSCRIPT TWO}"])
def test_a_number_of_proxies_that_is_none_is_refused(read_settings, text):
    with pytest.raises(SettingProblem, match="TRUSTED_PROXIES is"):
        read_settings(TRUSTED_PROXIES=text)


# Watching


def test_nothing_is_counted_and_nobody_is_mailed_unless_somebody_wants_it(read_settings):
    site = read_settings()

    assert (site["METRICS"], site["ERROR_MAIL_TO"]) == (False, [])
    assert "owner" not in site["LOGGING"]["handlers"]
    assert not any("metrics" in name for name in site["MIDDLEWARE"])


def test_errors_are_mailed_to_those_who_are_named(read_settings):
    site = read_settings(ERROR_MAIL_TO="a@example.org, b@example.org", EMAIL_URL="consolemail:")

    assert site["ERROR_MAIL_TO"] == ["a@example.org", "b@example.org"]
    assert "owner" in site["LOGGING"]["root"]["handlers"]


def test_mails_about_errors_that_cannot_leave_are_refused(read_settings):
    with pytest.raises(SettingProblem, match="set EMAIL_URL too"):
        read_settings(ERROR_MAIL_TO="a@example.org")


@pytest.mark.parametrize(
    ("text", "formatter"),
    [
        ("", "mgapp.watch.logs.WithoutExceptionText"),
        ("plain", "mgapp.watch.logs.WithoutExceptionText"),
        ("JSON", "mgapp.watch.logs.JsonLines"),
    ],
)
def test_log_lines_are_for_people_or_for_programs(read_settings, text, formatter):
    assert read_settings(LOG_FORMAT=text)["LOGGING"]["formatters"]["line"]["()"] == formatter


def test_another_format_of_log_lines_is_refused(read_settings):
    with pytest.raises(SettingProblem, match="LOG_FORMAT is 'xml'; write plain or json"):
        read_settings(LOG_FORMAT="xml")
