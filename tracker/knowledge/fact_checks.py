"""Checks of the facts against each other: molar masses, names, age bands, ids.

Each check yields lines such as `forms.toml: malate: ...`. A file that could not be read has
been reported already and is skipped here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from tracker.domain.substances import normalised
from tracker.knowledge.chemistry import atoms, molar_mass
from tracker.knowledge.form_facts import CompoundFacts, FormsFile, SubstancesFile
from tracker.knowledge.intake_facts import Nutrient, RecommendedBand, UpperBand
from tracker.knowledge.parts import Parts
from tracker.knowledge.symptom_facts import Measure, SymptomsFile

SYMBOLS = {"magnesium": "Mg", "calcium": "Ca", "iron": "Fe", "zinc": "Zn"}
MOLAR_MASS_ROUNDING = Decimal("0.005")
FRACTION_ROUNDING = Decimal("0.00005")
IU_ROUNDING_IN_MCG = Decimal("0.5")


def fact_problems(parts: Parts) -> Iterator[str]:
    if parts.substances is not None:
        yield from _substance_problems(parts.substances)
    if parts.forms is not None:
        yield from _form_problems(parts.forms)
    if parts.substances is not None and parts.forms is not None:
        yield from _compound_problems(parts.substances, parts.forms)
    if parts.symptoms is not None:
        yield from _symptom_problems(parts.symptoms, parts.warning_sign_ids)
    yield from _intake_problems(parts)
    yield from _semantics_problems(parts)
    yield from _evidence_problems(parts)
    yield from _code_problems(parts)


def _substance_problems(file: SubstancesFile) -> Iterator[str]:
    where = "substances.toml"
    names = [(one.id, name) for one in file.substances for name in {one.id, *one.names}]
    yield from _repeated(where, "name", (name for _, name in names))
    yield from _not_lower_case(where, (name for _, name in names))
    yield from _repeated(where, "compound", (one.name for one in file.compounds))
    ids = {one.id for one in file.substances}
    for compound in file.compounds:
        if compound.mineral not in ids:
            yield f"{where}: {compound.name}: mineral '{compound.mineral}' is no substance"
    for substance in file.substances:
        own = {one.name for one in file.compounds if one.mineral == substance.id}
        for form, compound_name in substance.default_compound_by_form.items():
            if compound_name not in own:
                yield (
                    f"{where}: {substance.id}: default_compound_by_form: {form}: "
                    f"'{compound_name}' is no compound of {substance.id}"
                )


def _form_problems(file: FormsFile) -> Iterator[str]:
    where = "forms.toml"
    names = (normalised(name) for form in file.forms for name in {form.id, *form.names})
    yield from _repeated(where, "name", names)
    for form in file.forms:
        if form.default_compound not in {one.name for one in form.compounds}:
            yield (
                f"{where}: {form.id}: default_compound '{form.default_compound}' "
                "is none of its compounds"
            )
        label = form.typical_label_fraction
        if not 0 < label.low <= label.high <= 1:
            yield f"{where}: {form.id}: typical_label_fraction: low and high are out of order"


def _compound_problems(substances: SubstancesFile, forms: FormsFile) -> Iterator[str]:
    for compound in substances.compounds:
        where = f"substances.toml: {compound.name}"
        yield from _salt_problems(compound, compound.mineral, substances, where)
    seen: dict[str, CompoundFacts] = {}
    for form in forms.forms:
        for salt in form.compounds:
            where = f"forms.toml: {form.id}: {salt.name}"
            yield from _salt_problems(salt, "magnesium", substances, where)
            if seen.setdefault(salt.name, salt).compound() != salt.compound():
                yield f"{where}: stands with other numbers under another form"


def _salt_problems(
    salt: CompoundFacts, mineral: str, substances: SubstancesFile, where: str
) -> Iterator[str]:
    """Check the numbers of a salt against its formula."""
    counts = atoms(salt.formula)
    mass = None if counts is None else molar_mass(counts, substances.atomic_weights)
    element = SYMBOLS.get(mineral, "")
    if counts is None or mass is None or element not in counts:
        yield f"{where}: formula '{salt.formula}' is no formula of {mineral} in known elements"
        return
    if abs(mass - salt.molar_mass_g_mol) > MOLAR_MASS_ROUNDING:
        yield f"{where}: molar_mass_g_mol is {salt.molar_mass_g_mol}, but the formula gives {mass}"
    if counts[element] != salt.element_atoms:
        found = counts[element]
        yield f"{where}: element_atoms is {salt.element_atoms}, but the formula has {found}"
    fraction = salt.element_atoms * substances.atomic_weights[element] / mass
    if abs(fraction - salt.elemental_fraction) > FRACTION_ROUNDING:
        yield (
            f"{where}: elemental_fraction is {salt.elemental_fraction}, "
            f"but the formula gives {fraction:.4f}"
        )


def _intake_problems(parts: Parts) -> Iterator[str]:
    if parts.reference_intakes is None:
        return
    where = "reference_intakes.toml"
    window = parts.reference_intakes.window
    if window.minutes <= 0:
        yield f"{where}: window: minutes must be above 0"
    nutrients = parts.reference_intakes.nutrients
    yield from _repeated(where, "substance", (one.substance for one in nutrients))
    for nutrient in nutrients:
        yield from _nutrient_problems(nutrient, f"{where}: {nutrient.substance}")
    if parts.substances is not None:
        known = {one.id for one in parts.substances.substances}
        named = [one.substance for one in nutrients] + list(window.applies_to)
        for substance in named:
            if substance not in known:
                yield f"{where}: '{substance}' is no substance of substances.toml"


def _nutrient_problems(nutrient: Nutrient, where: str) -> Iterator[str]:
    yield from _repeated(where, "region", (level.region for level in nutrient.limits))
    if nutrient.recommended is not None:
        yield from _band_problems(nutrient.recommended.bands, f"{where}: recommended")
    for level in nutrient.limits:
        yield from _band_problems(level.bands, f"{where}: {level.region}")
        if nutrient.limit_unit == "IU":
            yield from _iu_problems(level.bands, nutrient, f"{where}: {level.region}")


def _band_problems(
    bands: Sequence[UpperBand] | Sequence[RecommendedBand], where: str
) -> Iterator[str]:
    age = Decimal(0)
    for band in bands:
        name = f"{where}: band from {band.age_from} years"
        if band.age_from < age:
            yield f"{name}: overlaps the one before it"
        if band.age_from >= band.age_below:
            yield f"{name}: age_below must be above age_from"
        age = max(age, band.age_below)


def _iu_problems(bands: Sequence[UpperBand], nutrient: Nutrient, where: str) -> Iterator[str]:
    for band in bands:
        name = f"{where}: band from {band.age_from} years"
        if band.iu is None and band.value is None:
            continue
        if band.iu is None or band.value is None or nutrient.conversion is None:
            yield f"{name}: a limit compared in IU needs value, iu and a conversion"
        # The published mcg are rounded (37.5 is printed as 38); the IU are exact.
        elif abs(band.iu / nutrient.conversion.iu_per_mcg - band.value) > IU_ROUNDING_IN_MCG:
            yield f"{name}: {band.iu} IU are not {band.value} mcg"


def _symptom_problems(file: SymptomsFile, warning_signs: frozenset[str] | None) -> Iterator[str]:
    where = "symptoms.toml"
    yield from _repeated(where, "symptom", (one.id for one in file.symptoms))
    yield from _repeated(where, "condition", (one.id for one in file.conditions))
    for words in (file.body_sites, file.sides, file.patterns, file.qualities.words):
        yield from _repeated(where, "word", words)
    for symptom in file.symptoms:
        for measure in symptom.measures:
            if measure.min >= measure.max:
                yield f"{where}: {symptom.id}: {measure.label}: max must be above min"
            if measure.rated_on and not _has_words(measure, file):
                yield f"{where}: {symptom.id}: '{measure.rated_on}' has no words for its steps"
        for sign in symptom.warning_signs:
            if warning_signs is not None and sign not in warning_signs:
                yield f"{where}: {symptom.id}: '{sign}' is no warning sign"


def _has_words(measure: Measure, file: SymptomsFile) -> bool:
    """Is there a rating scale with a word for each whole number of the measure?"""
    anchors = {scale.id: scale.anchors for scale in file.scales}.get(measure.rated_on, {})
    return set(anchors) == {str(step) for step in range(int(measure.min), int(measure.max) + 1)}


def _semantics_problems(parts: Parts) -> Iterator[str]:
    if parts.semantics is None:
        return
    where = "semantics.toml"
    if min(parts.semantics.occasion_minutes, parts.semantics.combination_window_minutes) <= 0:
        yield f"{where}: occasion_minutes and combination_window_minutes must be above 0"
    for group_id, group in parts.semantics.mineral_groups.items():
        place = f"{where}: mineral_groups: {group_id}"
        if parts.substances is not None:
            yield from unknown(place, "substance", [group.substance], substance_ids(parts))
        known_forms = form_ids(parts, group.substance)
        if known_forms is not None:
            yield from unknown(place, "form", group.forms, known_forms)


def _evidence_problems(parts: Parts) -> Iterator[str]:
    if parts.evidence is None:
        return
    where = "evidence.toml"
    yield from _repeated(where, "finding", (one.id for one in parts.evidence.findings))
    yield from _repeated(where, "method", (one.id for one in parts.evidence.methods))
    symptoms = {one.id for one in parts.symptoms.symptoms} if parts.symptoms else None
    for finding in parts.evidence.findings:
        place = f"{where}: {finding.id}"
        if parts.substances is not None:
            yield from unknown(place, "substance", [finding.substance], substance_ids(parts))
        if symptoms is not None:
            yield from unknown(place, "symptom", finding.symptoms, frozenset(symptoms))
        if finding.evidence_grade not in parts.evidence.grades:
            yield f"{place}: grade {finding.evidence_grade} has no meaning in grades"
        if not finding.references:
            yield f"{place}: needs at least one reference"


def _code_problems(parts: Parts) -> Iterator[str]:
    if parts.codes is not None:
        codes = (f"{one.system} {one.code} {one.concept}" for one in parts.codes.codes)
        yield from _repeated("codes.toml", "code", codes)


def substance_ids(parts: Parts) -> frozenset[str]:
    substances = parts.substances.substances if parts.substances else ()
    return frozenset(one.id for one in substances)


def form_ids(parts: Parts, substance: str) -> frozenset[str] | None:
    """Return the forms known of a substance; `None` where their file could not be read."""
    if substance == "magnesium":
        return frozenset(form.id for form in parts.forms.forms) if parts.forms else None
    if parts.substances is None:
        return None
    found = (one for one in parts.substances.substances if one.id == substance)
    return frozenset(form for one in found for form in one.default_compound_by_form)


def unknown(where: str, what: str, names: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    """Yield a line for each name that is not known."""
    for name in sorted(names):
        if name not in known:
            yield f"{where}: '{name}' is no known {what}"


def _repeated(where: str, what: str, values: Iterable[str]) -> Iterator[str]:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{where}: {what} '{value}' stands there {times} times"


def _not_lower_case(where: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name != normalised(name):
            yield f"{where}: name '{name}' must be lower case, without space around it"
