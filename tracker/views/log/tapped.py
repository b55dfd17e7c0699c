"""What a tap means: which intakes it would log, and when they were taken."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from tracker import queries
from tracker.domain.diary import Intake, Product, instant, zone_of_time
from tracker.domain.often import again, earlier, taken_of
from tracker.domain.usual_doses import UsualDose, usual_doses
from tracker.forms.again import AT_A_TIME, AT_USUAL_TIME, Tap
from tracker.forms.fields import derived_id
from tracker.forms.when import moment_of
from tracker.views.day import Reading
from tracker.views.shown.addresses import log_address
from tracker.views.shown.quick import quick_address


def what_is_taken(tap: Tap, reading: Reading) -> tuple[Intake, ...]:
    """Return the intakes that the tap would log; none where the thing is not there.

    Raises Unclear where the time that was typed cannot be.
    """
    dose = dose_of(tap, reading) if tap.kind == "usual" else None
    at = time_of(tap, reading.now, dose)
    return with_ids(_taken(tap, reading, at, dose), tap.entry_id)


def _taken(tap: Tap, reading: Reading, at: datetime, dose: UsualDose | None) -> tuple[Intake, ...]:
    products = {product.id: product for product in reading.diary.products}
    match tap.kind:
        case "favourite":
            found = (one for one in reading.diary.favourites if one.id == tap.what)
            favourite = next(found, None)
            return taken_of(favourite, products, at=at) if favourite else ()
        case "of":
            before = intake_once(reading, tap.what)
            return (again(before, products, intake_id="", at=at),) if before else ()
        case "usual":
            return _servings(dose.product, at, dose.usual.servings) if dose else ()
    product = products.get(tap.what)
    return _servings(product, at, None) if product else ()


def _servings(product: Product, at: datetime, servings: Decimal | None) -> tuple[Intake, ...]:
    zone = str(at.tzinfo)
    return (product.taken(intake_id="", at=at, timezone=zone, servings=servings),)


def with_ids(intakes: tuple[Intake, ...], entry_id: str) -> tuple[Intake, ...]:
    """Give one intake the id of the tap, and several ids that follow from it."""
    if len(intakes) == 1:
        return (replace(intakes[0], id=entry_id),)
    return tuple(
        replace(intake, id=derived_id(entry_id, str(number)))
        for number, intake in enumerate(intakes)
    )


def dose_of(tap: Tap, reading: Reading) -> UsualDose | None:
    """Return today's usual dose that was tapped."""
    doses = usual_doses(reading.diary, reading.now.date(), zone_of_time(reading.now))
    return next(
        (one for one in doses if (one.product.id, one.usual.at) == (tap.what, tap.usual_at)), None
    )


def time_of(tap: Tap, now: datetime, dose: UsualDose | None) -> datetime:
    """Return when it was taken, to the minute; raise Unclear where that cannot be.

    A question names a time, and its answer keeps to it. A usual dose counts at its usual time
    only where that is what the button said, and never before its time.
    """
    if tap.asked_for is not None:
        return tap.asked_for
    if tap.when == AT_A_TIME:
        zone = zone_of_time(now)
        return moment_of(
            day=now.date(), how="exact", clock=tap.clock, which="first", zone=zone, now=now
        )[0]
    if tap.when == AT_USUAL_TIME and dose and instant(dose.at) <= instant(now):
        return earlier(dose.at, 0)  # a time that the clocks left out becomes a real one
    return earlier(now.replace(second=0, microsecond=0), tap.minutes_ago)


def intake_once(reading: Reading, entry_id: str) -> Intake | None:
    """Return an intake of the person, also one that was deleted since the page was opened."""
    found = [one for one in reading.diary.intakes if one.id == entry_id]
    if found:
        return found[0]
    stored = queries.stored_entry(reading.person, "intake", entry_id)
    if stored is not None:
        kept: Intake = stored.entry
        return kept
    past = queries.history(reading.person, "intake", entry_id)
    return past[0].before if past else None


def form_address(tap: Tap, intakes: tuple[Intake, ...]) -> str:
    """Return the whole form for what was tapped. Groups have none: they ask for a time in place."""
    if tap.kind == "of":
        return log_address("log_intake", again=tap.what)
    if len(intakes) == 1:
        return log_address("log_intake", product=intakes[0].product_id or "")
    return quick_address("day", tap.place)
