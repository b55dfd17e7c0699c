"""Diaries and their FHIR documents, read back."""

import json
from datetime import date
from decimal import Decimal

from tests.factories import (
    local,
    make_content,
    make_experiment,
    make_favourite,
    make_intake,
    make_meal,
    make_none_taken,
    make_product,
    make_question,
    make_score,
    make_skipped_dose,
)
from tracker.domain.diary import CoverSheet, CustomSymptom, Diary, Profile, Scale, Site, UsualTime
from tracker.domain.selection import Chooser, Selection
from tracker.exports.fhir import bundle_json
from tracker.knowledge import knowledge

NOW = local("2026-06-30T20:00")
WHOLE = Selection(date(2026, 6, 1), date(2026, 6, 30))
STRANGE = 'Ж&<b>"\x00\x1b\ud800 \u202eمغنيسيوم 🧲 \ufffe'
"""Markup, control characters, half a surrogate pair, other directions, and no character at all."""


def document_of(diary, selection=WHOLE, *, now=NOW):
    """Return the bundle of what is chosen of the diary, as somebody who opens the file sees it."""
    return json.loads(text_of(diary, selection, now=now))


def text_of(diary, selection=WHOLE, *, now=NOW):
    known = knowledge()
    chosen = Chooser(selection, known.rule_book.substances).diary(diary)
    return bundle_json(chosen, selection, now=now, known=known)


def resources(bundle, kind=None):
    every = (entry["resource"] for entry in bundle["entry"])
    return [one for one in every if kind in (None, one["resourceType"])]


def only(bundle, kind, **fields):
    """Return the one resource of the kind that has these fields."""
    (found,) = [
        one
        for one in resources(bundle, kind)
        if all(one.get(name) == value for name, value in fields.items())
    ]
    return found


def section(bundle, title):
    (found,) = [one for one in resources(bundle)[0]["section"] if one["title"] == title]
    return found


ODD_PERSON = Profile(
    birth_date=date(980, 2, 28),
    sex="unspecified",
    pregnant=False,
    lactating=True,
    kidney="ckd",
    egfr=Decimal("31.5"),
    conditions=("diabetic_neuropathy", STRANGE, " "),
    medicines=("gabapentin", STRANGE, "magnesium", "\x07"),
    timezone="Asia/Kathmandu",
)


def weekly_capsule():
    return make_product(
        "Vitamin D 20000",
        contents=(make_content("vitamin_d", "20000", "IU", "unknown"),),
        covers_days=7,
        usual_times=(UsualTime(local("2026-06-10T08:00").time(), (6, 0), Decimal("0.5")),),
        is_put_away=True,
    )


def everything():
    """Return a diary with every kind of entry, and with names and zones that break things."""
    zinc = make_content("zinc", None, None, "unknown")
    salt = make_content("magnesium", "2000", basis="compound", compound="magnesium citrate")
    many = (make_content(form="citrate"), zinc, make_content(STRANGE, "0.5", "mcg"), salt)
    multi = make_product(
        STRANGE, contents=many, serving="Löffel {1}", note=STRANGE, times=("07:00", "21:30")
    )
    weekly = weekly_capsule()
    return Diary(
        profile=ODD_PERSON,
        intakes=(
            *intakes_of(multi, many),
            make_intake(
                "2026-06-12T09:00",
                contents=weekly.contents,
                covers_days=7,
                product_id=weekly.id,
                product=weekly.name,
                servings=Decimal("0.5"),
            ),
        ),
        meals=(make_meal(note=STRANGE),),
        symptoms=scores(),
        none_taken=(
            make_none_taken(),
            make_none_taken(substance=None, id=STRANGE),
            make_none_taken(substance=STRANGE),
        ),
        skipped_doses=(make_skipped_dose(multi, timezone="America/St_Johns"),),
        products=(multi, weekly),
        favourites=(make_favourite(multi),),
        custom_symptoms=(CustomSymptom("own", STRANGE), CustomSymptom("blank", "\x07")),
        questions=(make_question(),),
        experiments=(make_experiment(),),
        cover_sheet=CoverSheet(STRANGE, (STRANGE, "\x07")),
    )


def intakes_of(product, contents):
    """Return intakes of that product, and others of each kind and in each zone."""
    return (
        make_intake("2026-06-10T08:00", contents=contents, product=STRANGE, product_id=product.id),
        make_intake("2026-06-10T08:00", contents=contents, product=STRANGE, note=STRANGE),
        make_intake("2026-06-10T00:10", timezone="Asia/Kathmandu", precision="about"),
        make_intake("2026-06-10T23:50", timezone="America/St_Johns", precision="day"),
        make_intake("2026-06-11T08:00", contents=(), product=None, route=None, source=None),
        make_intake("2026-06-11T08:00", contents=(), product="\x07", as_needed=True),
        make_intake("2026-06-11T09:00", amount="0"),
        make_intake("2026-06-11T10:00", amount="500000", route="bath", meal="with"),
        make_intake("2026-06-11T11:00", source="food"),
        make_intake("2026-06-11T12:00", substance="levothyroxine", amount="75", source="medicine"),
        make_intake("2026-06-12T08:00", tolerance=("nausea", "loose_stools"), id="1"),
        make_intake("2026-06-12T08:00", amount=None, note="\x07", id=STRANGE + "2"),
        make_intake("2026-06-12T08:00", contents=(make_content(unit=None),)),
    )


def scores():
    cramps = Scale(Decimal(0), Decimal(100), "low", "cramps")
    stools = Scale(Decimal(1), Decimal(7), "none")
    sites = (Site("toes", "both"), Site(STRANGE, None), Site(None, "left"), Site(None, None))
    return (
        make_score(sites=sites, qualities=("burning", STRANGE, " "), note=STRANGE),
        make_score(symptom="cramp", scale=cramps, value="3", precision="about"),
        make_score(symptom="constipation", scale=stools, value="4", precision="day"),
        make_score(symptom="numbness", value="0", timezone="Asia/Kathmandu"),
        make_score(symptom="saddle_numbness", value=None),
        make_score(symptom=None, value="2.5"),
        make_score(symptom=STRANGE, scale=Scale(unit=STRANGE), value="2"),
        make_score(symptom="own", scale=Scale(better="high", unit="шаги"), value="1"),
        make_score(symptom="blank", value="1"),
    )
