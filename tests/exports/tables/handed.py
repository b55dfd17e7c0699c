"""Diaries to be handed over as tables, without a database; and what reads the tables again."""

import csv
import io
import json
import re
import zipfile
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from tracker.domain.diary import Diary
from tracker.domain.lines import (
    IntakeLine,
    MealLine,
    SaidOfContent,
    SaidOfIntake,
    SaidOfMeal,
    SaidOfScore,
    ScoreLine,
    Timed,
)
from tracker.domain.selection import Chooser, Selection
from tracker.exports.tables import Handed, flat_csv, workbook, zipped_csv
from tracker.exports.tables.rows import NO_CONTENT
from tracker.knowledge import knowledge

NOW = datetime(2026, 6, 14, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
JUNE = Selection(date(2026, 6, 9), date(2026, 6, 14))
ALL_TIME = Selection(date(1000, 1, 1), date(9000, 1, 1))


@dataclass(frozen=True)
class Listed:
    diary: Diary
    selection: Selection

    def intakes(self):
        intakes = sorted(self.diary.intakes, key=lambda one: one.taken_at.date())
        return chain.from_iterable(map(lines_of_intake, intakes))

    def meals(self):
        return map(line_of_meal, self.diary.meals)

    def symptoms(self):
        return map(line_of_score, self.diary.symptoms)

    def none_taken(self):
        return iter(sorted(self.diary.none_taken, key=lambda one: one.day))

    def skipped_doses(self):
        return iter(self.diary.skipped_doses)

    def substances(self):
        contents = [content for one in self.diary.intakes for content in one.contents]
        written = [one.substance for one in (*contents, *self.diary.none_taken)]
        return sorted({knowledge().rule_book.substances.id_of(one) for one in written} - {""})

    def stretches(self):
        return () if self.selection is ALL_TIME else ((self.selection.first, self.selection.last),)


# Entries as lines, written down apart from how the program makes lines of rows.


def lines_of_intake(intake):
    said = SaidOfIntake(
        **{name: getattr(intake, name) for name in SaidOfIntake._fields}
        | {"servings": text_of(intake.servings), "tolerance": json.dumps(intake.tolerance)}
    )
    contents = [
        SaidOfContent(**asdict(content) | {"amount": text_of(content.amount)})
        for content in intake.contents
    ]
    timed = timed_of(intake, intake.taken_at)
    return [IntakeLine(timed, said, one) for one in contents or [NO_CONTENT]]


def line_of_meal(meal):
    foods = [{"food": one.food, "grams": text_of(one.grams)} for one in meal.foods]
    said = SaidOfMeal(json.dumps(meal.tags), json.dumps(foods), meal.note)
    return MealLine(timed_of(meal, meal.eaten_at), said)


def line_of_score(score):
    scale, sites = score.scale, [asdict(one) for one in score.sites]
    said = SaidOfScore(
        score.symptom,
        text_of(score.value),
        *(text_of(scale.min), text_of(scale.max), scale.better, scale.unit),
        *(json.dumps(sites), json.dumps(score.qualities), score.note),
    )
    return ScoreLine(timed_of(score, score.felt_at), said)


def timed_of(entry, at):
    return Timed(entry.id, at, entry.timezone, at.date(), entry.precision)


def text_of(number):
    return None if number is None else str(number)


def handed(selection=JUNE, **lists):
    """Return the chosen part of a diary with these lists, in the way of the program itself."""
    known = knowledge()
    chosen = Chooser(selection, known.rule_book.substances).diary(Diary(**lists))
    return Handed(
        selection=selection,
        entries=Listed(chosen, selection),
        told=replace(chosen, intakes=(), meals=(), symptoms=(), none_taken=(), skipped_doses=()),
        products={one.id: one.name for one in chosen.products},
        known=known,
        now=NOW,
    )


def flat(**lists):
    """Return the rows of the flat file, each a dictionary of its cells as they stand there."""
    return rows_in(b"".join(flat_csv(handed(**lists))))


def tidy(name, **lists):
    """Return the rows of one file of the archive."""
    return rows_in(files(**lists)[f"{name}.csv"])


def files(**lists):
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped_csv(handed(**lists))))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def book(**lists):
    """Return the workbook as openpyxl reads it."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(b"".join(workbook(handed(**lists)))))


def sheet_rows(sheet):
    """Return the rows of a sheet as dictionaries, by its head."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def rows_in(data):
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def original(cell):
    """Return the text that a cell holds, as README.txt tells how; None for a blank one."""
    return (cell[1:] if cell.startswith("'") else cell) or None


def texts_in(cell):
    """Return the texts of a list in one cell, as columns.csv tells how."""
    if not cell:
        return []
    parts = re.findall(r"((?:[^;\\]|\\.)*)(?:; |$)", original(cell), re.DOTALL)
    # A list does not end in a separator, so the last match is of nothing.
    return [re.sub(r"\\(.)", r"\1", one, flags=re.DOTALL) for one in parts[:-1]]
