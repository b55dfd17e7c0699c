"""Reports to set: one as a person could hand it over, and parts to change in it."""

from dataclasses import replace

from tracker.exports.report.values import (
    Column,
    Fact,
    FlagGroup,
    FrontPage,
    Picture,
    Reference,
    Report,
    Section,
    Table,
)

WEEKS_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200">
<title>Pain by week</title>
<line x1="40" y1="160" x2="630" y2="160" stroke="#7c878c"/>
<g fill="#8c1f6b">{bars}</g>
<text x="40" y="180" font-family="Noto Sans, sans-serif" font-size="12" fill="#56626a">3 May</text>
<text x="580" y="180" font-family="Noto Sans, sans-serif" font-size="12" fill="#56626a">1 Nov</text>
</svg>"""


def picture_of(heights, title):
    bars = "".join(
        f'<rect x="{44 + 22 * at}" y="{160 - 15 * height}" width="14" height="{15 * height}"/>'
        for at, height in enumerate(heights)
    )
    return Picture(
        svg=WEEKS_SVG.format(bars=bars),
        title=title,
        description="Bars of the weekly median from 3 May to 1 November 2026.",
    )


def make_table(caption="Numbers", labels=("What", "How much"), rows=(("Magnesium", "300 mg"),)):
    columns = tuple(Column(label, is_number=at > 0) for at, label in enumerate(labels))
    return Table(caption, columns, tuple(rows))


SYMPTOMS = Section(
    "Symptoms: the last 4 weeks against the first 4",
    lines=("Pain: lower in the last 4 weeks, and the trend agrees.",),
    table=Table(
        "Symptoms",
        (
            Column("Symptom", share=2),
            Column("Median", is_number=True),
            Column("Worst", is_number=True),
            Column("Days at 4 or more", is_number=True, share=2),
            Column("Change", share=2),
            Column("Trend in 30 days", share=3),
        ),
        (
            (
                "Pain, feet",
                "6 → 4",
                "9 → 7",
                "26 of 28 → 17 of 27",
                "33 % less",
                "0.4 less (0.1 to 0.7)",
            ),
            ("Tingling", "5 → 5", "8 → 8", "22 of 28 → 21 of 27", "0 %", "no clear change"),
            ("Sleep", "4 → 5", "2 → 3", "not counted", "+25 %", "0.2 more (0.0 to 0.5)"),
            ("Stiffness", "3 → 3", "5 → 6", "7 of 20 → 6 of 22", "0 %", "not enough days"),
        ),
    ),
    doubt="Days without a score: 3 of 56. A median may lean to the bad days.",
    references=(1,),
)

TAKEN = Section(
    "What is taken",
    table=Table(
        "What is taken",
        (
            Column("What", share=3),
            Column("Elemental a day", share=2),
            Column("How regularly", share=3),
            Column("When, with meals", share=3),
            Column("Since, changes", share=4),
        ),
        (
            (
                "Levothyroxine 75 µg tablet",
                "75 µg",
                "181 of 183 days",
                "07:10, before breakfast",
                "since 3 May 2026 or longer",
            ),
            (
                "Gabapentin 300 mg",
                "900 mg",
                "176 of 183 days",
                "08:00, 14:00, 22:00",
                "1 June: 600 to 900 mg",
            ),
            (
                "Magnesium glycinate, 1,000 mg capsule",
                "141 mg",
                "150 of 183 days (75 to 88 %)",
                "21:30, with a meal on half",
                "since 12 June; citrate before",
            ),
            (
                "Calcium carbonate, 1,250 mg",
                "500 mg",
                "as needed, 22 days",
                "13:00, with lunch",
                "since 3 May 2026 or longer",
            ),
            ("Vitamin D3 drops", "25 µg", "170 of 183 days", "08:10", "since 20 July 2026"),
        ),
    ),
)

WHOLE_TABLE = make_table(
    "All symptoms",
    ("Symptom", "First 4 weeks", "Last 4 weeks"),
    [("Pain, feet", "6", "4"), ("Tingling", "5", "5"), ("Itch", "2", "1")],
)


def make_front(**overrides):
    front = FrontPage(
        who=(
            Fact("Name", "Ada Example"),
            Fact("Born", "2 March 1961, 65 years"),
            Fact("Kidneys", "eGFR 58, told on 2 August 2026"),
            Fact("Pregnant, breast-feeding", "no"),
            Fact("Conditions", "small fibre neuropathy, hypothyroidism"),
            Fact("Region", "European Union"),
        ),
        completeness=Section(
            "How complete the log is",
            facts=(
                Fact("Something written", "176 of 183 days"),
                Fact("Pain scored", "171 of 183 days"),
                Fact("Doses told", "181 of 183 days"),
            ),
            doubt="Most doses were logged within the hour.",
        ),
        symptoms=SYMPTOMS,
        weeks=picture_of(
            [6, 6, 7, 5, 6, 6, 5, 5, 6, 4, 5, 5, 4, 4, 5, 4, 3, 4, 4, 5, 4, 4, 3, 4, 4, 4],
            "Pain: falling by about 0.4 points a month, likely 0.1 to 0.7",
        ),
        times=picture_of([1, 1, 2, 3, 5, 6, 5, 4, 4, 5, 6, 7], "Worst in the late evening"),
        taken=TAKEN,
        spacing=Section(
            "Spacing",
            lines=(
                "Magnesium and levothyroxine: 4 hours kept on 168 of 176 days; nearest 55 minutes.",
                "Calcium and levothyroxine: 4 hours kept on 20 of 22 days; nearest 2 hours.",
                "Magnesium and gabapentin: 2 hours kept on 140 of 176 days; nearest 0 minutes.",
            ),
            references=(2, 3),
        ),
        limits=Section(
            "Limits",
            lines=("Magnesium from supplements: above 250 mg on 12 days, most 391 mg.",),
            references=(4,),
        ),
        tolerance=Section(
            "Stomach",
            facts=(Fact("Nausea", "3 of 40 doses"), Fact("Loose stools", "2 of 40 doses")),
        ),
        warning_signs=Section("Warning signs", nothing="None was told."),
        experiment=Section(
            "Experiment",
            lines=("Running: magnesium in the evening or not, opens on 14 December 2026.",),
        ),
        questions=Section(
            "Questions for the visit",
            lines=("Could the evening dose be split?", "Is the thyroid tablet still right?"),
        ),
    )
    return replace(front, **overrides)


def make_day(number, notes=""):
    return (
        f"Day {number}",
        "4 (6)",
        "5 (7)",
        "141 mg at 21:30",
        "75 µg at 07:10, 900 mg in three",
        "1" if number % 3 == 0 else "",
        notes or ("slept badly, long walk in the rain" if number % 4 == 0 else ""),
    )


DAY_COLUMNS = (
    Column("Day", share=3),
    Column("Pain, mean (worst)", is_number=True, share=2),
    Column("Tingling", is_number=True, share=2),
    Column("Magnesium", share=3),
    Column("Medicines", share=4),
    Column("Flags", is_number=True),
    Column("Notes", share=5),
)


def make_days(count, notes=""):
    rows = tuple(make_day(number, notes) for number in range(1, count + 1))
    return Section("Day by day", table=Table("Each day", DAY_COLUMNS, rows))


def make_flags(level="caution", count=4, rule="Magnesium near the thyroid tablet"):
    severities = {
        "info": "Good to know",
        "caution": "Take care",
        "ask": "Ask",
        "emergency": "Get help now",
    }
    return FlagGroup(
        rule=rule,
        severity=severities[level],
        level=level,
        says="Magnesium binds levothyroxine; taken close together, less of it is taken up.",
        advice="4 hours between them are enough.",
        evidence="Small studies in people and a plausible way it works.",
        occurrences=make_table(
            "Each time",
            ("When", "Gap"),
            [(f"{day} May 2026, 07:10 and 08:05", "55 min") for day in range(1, count + 1)],
        ),
        references=(2, 3),
    )


def make_report(**overrides):
    report = Report(
        language="en",
        title="Report of Ada Example",
        span="3 May to 1 November 2026",
        made="Made on 2 November 2026 by Mg Diary 0.6 from knowledge of 1 November 2026",
        disclaimer="Written by the person, not measured. It informs and is no diagnosis.",
        front=make_front(),
        whole=(Section("All symptoms", table=WHOLE_TABLE),),
        days=make_days(20),
        flags=(make_flags("caution"), make_flags("ask", rule="Tingling that climbs")),
        no_flags="",
        method=(
            Section(
                "How it is counted",
                lines=("A day is the day of the place where it was written.", "Medians of days."),
                references=(1,),
            ),
        ),
        sources=(
            Reference(1, "Farrar and others, 2001, Pain 94", "https://doi.org/10.1016/s0304-3959"),
            Reference(2, "Summary of product characteristics of levothyroxine"),
            Reference(3, "British National Formulary", "https://bnf.nice.org.uk/"),
            Reference(4, "EFSA, tolerable upper intake level for magnesium"),
        ),
    )
    return replace(report, **overrides)
