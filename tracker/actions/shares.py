"""The writes of shared links. They make no Change: see docs/decisions/0019-share-links.md.

What is over stays in the list of its owner until they remove it. Its encrypted file goes when it
is revoked; after its time, when the owner looks at the list or makes another link.
"""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, Q

from tracker.actions.derived import kept_where_possible
from tracker.actions.errors import DemoIsReadOnly, NoSuchEntry, ShareIsMade
from tracker.domain import shares
from tracker.domain.shares import Opened, hash_of
from tracker.models import Person, Share, ShareOpening
from tracker.models.plain import plain
from tracker.queries import Shared

BYTES_OF_TOKEN = 32


@dataclass(frozen=True, slots=True)
class Tokens:
    """What opens a link: in its address, and in the address of its SMART Health Link."""

    page: str
    health_link: str


def new_tokens() -> Tokens:
    """Return two tokens of 256 bits that nobody can guess."""
    return Tokens(token_urlsafe(BYTES_OF_TOKEN), token_urlsafe(BYTES_OF_TOKEN))


def make_share(
    *, person: Person, share: shares.Share, tokens: Tokens, health_file: str, passcode: str = ""
) -> None:
    """Make a link. Only the hashes of its tokens are kept: whoever made them shows them once.

    Raises ShareIsMade where the person has a link of this id, since a form that comes twice is
    one link; DemoIsReadOnly for the demo.
    """
    hashed = make_password(passcode) if passcode else ""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if locked.is_demo:
            raise DemoIsReadOnly
        if Share.objects.filter(person=locked, share_id=share.id).exists():
            raise ShareIsMade(share.id)
        Share.objects.create(
            person=locked,
            share_id=share.id,
            token_hash=hash_of(tokens.page),
            health_token_hash=hash_of(tokens.health_link),
            health_file=health_file,
            selection=plain(share.selection),
            label=share.label,
            made_at=share.made_at,
            expires_at=share.expires_at,
            passcode=hashed,
        )
        drop_health_files(person=locked, now=share.made_at)


def revoke_share(*, person: Person, share_id: str, now: datetime) -> None:
    """End a link for good; one that was ended before stays as it is."""
    rows = Share.objects.filter(person=person, share_id=share_id)
    if not rows.exists():
        raise NoSuchEntry("share", share_id)
    rows.filter(revoked_at=None).update(revoked_at=now, health_file="")


def revoke_all_shares(*, person: Person, now: datetime) -> None:
    """End every link of the person that is not ended yet, for good."""
    Share.objects.filter(person=person, revoked_at=None).update(revoked_at=now, health_file="")


def forget_share(*, person: Person, share_id: str, now: datetime) -> None:
    """Delete a link that is over, with what is known of its openings.

    One that is open is no such entry: it has to be ended first.
    """
    row = Share.objects.filter(person=person, share_id=share_id).first()
    if row is None or row.value(has_health_file=False).ending(now) is None:
        raise NoSuchEntry("share", share_id)
    row.delete()


def drop_health_files(*, person: Person, now: datetime) -> None:
    """Drop the encrypted files of the person's links whose time is over."""
    over = Share.objects.filter(person=person, expires_at__lte=now).exclude(health_file="")
    # They are given to nobody any more: the next look at the list can drop them as well.
    with kept_where_possible(), transaction.atomic():
        over.update(health_file="")


def note_opening(*, shared: Shared, what: Opened, now: datetime) -> None:
    """Write down for the owner that the link was opened. Of the reader nothing is kept."""
    ShareOpening.objects.create(person=shared.person, share_id=shared.key, at=now, what=what)


def use_try(*, shared: Shared, passcode: str, now: datetime) -> bool:
    """Return whether `passcode` is right; a wrong one uses up one of the tries, for everyone.

    The try is taken before the passcode is looked at, and given back where it is right. So many
    guesses at the same moment get no more tries than the same guesses one after another, and
    the slow comparison holds no lock. Without a try left nothing is compared.
    """
    row = Share.objects.filter(pk=shared.key)
    is_open = Q(tries_left__gt=0, revoked_at=None, expires_at__gt=now)
    if not row.filter(is_open).update(tries_left=F("tries_left") - 1):
        return False
    if check_password(passcode, row.values_list("passcode", flat=True).get()):
        row.update(tries_left=F("tries_left") + 1)
        return True
    note_opening(shared=shared, what="wrong_passcode", now=now)
    return False
