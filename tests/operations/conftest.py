import pytest
from django.conf import settings as site_settings

from tests.operations.sites import Site, place_in


@pytest.fixture
def site(tmp_path, monkeypatch, django_db_blocker):
    """A site with a data folder and a database of its own, which the commands use here."""
    folder = tmp_path / "site"
    folder.mkdir(mode=0o700)
    (folder / "secret_key").write_text("the key of this site\n")
    place = place_in(folder)
    monkeypatch.setattr(site_settings, "DATA_DIR", folder)
    monkeypatch.setattr(site_settings, "DATABASES", {"default": place})
    monkeypatch.delenv("SECRET_KEY", raising=False)
    # The database of other tests is not used here, and not made.
    with django_db_blocker.unblock():
        yield Site(folder, place)
