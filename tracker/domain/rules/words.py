"""What happened, said to a person: calm, in numbers, without an order."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from tracker.domain.diary import Content, Intake, Score
from tracker.domain.rules.flag import Flag
from tracker.domain.rules.model import OtherRegionsLimitRule, WarningSign

Translate = Callable[[str], str]

REGION_NAMES = {"US": "US", "EU": "European", "UK": "UK"}


def message(flag: Flag, translate: Translate = str) -> str:
    """Return what the flag is about: which entries, how far apart or how much, and its words."""
    if isinstance(flag.rule, WarningSign):
        return translate(flag.rule.text)
    if flag.required_gap_minutes is not None:
        return gap_message(flag, translate)
    if flag.gap is not None:
        return pair_message(flag, translate)
    if flag.total is not None:
        return total_message(flag, translate)
    name = sentence(described(flag.entries_found[0]))
    return f"{name}. {translate(flag.rule.when or flag.rule.title)}"


def gap_message(flag: Flag, translate: Translate) -> str:
    first, second = flag.entries_found
    if flag.gap == 0:
        text = translate(
            "{first} and {second} at the same time; this rule looks for {required} between them."
        )
    else:
        text = translate(
            "{second} {gap} after {first}; this rule looks for {required} between them."
        )
    return sentence(
        text.format(
            first=described(first),
            second=described(second),
            gap=duration(flag.gap_minutes or Fraction(0), translate),
            required=duration(Fraction(flag.required_gap_minutes or 0), translate),
        )
    )


def pair_message(flag: Flag, translate: Translate) -> str:
    first, second = flag.entries_found
    text = translate("{second} {gap} after {first}: hours between them may not be enough.")
    return sentence(
        text.format(
            first=described(first),
            second=described(second),
            gap=duration(flag.gap_minutes or Fraction(0), translate),
        )
    )


def total_message(flag: Flag, translate: Translate) -> str:
    rule = flag.rule
    if isinstance(rule, OtherRegionsLimitRule):
        text = translate(
            "{total} {unit} from {count} {within}: not over the {whose} of {limit} {unit}, "
            "yet over {other} {unit}."
        )
    else:
        text = translate("{total} {unit} from {count} {within}; the {whose} is {limit} {unit}.")
    return text.format(
        total=amount(flag.total),
        unit=flag.unit,
        within=translate("on one day" if flag.is_whole_day else "within 20 hours"),
        other=amount(rule.over) if isinstance(rule, OtherRegionsLimitRule) else "",
        count=counted(len(flag.entries_found), "one entry", "{n} entries", translate),
        whose=whose_limit(flag, translate),
        limit=amount(flag.limit),
    )


def whose_limit(flag: Flag, translate: Translate) -> str:
    if flag.of_limit is None:
        return translate("amount this rule looks for")
    region = REGION_NAMES[flag.of_limit.region]
    if flag.of_limit.age_known:
        return translate("{region} limit").format(region=region)
    return translate("{region} adult limit (age not known)").format(region=region)


def advice(flag: Flag, translate: Translate = str) -> str:
    """Return the rule's advice with the flag's own numbers in it."""
    text = translate(flag.rule.advice)
    region = REGION_NAMES[flag.of_limit.region] if flag.of_limit is not None else ""
    numbers = {
        "{total}": amount(flag.total),
        "{limit}": amount(flag.limit),
        "{unit}": flag.unit or "",
        "{region}": region,
    }
    for place, number in numbers.items():
        text = text.replace(place, number)
    return text


def described(entry: Intake | Score) -> str:
    """Return a name for an entry: its product, else what it holds."""
    if isinstance(entry, Score):
        return entry.symptom or "a symptom"
    if entry.product:
        return entry.product
    return " + ".join(map(labelled, entry.contents)) or "an intake"


def labelled(content: Content) -> str:
    name = (content.substance or "something").replace("_", " ")
    return f"{name} {content.form}" if content.form else name


def duration(minutes: Fraction, translate: Translate = str) -> str:
    """Return a length of time in hours and minutes.

    >>> duration(Fraction(25)), duration(Fraction(240)), duration(Fraction(90))
    ('25 minutes', '4 hours', '1 hour 30 minutes')
    """
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "{n} hour", "{n} hours", translate)] if hours else []
    if rest or not parts:
        parts.append(counted(rest, "{n} minute", "{n} minutes", translate))
    return " ".join(parts)


def counted(count: Fraction | int, one: str, many: str, translate: Translate) -> str:
    shown = f"{float(count):.1f}".removesuffix(".0")
    return translate(one if shown == "1" else many).format(n=shown)


def amount(value: Decimal | None) -> str:
    """Return an amount with thousands apart and no digits without meaning.

    >>> amount(Decimal("1300")), amount(Decimal("350.50")), amount(Decimal("116.6666667"))
    ('1,300', '350.5', '116.667')
    """
    if value is None:
        return ""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
