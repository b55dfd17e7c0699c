"""Each medicine and supplement as a whole: what is taken, how, and since when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from tracker.domain.diary import Intake, Product, UsualTime
from tracker.domain.substances import normalised
from tracker.exports.fhir.doses import (
    MEALS,
    ROUTES,
    Labels,
    dosage,
    dose,
    dose_in_words,
    in_a_row,
    medication_name,
    servings_in_words,
)
from tracker.exports.fhir.elements import (
    Element,
    absent,
    clean,
    concept,
    paragraph,
    quantity,
    table,
    without_gaps,
)
from tracker.exports.fhir.patient_reported import Status, statement
from tracker.exports.fhir.source import Planned, Section, Source

STILL_TAKEN = timedelta(days=14)
"""A product with usual times is still taken if it was logged so shortly before the document."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Regimen:
    """One medicine or supplement: the product where there is one, and all that was taken of it."""

    url: str
    name: str
    intakes: Sequence[Intake]
    product: Product | None

    @property
    def first(self) -> date:
        return min(one.taken_at.date() for one in self.intakes)

    @property
    def last(self) -> date:
        return max(one.taken_at.date() for one in self.intakes)


def regimens(source: Source, intakes: Iterable[Intake]) -> list[Regimen]:
    """Return each medicine and supplement of the intakes, by name."""
    groups: dict[tuple[str, str], list[Intake]] = defaultdict(list)
    for intake in intakes:
        groups[_group(source, intake)].append(intake)
    made = (_regimen(source, key, group) for key, group in groups.items())
    return sorted(made, key=lambda one: (one.name.lower(), one.url))


def _group(source: Source, intake: Intake) -> tuple[str, str]:
    """Return what the intake is one of: a product, a product's name, or what it holds."""
    if intake.product_id is not None:
        return "product", intake.product_id
    if clean(intake.product):
        return "name", normalised(clean(intake.product))
    # A bath and a tablet of the same are two things.
    return "contents", f"{intake.route}: {', '.join(map(source.content, intake.contents))}"


def _regimen(source: Source, key: tuple[str, str], intakes: Sequence[Intake]) -> Regimen:
    kind, own = key
    product = source.products.get(own) if kind == "product" else None
    name = clean((intakes[-1].product or "") if product is None else product.name)
    url = source.url(f"MedicationStatement/{kind}", own)
    named = name or medication_name(source, "", intakes[-1].contents)
    return Regimen(url, named, intakes, product)


def summary(source: Source, labels: Labels, found: Sequence[Regimen]) -> Section:
    """Return one statement for each medicine and supplement, those of the profile too."""
    named = list(dict.fromkeys(_named_medicines(source, found)))
    rows = [_row(source, one) for one in found]
    rows += [(name, "as the person says", "", "", "") for name in named]
    nothing = "No medicine and no supplement is written down in these days."
    return Section(
        "Medicines and supplements",
        table(("What", "How", "Logged", "From", "To"), rows) if rows else paragraph(nothing),
        concept("Medication summary", source.loinc("10160-0")),
        (
            *(Planned(one.url, _prepared(source, labels, one)) for one in found),
            *(
                Planned(
                    source.url(f"MedicationStatement/profile/{name}"),
                    partial(_of_profile, source, name),
                )
                for name in named
            ),
        ),
        empty="unavailable",
    )


def _named_medicines(source: Source, found: Iterable[Regimen]) -> Iterator[str]:
    """Yield the medicines that only the profile names."""
    substances = source.known.rule_book.substances
    logged = {
        substances.id_of(content.substance)
        for regimen in found
        for content in {one for intake in regimen.intakes for one in intake.contents}
    }
    for written in filter(clean, source.diary.profile.medicines):
        if substances.id_of(written) not in logged:
            yield source.substance(written)


def _of_profile(source: Source, name: str) -> Element:
    medication = {"medicationCodeableConcept": concept(name)}
    return statement(source, "active", medication, {"_effectiveDateTime": absent("unknown")})


def _prepared(source: Source, labels: Labels, regimen: Regimen) -> partial[Element]:
    """Ask for the medication now, so that it is known before the first resource is written."""
    product, usual = regimen.product, _usual_dose(regimen)
    if product is None:
        medication = labels.medication(usual.product, usual.contents)
    else:
        serving = clean(product.serving) or "serving"
        medication = labels.medication(product.name, product.contents, serving)
    return partial(_as_a_whole, source, regimen, medication)


def _as_a_whole(source: Source, regimen: Regimen, medication: Element) -> Element:
    status = status_of(regimen, source.now)
    period = {"start": regimen.first.isoformat(), "end": regimen.last.isoformat()}
    if status == "active":
        del period["end"]
    notes: list[Element] = [{"text": _logged(regimen)}]
    if regimen.product is not None and clean(regimen.product.note):
        notes.append({"authorReference": source.patient, "text": clean(regimen.product.note)})
    made = statement(source, status, medication, {"effectivePeriod": period})
    return made | {"note": notes, "dosage": dosages(source, regimen)}


def status_of(regimen: Regimen, now: datetime) -> Status:
    """Return what is known of it on the day of the document, and nothing more.

    Put away: no longer taken. With usual times, and logged lately: taken. A dose that is logged
    says nothing of the next one, so all else is unknown.
    """
    product = regimen.product
    if product is None:
        return "unknown"
    if product.is_put_away:
        return "completed"
    is_late = now.date() - regimen.last > STILL_TAKEN
    return "active" if product.usual_times and not is_late else "unknown"


def dosages(source: Source, regimen: Regimen) -> list[Element]:
    """Return how it is taken: by the usual times of the product, else as it mostly was logged."""
    product = regimen.product
    if product is None or not product.usual_times:
        return [_as_logged(source, regimen)]
    groups: dict[tuple[tuple[int, ...], Decimal], list[UsualTime]] = defaultdict(list)
    for usual in product.usual_times:
        servings = product.usual_servings if usual.servings is None else usual.servings
        groups[tuple(sorted(set(usual.weekdays))), servings].append(usual)
    return [
        _at_usual_times(source, product, weekdays, servings, times)
        for (weekdays, servings), times in groups.items()
    ]


def _at_usual_times(
    source: Source,
    product: Product,
    weekdays: tuple[int, ...],
    servings: Decimal,
    times: Iterable[UsualTime],
) -> Element:
    clocks = sorted({one.at.replace(microsecond=0) for one in times})
    contents = tuple(one.times(servings) for one in product.contents)
    daily = {} if weekdays else {"frequency": len(clocks), "period": 1, "periodUnit": "d"}
    repeat = daily | {
        "dayOfWeek": [WEEKDAYS[day] for day in weekdays],
        "timeOfDay": [f"{clock:%H:%M:%S}" for clock in clocks],
    }
    text = in_a_row(
        servings_in_words(servings, product.serving),
        dose_in_words(source, contents),
        f"at {' and '.join(f'{clock:%H:%M}' for clock in clocks)}",
        f"on {', '.join(WEEKDAY_NAMES[day] for day in weekdays)}" if weekdays else "every day",
        MEALS[product.meal],
    )
    amount = dose(contents)
    if len(contents) > 1:
        amount = [{"doseQuantity": quantity(servings, clean(product.serving) or "serving")}]
    return without_gaps(
        {
            "text": text,
            "timing": {"repeat": without_gaps(repeat)},
            "route": concept(ROUTES[product.route]),
            "doseAndRate": amount,
        }
    )


def _as_logged(source: Source, regimen: Regimen) -> Element:
    usual = _usual_dose(regimen)
    made = dosage(source, replace(usual, servings=None, meal="unknown", as_needed=None))
    if regimen.product is not None and len(usual.contents) > 1:
        # Its Medication counts servings, not doses.
        number, serving = usual.servings, clean(regimen.product.serving) or "serving"
        del made["doseAndRate"]
        if number is not None:
            made["doseAndRate"] = [{"doseQuantity": quantity(number, serving)}]
    if all(one.as_needed for one in regimen.intakes):
        made["asNeededBoolean"] = True
    return made | {"text": f"Mostly logged: {made['text']}"}


def _usual_dose(regimen: Regimen) -> Intake:
    """Return the last of the intakes whose contents are the most frequent."""
    (contents, _), *_ = Counter(one.contents for one in regimen.intakes).most_common(1)
    return next(one for one in reversed(regimen.intakes) if one.contents == contents)


def _logged(regimen: Regimen) -> str:
    days = len({one.taken_at.date() for one in regimen.intakes})
    doses = len(regimen.intakes)
    return f"Logged {counted(doses, 'dose')} on {counted(days, 'day')} of the days handed over."


def counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _row(source: Source, regimen: Regimen) -> tuple[str, ...]:
    how = "; ".join(one["text"] for one in dosages(source, regimen))
    return regimen.name, how, _logged(regimen), f"{regimen.first}", f"{regimen.last}"
