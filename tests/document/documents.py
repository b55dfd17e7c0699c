"""Diary documents for tests: one that uses every key, and small ones with something wrong."""

from typing import Any


def document(**lists: Any) -> dict[str, Any]:
    return {"format": "mgapp-diary", "version": 1, **lists}


def an_intake(**details: Any) -> dict[str, Any]:
    usual = {"id": "a", "taken_at": "2026-06-10T08:00:00-04:00", "timezone": "America/New_York"}
    return usual | details


def with_intake(**details: Any) -> dict[str, Any]:
    return document(intakes=[an_intake(**details)])


def a_product(**details: Any) -> dict[str, Any]:
    return {"id": "p", "name": "Magnesium 200"} | details


def with_product(**details: Any) -> dict[str, Any]:
    return document(products=[a_product(**details)])


def with_content(**details: Any) -> dict[str, Any]:
    return with_intake(contents=[details])


FULL = document(
    profile={
        "birth_date": "1981-02-03",
        "sex": "female",
        "pregnant": False,
        "lactating": False,
        "kidney": "normal",
        "egfr": 88.5,
        "conditions": ["nerve_pain"],
        "medicines": ["levothyroxine"],
        "region": "US",
        "timezone": "America/New_York",
        "new_to_supplements": False,
    },
    earlier_profiles=[{"until": "2025-12-31", "pregnant": True, "conditions": []}],
    intakes=[
        an_intake(
            precision="minute",
            route="oral",
            source="supplement",
            meal="with",
            as_needed=False,
            note="with tea",
            product="Magnesium 200",
            product_class="laxative",
            prescribed=True,
            covers_days=7,
            contents=[
                {
                    "substance": "magnesium",
                    "form": "glycinate",
                    "amount": 116.66666666666667,
                    "unit": "mg",
                    "basis": "compound",
                    "compound": "magnesium bisglycinate, anhydrous",
                }
            ],
            product_id="p",
            servings=1.5,
            tolerance=["nausea", "loose_stools"],
        )
    ],
    meals=[
        {
            "id": "m",
            "eaten_at": "2026-06-10T12:30:00-04:00",
            "timezone": "America/New_York",
            "precision": "about",
            "tags": ["fat"],
            "foods": [{"food": "usda-sr28:01077", "grams": 244}],
            "note": "soup",
        }
    ],
    symptoms=[
        {
            "id": "s",
            "felt_at": "2026-06-10T21:00:00-04:00",
            "timezone": "America/New_York",
            "precision": "day",
            "symptom": "nerve_pain",
            "value": 6,
            "scale": {"min": 0, "max": 10, "better": "low", "unit": "points"},
            "sites": [{"site": "toes", "side": "left"}],
            "qualities": ["burning"],
            "note": "",
        }
    ],
    none_taken=[
        {"id": "n", "day": "2026-06-11", "timezone": "America/New_York", "substance": "magnesium"}
    ],
    skipped_doses=[
        {
            "id": "k",
            "day": "2026-06-11",
            "timezone": "America/New_York",
            "product_id": "p",
            "at": "21:30",
        }
    ],
    products=[
        a_product(
            brand="Plain & Co",
            contents=[
                {"substance": "magnesium", "amount": 200, "unit": "mg", "basis": "elemental"}
            ],
            serving="capsule",
            source="medicine",
            route="oral",
            product_class="laxative",
            prescribed=True,
            covers_days=1,
            meal="with",
            usual_servings=1.5,
            usual_times=[
                {"at": "07:00", "weekdays": ["monday", "sunday"], "servings": 2},
                {"at": "21:30:15", "weekdays": []},
            ],
            stock={"servings": 30, "counted_at": "2026-06-10T08:00:00-04:00"},
            is_put_away=True,
            note="the blue bottle",
        )
    ],
    favourites=[
        {"id": "f", "name": "Morning", "doses": [{"product_id": "p", "servings": 0.5}]},
    ],
    custom_symptoms=[
        {
            "id": "hot feet",
            "name": "Hot feet",
            "scale": {"min": 0, "max": 4, "better": "low"},
            "lowest": "none",
            "highest": "unbearable",
            "is_put_away": False,
        }
    ],
    tracked=["hot feet", "nerve_pain"],
    questions=[
        {
            "id": "q",
            "asked_at": "2026-06-10T08:00:00-04:00",
            "timezone": "America/New_York",
            "symptom": "nerve_pain",
            "substance": "magnesium",
            "form": "citrate",
            "half_life": 2,
            "from_day": "2026-06-10",
            "sometimes_because_it_hurts": False,
        }
    ],
    experiments=[
        {
            "id": "x",
            "fixed_at": "2026-06-10T08:00:00-04:00",
            "timezone": "America/New_York",
            "symptom": "nerve_pain",
            "scale": {"min": 0, "max": 10, "better": "low"},
            "substance": "magnesium",
            "form": "glycinate",
            "amount": 200,
            "unit": "mg",
            "product_id": "p",
            "first_day": "2026-06-11",
            "block_days": 7,
            "blocks": [True, False, False, True, True, False, True, False],
            "seed": 12,
            "cautions": ["levothyroxine"],
            "has_asked_clinician": True,
            "note": "Is it worth the money?",
            "stopped_on": "2026-07-20",
            "stopped_because": "away",
        }
    ],
    settings={"every_dose_logged_from": "2026-01-01"},
    cover_sheet={"name": "Åse Ngo", "questions": ["Is 400 mg too much for me?"]},
    flag_notes=[{"rule": "mg_calcium", "entries": ["a", "b"], "says": "discussed"}],
)


def made_by_one_change(whole: dict[str, Any]) -> list[dict[str, Any]]:
    """Return lines that make all that stands in the lists and the facts of `whole`."""
    kinds = {
        "intakes": "intake",
        "meals": "meal",
        "symptoms": "score",
        "none_taken": "none_taken",
        "skipped_doses": "skipped_dose",
        "products": "product",
        "favourites": "favourite",
        "custom_symptoms": "custom_symptom",
        "questions": "question",
        "experiments": "experiment",
    }
    lines = [
        {"kind": kind, "id": entry["id"], "after": entry}
        for name, kind in kinds.items()
        for entry in whole.get(name, [])
    ]
    for name in ("tracked", "settings", "cover_sheet"):
        if name in whole:
            lines.append({"kind": name, "id": name, "after": whole[name]})
    for fact in whole.get("profile_facts", []):
        since = f" from {fact['from']}" if "from" in fact else ""
        lines.append({"kind": "profile_fact", "id": fact["fact"] + since, "after": fact})
    return lines


FACTS = [
    {"fact": "birth_date", "value": "1981-02-03"},
    {"fact": "sex", "value": "female"},
    {"fact": "pregnant", "value": True},
    {"fact": "pregnant", "value": False, "from": "2026-01-01"},
    {"fact": "lactating", "value": False},
    {"fact": "kidney", "value": "normal"},
    {"fact": "egfr", "value": 88.5},
    {"fact": "conditions", "value": None},
    {"fact": "conditions", "value": ["nerve_pain"], "from": "2026-01-01"},
    {"fact": "medicines", "value": ["levothyroxine"]},
    {"fact": "region", "value": "US"},
    {"fact": "timezone", "value": "America/New_York"},
    {"fact": "new_to_supplements", "value": False},
]
"""What makes up the profiles of FULL."""

DISCUSSED = {
    "kind": "flag_note",
    "id": "discussed 06334d192073fd96a505a89196a042e6",
    "after": FULL["flag_notes"][0],
}
WITHDRAWN = FULL["meals"][0] | {"id": "w"}
ARCHIVE = {**FULL, "profile_facts": FACTS}
ARCHIVE["changes"] = [
    {
        "at": "2026-06-10T12:00:00.250000+00:00",
        "by": "owner",
        "lines": [*made_by_one_change(ARCHIVE), DISCUSSED],
    },
    {"at": "2026-06-10T13:00:00+00:00", "lines": [{"kind": "meal", "id": "w", "after": WITHDRAWN}]},
    {
        "at": "2026-06-10T14:00:00+00:00",
        "by": "owner",
        "undoes": 1,
        "lines": [{"kind": "meal", "id": "w", "before": WITHDRAWN}],
    },
]
"""FULL with its history: all of it came at once, and a meal was added and taken back."""
