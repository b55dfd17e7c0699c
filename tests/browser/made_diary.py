"""The diary in the pictures: one person's, with something on every page."""

from datetime import date, time, timedelta
from decimal import Decimal

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from scripts.screenshots import DAY, PASSKEY
from tests.accounts.second_factors import add_passkey
from tests.factories import (
    BERLIN,
    make_content,
    make_experiment,
    make_favourite,
    make_intake,
    make_meal,
    make_none_taken,
    make_person,
    make_product,
    make_question,
    make_score,
    make_share,
    save,
)
from tracker import actions
from tracker.domain.diary import CustomSymptom, Scale, Tracked, UsualTime
from tracker.domain.experiment import draw
from tracker.domain.selection import Selection

GLYCINATE = make_content("magnesium", "200", form="glycinate")


def make_full_diary():
    """Return a made-up person with a day on which magnesium came 25 minutes after calcium."""
    person = make_person(timezone=BERLIN)
    add_passkey(person.user, "My phone", pk=PASSKEY)
    RecoveryCodes.activate(person.user)
    actions.set_profile_fact(person=person, fact="kidney", value="normal")
    tablets = make_product("Magnesium Glycinate 200", id="glycinate", contents=(GLYCINATE,))
    thyroid = make_product(
        "Levothyroxine 75",
        id="thyroid",
        source="medicine",
        contents=(make_content("levothyroxine", "75", unit="mcg"),),
        usual_times=(UsualTime(time(7)),),
    )
    save(
        person,
        tablets,
        thyroid,
        make_favourite(thyroid, tablets, id="morning"),
        CustomSymptom("heavy-legs", "Heavy legs", Scale(Decimal(0), Decimal(10))),
        Tracked(("nerve_pain", "heavy-legs")),
        make_intake(
            f"{DAY}T07:00",
            product="Levothyroxine 75",
            product_id="thyroid",
            source="medicine",
            contents=thyroid.contents,
        ),
        make_question(id="question", sometimes_because_it_hurts=False),
        make_intake(f"{DAY}T08:10", substance="calcium", amount="600"),
        make_intake(f"{DAY}T08:35", id="magnesium", contents=(GLYCINATE,), product_id="glycinate"),
        make_meal(f"{DAY}T12:30", id="lunch", tags=("fat", "vitamin_d_rich", "leafy_greens")),
        make_score(f"{DAY}T21:00", id="pain", value="4"),
        make_score(f"{DAY}T21:00", symptom="heavy-legs", value="2"),
        *autumn(tablets),
    )
    june = Selection(date(2026, 6, 1), date(2026, 6, 30))
    make_share(person, token="for-a-clinician", selection=june, label="Dr. Ngo")
    make_share(person, token="with-a-passcode", selection=june, passcode="sea-breeze")
    return person


def autumn(tablets):
    """Return an experiment that is over, and what was written down in its days."""
    plan = make_experiment(
        "2025-09-01",
        id="autumn",
        blocks=draw(12, 7, seed=12).block_on,
        form="glycinate",
        amount=Decimal(200),
        unit="mg",
        product_id=tablets.id,
        cautions=("levothyroxine",),
        has_asked_clinician=True,
        note="A week by the sea in October.",
    )
    days = [(plan.first_day + timedelta(days=number), number) for number in range(plan.days)]
    for day, number in days:
        is_with = plan.blocks[number // plan.block_days]
        if number % 9:
            pain = 6 - 2 * is_with + number % 3 - 1
            yield make_score(f"{day}T20:00", value=str(pain))
        if is_with:
            yield make_intake(f"{day}T21:00", contents=(GLYCINATE,), tolerance=("fine",))
        elif number % 10:
            yield make_none_taken(day.isoformat())
    yield plan
