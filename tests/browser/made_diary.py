"""The diary in the pictures: one person's, with something on every page."""

from datetime import time
from decimal import Decimal

from scripts.screenshots import DAY
from tests.factories import (
    BERLIN,
    make_content,
    make_favourite,
    make_intake,
    make_meal,
    make_person,
    make_product,
    make_score,
    save,
)
from tracker import actions
from tracker.domain.diary import CustomSymptom, Scale, Tracked, UsualTime

GLYCINATE = make_content("magnesium", "200", form="glycinate")


def make_full_diary():
    """Return a made-up person with a day on which magnesium came 25 minutes after calcium."""
    person = make_person(timezone=BERLIN)
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
        make_intake(f"{DAY}T08:10", substance="calcium", amount="600"),
        make_intake(f"{DAY}T08:35", id="magnesium", contents=(GLYCINATE,), product_id="glycinate"),
        make_meal(f"{DAY}T12:30", id="lunch", tags=("fat", "vitamin_d_rich", "leafy_greens")),
        make_score(f"{DAY}T21:00", id="pain", value="4"),
        make_score(f"{DAY}T21:00", symptom="heavy-legs", value="2"),
    )
    return person
