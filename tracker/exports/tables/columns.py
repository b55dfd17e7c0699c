"""The tables and their columns: their names, and what stands in them and what a blank means.

All names are English, whatever language the pages are shown in: files are read by programs, and
two exports of one diary are to fit each other.
"""

from collections.abc import Sequence

from tracker.exports.tables.column import Column, Holds, Table

NEVER = "never blank"


def _entry(id_name: str) -> tuple[Column, ...]:
    return (Column(id_name, "text", "Names the entry in every export", NEVER, flat="id"),)


def _timed(id_name: str, time_name: str, what: str) -> tuple[Column, ...]:
    return (
        *_entry(id_name),
        Column(
            time_name,
            "time",
            f"When it was {what}: ISO 8601 on the clock there and then, with its offset from UTC",
            NEVER,
            flat="at",
        ),
        Column("timezone", "word", "IANA time zone of that clock", NEVER),
        Column("local_day", "day", "Day of the entry in its own time zone", NEVER),
        Column(
            "precision",
            "word",
            "How exactly the time is known: minute, about, or day (then only the day counts)",
            NEVER,
        ),
    )


def _of_day(id_name: str) -> tuple[Column, ...]:
    return (
        *_entry(id_name),
        Column("local_day", "day", "Day of the entry in its own time zone", NEVER),
        Column("timezone", "word", "IANA time zone in which the day was counted", NEVER),
    )


NOTE = Column("note", "text", "Note as written", "no note, or notes were left out")
SUBSTANCE = Column("substance", "text", "Substance as written")
SUBSTANCE_ID = Column(
    "substance_id",
    "text",
    "One name for all spellings: the id by which Mg Diary knows it, else in lower case",
    "no substance was said",
)
FORM = Column("form", "text", "Form as written, such as glycinate")
AMOUNT = Column("amount", "number", "Amount as the label says it, in the unit beside it")
UNIT = Column("unit", "word", "Unit of the amount: mg, mcg, g, IU or mmol")

CONTENT: tuple[Column, ...] = (
    Column("content", "count", "Its place among the contents, from 1 on", "no contents were said"),
    SUBSTANCE,
    SUBSTANCE_ID,
    FORM,
    AMOUNT,
    UNIT,
    Column(
        "basis",
        "word",
        "What the amount is of: elemental (the mineral), compound (the whole salt) or unknown",
        "no contents were said",
    ),
    Column("compound", "text", "Salt as written"),
    Column(
        "elemental_mg",
        "number",
        "The substance itself in mg: of a mineral, the element without the rest of its salt",
        "cannot be said: no amount, basis not known, counted in IU, or not known to Mg Diary",
    ),
    Column(
        "amount_mg", "number", "The label's amount in mg", "the label does not say mg, mcg or g"
    ),
    Column(
        "amount_iu",
        "number",
        "In international units: as the label says, or what its mcg are where that is known",
        "the label says no such unit",
    ),
    Column("amount_mmol", "number", "The label's amount in mmol", "the label does not say mmol"),
)

LABEL: tuple[Column, ...] = (
    Column("route", "word", "oral, topical, bath, injection or infusion"),
    Column("source", "word", "supplement, medicine, food or excipient"),
    Column("with_meal", "word", "with, without or unknown", NEVER),
)

INTAKES = Table(
    "intakes",
    "intake",
    "What was taken: a row for each content of an intake, with what is said of the whole intake",
    (
        _timed("intake_id", "taken_at", "taken"),
        (
            Column(
                "taken",
                "word",
                "yes: taken; no: the person says that it was not",
                "nothing is said about taking; an amount of 0 is no intake and says nothing either",
            ),
            *CONTENT,
        ),
        (
            *LABEL,
            Column("as_needed", "true or false", "Taken because of a symptom"),
            Column("prescribed", "true or false", "Prescribed by a clinician", NEVER),
            Column("product", "text", "Product as it was called then"),
            Column(
                "product_id",
                "text",
                "Names the product in the table products",
                "not from the shelf",
            ),
            Column("product_class", "word", "antacid or laxative", "neither, or not said"),
            Column("servings", "number", "Number of servings; the amounts are of all of them"),
            Column("covers_days", "count", "Days that it is for: 7 for a weekly capsule", NEVER),
            Column(
                "tolerance",
                "list",
                "How it was borne: fine, nausea, stomach_pain, loose_stools, constipation",
            ),
            NOTE,
        ),
    ),
)

MEALS = Table(
    "meals",
    "meal",
    "What was eaten: a row for each food of a meal, and one row for a meal without foods",
    (
        _timed("meal_id", "eaten_at", "eaten"),
        (
            Column("tags", "list", "What is said of the meal, such as fat"),
            Column("food", "text", "Food, by its number in USDA SR28", "no foods were said"),
            Column("food_name", "text", "Name of that food in USDA SR28", "not in that table"),
            Column("grams", "number", "Grams of the food"),
            NOTE,
        ),
    ),
)

SCALE: tuple[Column, ...] = (
    Column("scale_min", "number", "Lowest value of the scale", NEVER),
    Column("scale_max", "number", "Highest value of the scale", NEVER),
    Column("scale_better", "word", "Which end is the better one: low, high or none", NEVER),
    Column("scale_unit", "text", "Unit of the scale", "points of the scale"),
)

SYMPTOMS = Table(
    "symptoms",
    "symptom",
    "What was felt: a row for each time",
    (
        _timed("score_id", "felt_at", "felt"),
        (
            Column("symptom", "text", "Symptom, by its id"),
            Column("symptom_name", "text", "Symptom, by its name", "no symptom was said"),
            Column(
                "value",
                "number",
                "How strong, on the scale beside it",
                "it was there; 0 is a value",
            ),
            *SCALE,
            Column("sites", "list", "Where it was felt"),
            Column(
                "sides", "list", "On which side, one for each of the sites", "no sites were said"
            ),
            Column("qualities", "list", "What it was like"),
            NOTE,
        ),
    ),
)

TAKEN_NO = Column("taken", "word", "no: the person says that it was not taken", NEVER)

NONE_TAKEN = Table(
    "none_taken",
    "none_taken",
    "What the person says was not taken on a day",
    (
        (
            *_of_day("none_taken_id"),
            TAKEN_NO,
            Column("none_of", "word", "substance: of the one beside it; everything: at all", NEVER),
            Column("substance", "text", "Substance as written", "it is about everything"),
            Column("substance_id", "text", SUBSTANCE_ID.meaning, "it is about everything"),
        ),
    ),
)

SKIPPED_DOSES = Table(
    "skipped_doses",
    "skipped_dose",
    "Usual doses that the person says were not taken on a day",
    (
        (
            *_of_day("skipped_dose_id"),
            TAKEN_NO,
            Column("product_id", "text", "Names the product in the table products", NEVER),
            Column("product", "text", "Product as it is called now", "no longer on the shelf"),
            Column("usual_time", "time of day", "When the dose is usual", NEVER),
        ),
    ),
)

DAYS = Table(
    "days",
    "day",
    "A row for each day and substance: taken, not taken, or unknown. Food and excipients are left "
    "out, and so are stretches of more than a year in which nothing at all was written",
    (
        (
            Column(
                "local_day", "day", "Day, as the entries count it in their own time zones", NEVER
            ),
            Column("substance_id", "text", SUBSTANCE_ID.meaning, NEVER),
            Column(
                "state",
                "word",
                "taken; not_taken: the person says so, or that every dose is logged; or unknown",
                NEVER,
            ),
            Column("doses", "count", "Number of intakes; 0 where it was not taken", "unknown"),
            Column(
                "elemental_mg",
                "number",
                "All of the day together; 0 where it was not taken",
                "unknown, or cannot be said of one of the doses, or counted otherwise",
            ),
            Column(
                "amount_mg",
                "number",
                "The same by the labels, for a substance that Mg Diary does not know",
                "unknown, or a label says no mg, mcg or g, or it is a known substance",
            ),
            Column(
                "amount_iu",
                "number",
                "All of the day together in international units; 0 where it was not taken",
                "unknown, or cannot be said of one of the doses, or counted otherwise",
            ),
        ),
    ),
)

PRODUCT_ID = Column("product_id", "text", "Names the product in every export", NEVER)

PRODUCTS = Table(
    "products",
    "product",
    "The shelf: a row for each content of one serving of a product or medicine",
    (
        (
            PRODUCT_ID,
            Column("name", "text", "Name of the product", NEVER),
            Column("brand", "text", "Brand"),
        ),
        CONTENT,
        (
            Column("serving", "text", "What one serving is, such as a capsule"),
            *LABEL,
            Column("prescribed", "true or false", "Prescribed by a clinician", NEVER),
            Column("product_class", "word", "antacid or laxative", "neither, or not said"),
            Column("covers_days", "count", "Days that a dose is for", NEVER),
            Column("usual_servings", "number", "Servings that are usual at a time", NEVER),
            Column(
                "stock_servings", "number", "Servings there were when last counted", "not counted"
            ),
            Column("stock_counted_at", "time", "When they were counted", "not counted"),
            Column("put_away", "true or false", "No longer used", NEVER),
            NOTE,
        ),
    ),
)

USUAL_TIMES = Table(
    "usual_times",
    "usual_time",
    "When products are usually taken: a row for each time",
    (
        (
            PRODUCT_ID,
            Column("product", "text", "Name of the product", NEVER),
            Column("usual_time", "time of day", "Time on the clock", NEVER),
            Column("weekdays", "list", "On which days of the week", "every day"),
            Column("servings", "number", "Servings at that time", "as many as are usual"),
        ),
    ),
)

ASKED: tuple[Column, ...] = (
    Column("symptom", "text", "Symptom, by its id", NEVER),
    Column("substance", "text", "Substance", NEVER),
    Column("form", "text", "Form of it", "any form"),
)

QUESTIONS = Table(
    "questions",
    "question",
    "What the person asked of the diary: does this help with that?",
    (
        (
            *_entry("question_id"),
            Column("asked_at", "time", "When it was asked", NEVER),
            Column("timezone", "word", "IANA time zone of that clock", NEVER),
            *ASKED,
            Column("half_life_days", "count", "Declared speed: 0 for the same day", NEVER),
            Column("from_day", "day", "First day that counts", "all days count"),
            Column(
                "because_it_hurts",
                "true or false",
                "Is it sometimes taken because it hurts?",
                "not asked",
            ),
        ),
    ),
)

EXPERIMENTS = Table(
    "experiments",
    "experiment",
    "Planned experiments: weeks with and weeks without, in an order that was drawn",
    (
        (
            *_entry("experiment_id"),
            Column("fixed_at", "time", "When the plan was fixed", NEVER),
            Column("timezone", "word", "IANA time zone of that clock", NEVER),
            *ASKED,
            Column("amount", "number", "Dose of a day with it, elemental for a mineral"),
            UNIT,
            Column("product_id", "text", "Names the product in the table products"),
            Column("first_day", "day", "First day", NEVER),
            Column("last_day", "day", "Last day as planned", NEVER),
            Column("block_days", "count", "Days of one block", NEVER),
            Column("blocks", "list", "with or without, in the order that was drawn", NEVER),
            Column("seed", "text", "Seed of the draw", NEVER),
            *SCALE,
            Column(
                "cautions", "list", "Rules that were shown before it was fixed", "none was shown"
            ),
            Column("asked_clinician", "true or false", "Was a clinician asked?"),
            Column("stopped_on", "day", "First day that no longer belongs to it", "not stopped"),
            Column("stopped_because", "text", "Why", "no reason was given, or notes were left out"),
            NOTE,
        ),
    ),
)

PERSON = Table(
    "person",
    "person",
    "What is said of the person: a row for each stretch in which nothing of it changed",
    (
        (
            Column("until", "day", "Last day on which this held", "it holds after these days, too"),
            Column("name", "text", "Name for reports", "not said, or left out, or an earlier row"),
            Column("birth_date", "day", "Day of birth", "not said, or left out"),
            Column("age_years", "number", "Age, where no day of birth is there"),
            Column("sex", "word", "female, male or unspecified"),
            Column("pregnant", "true or false", "Pregnant"),
            Column("lactating", "true or false", "Breastfeeding"),
            Column("kidney", "word", "Kidneys: normal, ckd or dialysis"),
            Column("egfr", "number", "eGFR in ml/min/1.73 m²"),
            Column("conditions", "list", "Conditions", "none was said"),
            Column("medicines", "list", "Medicines of the profile", "none was said"),
            Column("region", "word", "Whose limits count: US, EU or UK"),
            Column("timezone", "word", "IANA time zone of the person"),
            Column("new_to_supplements", "true or false", "New to supplements"),
        ),
    ),
)

VISIT = Table(
    "visit_questions",
    "visit_question",
    "What the person wants to ask at the visit",
    (
        (
            Column("number", "count", "Place in the list, from 1 on", NEVER),
            Column("question", "text", "Question as written", NEVER),
        ),
    ),
)

ENTRIES = (INTAKES, MEALS, SYMPTOMS, NONE_TAKEN, SKIPPED_DOSES)
"""What the flat file holds: entries of days, each with its kind."""

TABLES = (*ENTRIES, DAYS, PRODUCTS, USUAL_TIMES, QUESTIONS, EXPERIMENTS, PERSON, VISIT)

KIND = Column("kind", "word", "What the row is: intake, meal, symptom, none_taken, skipped_dose")


def flat_columns(tables: Sequence[Table] = ENTRIES) -> tuple[Column, ...]:
    """Return the columns of the flat file: those of all its tables, each once, notes last."""
    by_name: dict[str, Column] = {}
    for table in tables:
        for column in table.columns:
            by_name.setdefault(column.flat_name, column)
    note = by_name.pop(NOTE.name)
    return (KIND, *by_name.values(), note)


MEANING: dict[Holds, str] = {
    "text": "text",
    "word": "word",
    "number": "number",
    "count": "whole number",
    "true or false": "true or false",
    "time": "ISO 8601 with offset",
    "day": "ISO 8601 day",
    "time of day": "hours and minutes",
    "list": "texts with '; ' between them; a backslash before a semicolon or backslash of a text",
}
