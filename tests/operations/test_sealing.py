"""What is encrypted, and what opens it."""

import shutil
import subprocess

import pyrage
import pytest

from mgapp.operations.backup.sealing import Key, Seal, is_sealed, read_secret_file, seal, unseal
from mgapp.operations.problems import OperationProblem

SECRET = b"magnesium, 200 mg" * 1000


@pytest.fixture
def sealed(tmp_path):
    """Return what encrypts SECRET for a public key and returns the file."""
    return lambda recipient: sealed_in(tmp_path, recipient=recipient)


@pytest.fixture(scope="module")
def passphrased(tmp_path_factory):
    """Return SECRET, closed by a passphrase; that takes a second, on purpose."""
    return sealed_in(tmp_path_factory.mktemp("sealed"), passphrase="sea breeze")


def sealed_in(folder, **how):
    plain, file = folder / "plain", folder / "file.age"
    plain.write_bytes(SECRET)
    seal(plain, file, Seal(**how))
    return file


def opened(file, **how):
    to = file.with_name("opened")
    unseal(file, to, Key(**how))
    return to.read_bytes()


def test_a_passphrase_opens_what_it_closed(passphrased):
    assert is_sealed(passphrased)
    assert b"magnesium" not in passphrased.read_bytes()
    assert opened(passphrased, passphrase="sea breeze") == SECRET


def test_another_passphrase_does_not(passphrased):
    with pytest.raises(OperationProblem, match="the passphrase is another one"):
        opened(passphrased, passphrase="sea")


def test_the_identity_of_a_public_key_opens_what_was_closed_for_it(sealed):
    identity = pyrage.x25519.Identity.generate()
    file = sealed(recipient=str(identity.to_public()))

    assert opened(file, identities=f"# created: today\n{identity}\n") == SECRET


def test_another_identity_does_not(sealed):
    mine, other = (pyrage.x25519.Identity.generate() for _ in range(2))

    with pytest.raises(OperationProblem, match="the key is another one"):
        opened(sealed(recipient=str(mine.to_public())), identities=str(other))


def test_a_damaged_file_is_told_of(sealed):
    identity = pyrage.x25519.Identity.generate()
    file = sealed(recipient=str(identity.to_public()))
    file.write_bytes(file.read_bytes()[:-100])

    with pytest.raises(OperationProblem, match="is damaged"):
        opened(file, identities=str(identity))


def test_without_a_key_it_says_how_to_name_one(passphrased):
    with pytest.raises(OperationProblem, match="--passphrase-file"):
        opened(passphrased)


@pytest.mark.parametrize("text", ["nothing like a key", "", "# only a comment"])
def test_an_identity_file_without_a_key_is_told_of(sealed, text):
    identity = pyrage.x25519.Identity.generate()

    with pytest.raises(OperationProblem):
        opened(sealed(recipient=str(identity.to_public())), identities=text)


def test_a_public_key_that_is_none_is_told_of(sealed):
    with pytest.raises(OperationProblem, match="BACKUP_RECIPIENT"):
        sealed(recipient="age1nobody")


def test_the_line_end_of_a_passphrase_file_is_no_part_of_it(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(" sea breeze \r\n")

    assert read_secret_file(file, "passphrase file") == " sea breeze "


@pytest.mark.parametrize("content", [b"", b"\n", b" \n", b"\xff\xfe", None])
def test_a_passphrase_file_with_nothing_in_it_is_told_of(tmp_path, content):
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(OperationProblem, match="passphrase file"):
        read_secret_file(file, "passphrase file")


@pytest.mark.skipif(not shutil.which("age"), reason="age itself is not on this machine")
def test_age_itself_opens_what_was_closed_for_a_public_key(sealed, tmp_path):
    identity = pyrage.x25519.Identity.generate()
    file, key = sealed(recipient=str(identity.to_public())), tmp_path / "key"
    key.write_text(str(identity))

    done = subprocess.run(["age", "-d", "-i", key, file], capture_output=True, check=True)
    assert done.stdout == SECRET
