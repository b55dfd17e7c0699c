"""Every sentence of an answer, as it is read: the tables below are the specification."""

import re
from datetime import date
from math import nan

import pytest

from tracker.domain.effect import Effect
from tracker.views.shown.helps import notes, sentences
from tracker.views.shown.helps.topics import Topic
from tracker.views.shown.statistics_words import NO_BREAK

PAIN = Topic("nerve pain", "magnesium")
SLEEP = Topic("sleep quality", "magnesium glycinate", better="high")
STOOL = Topic("constipation (bristol stool type)", "magnesium", better="none", length=6)
CRAMPS = Topic("muscle cramp (count per day)", "magnesium", unit="cramps", length=None)
SLOW = Topic("nerve pain", "magnesium", builds_up=True)


def an_effect(low, high, *, days=60, estimate=None):
    middle = (low + high) / 2 if estimate is None else estimate
    return Effect(middle, low, high, 0.01, 0.5, days, days)


CLEAR = [
    (
        PAIN,
        (-2.9, -0.9),
        "In your diary, nerve pain was 1.9 points lower on days with magnesium than on days"
        " without (likely between 0.9 and 2.9).",
    ),
    (
        PAIN,
        (0.9, 2.9),
        "In your diary, nerve pain was 1.9 points higher on days with magnesium than on days"
        " without (likely between 0.9 and 2.9).",
    ),
    (
        SLEEP,
        (0.2, 1.8),
        "In your diary, sleep quality was 1 point higher on days with magnesium glycinate than on"
        " days without (likely between 0.2 and 1.8).",
    ),
    (
        SLEEP,
        (-1.8, -0.2),
        "In your diary, sleep quality was 1 point lower on days with magnesium glycinate than on"
        " days without (likely between 0.2 and 1.8).",
    ),
    (
        STOOL,
        (0.5, 1.5),
        "In your diary, constipation (bristol stool type) was 1 point higher on days with"
        " magnesium than on days without (likely between 0.5 and 1.5).",
    ),
    (
        CRAMPS,
        (-4, -2),
        "In your diary, muscle cramp (count per day) was 3 cramps lower on days with magnesium"
        " than on days without (likely between 2 and 4).",
    ),
    (
        SLOW,
        (-2.9, -0.9),
        "In your diary, nerve pain was 1.9 points lower when magnesium had built up than without"
        " it (likely between 0.9 and 2.9).",
    ),
]

ALL_SAID = [
    said
    for topic in (PAIN, SLEEP, STOOL, CRAMPS, SLOW)
    for said in (
        sentences.clear(topic, an_effect(-2.9, -0.9)),
        sentences.clear(topic, an_effect(0.02, 0.8)),
        sentences.none(topic, an_effect(-0.4, 0.3)),
        sentences.cannot_tell(topic, an_effect(-1.2, 0.6)),
        sentences.cannot_tell(topic, an_effect(nan, nan)),
        sentences.as_needed(topic, 9, 30),
        sentences.not_marked(topic),
        sentences.not_enough(topic, {"days": 3, "on": 1, "off": 2, "switches": 4}),
        sentences.locked(topic, date(2026, 9, 3)),
        sentences.step(topic, date(2026, 3, 1), an_effect(-2.9, -0.9)),
        sentences.step(topic, date(2026, 3, 1), an_effect(-0.5, 0.5)),
    )
]


class TestClear:
    @pytest.mark.parametrize(("topic", "ends", "headline"), CLEAR)
    def test_says_which_way_how_much_and_how_sure(self, topic, ends, headline):
        assert sentences.clear(topic, an_effect(*ends)).headline == headline

    @pytest.mark.parametrize("topic", [PAIN, SLEEP, STOOL, SLOW])
    def test_is_no_proof(self, topic):
        assert notes.not_proof() in sentences.clear(topic, an_effect(-2.9, -0.9)).lines

    @pytest.mark.parametrize(
        ("topic", "ends", "is_said"),
        [
            (PAIN, (0.9, 2.9), True),
            (PAIN, (-2.9, -0.9), False),
            (SLEEP, (-2.9, -0.9), True),
            (SLEEP, (0.9, 2.9), False),
            (STOOL, (0.9, 2.9), False),
        ],
    )
    def test_what_looks_worse_is_not_blamed(self, topic, ends, is_said):
        lines = sentences.clear(topic, an_effect(*ends)).lines

        assert (notes.looks_harmful() in lines) is is_said

    @pytest.mark.parametrize(
        ("topic", "ends", "is_small"),
        [
            (PAIN, (-1.0, -0.2), True),
            (PAIN, (-1.1, -0.2), False),
            (STOOL, (0.1, 0.7), False),
            (CRAMPS, (-0.4, -0.2), False),
        ],
    )
    def test_a_small_difference_is_called_small(self, topic, ends, is_small):
        lines = sentences.clear(topic, an_effect(*ends)).lines

        assert any("small" in line for line in lines) is is_small


class TestNone:
    @pytest.mark.parametrize(
        ("topic", "headline"),
        [
            (
                PAIN,
                "In your diary, nerve pain was about the same on days with magnesium and on days"
                " without.",
            ),
            (
                SLOW,
                "In your diary, nerve pain was about the same with and without magnesium built up.",
            ),
        ],
    )
    def test_is_an_answer(self, topic, headline):
        said = sentences.none(topic, an_effect(-0.4, 0.3))

        assert said.headline == headline
        assert said.lines == (
            "Anything from 0.4 lower to 0.3 higher fits. If there is a difference, it is smaller"
            " than 1 point.",
            "That is an answer too.",
        )

    def test_names_a_tenth_of_the_scale(self):
        assert "smaller than 0.6 points" in sentences.none(STOOL, an_effect(-0.4, 0.3)).lines[0]


class TestCannotTell:
    def test_says_what_fits(self):
        said = sentences.cannot_tell(PAIN, an_effect(-1.2, 0.6))

        assert said.headline == "Your diary cannot tell yet."
        assert said.lines[0] == (
            "Anything from 1.2 lower to 0.6 higher on days with magnesium fits your days."
        )

    @pytest.mark.parametrize(
        ("half", "text"),
        [
            (
                5.0,
                "With days like these it would take more than a year to tell a difference of 2"
                " points. A planned experiment is quicker.",
            ),
            (2.0, "About 70 more days like these would tell a difference of 2 points."),
            (
                1.0,
                "A difference of 2 points would most likely have shown by now. About 70 more days"
                " like these would tell a difference of 1 point.",
            ),
            (
                2.0 * 0.69,
                "A difference of 2 points would most likely have shown by now. About 180 more days"
                " like these would tell a difference of 1 point.",
            ),
            (0.6, "A difference of 1 point would most likely have shown by now."),
        ],
    )
    def test_says_how_long_it_would_take(self, half, text):
        assert sentences.cannot_tell(PAIN, an_effect(-half, half)).lines[1] == text

    def test_a_count_has_no_such_figure(self):
        assert len(sentences.cannot_tell(CRAMPS, an_effect(-1, 1)).lines) == 1

    def test_without_an_interval_it_says_why(self):
        said = sentences.cannot_tell(PAIN, an_effect(nan, nan))

        assert "differ in something else too" in said.lines[0]
        assert "nan" not in said.lines[0]


class TestWithoutAnEffect:
    def test_as_needed_names_the_share_and_the_limit(self):
        said = sentences.as_needed(PAIN, 9, 30)

        assert said.headline == (
            "You often take magnesium because it hurts, so this comparison would blame the"
            " magnesium."
        )
        assert said.lines[0].replace(NO_BREAK, " ") == (
            "On 9 of 30 days with it, a dose is marked so (30 %). Above 20 %, nothing is compared."
        )

    def test_not_marked_says_how_to_mark(self):
        assert notes.how_to_mark() in sentences.not_marked(PAIN).lines

    def test_not_enough_names_each_thing(self):
        said = sentences.not_enough(PAIN, {"days": 20, "scores": 12, "off": 14, "switches": 4})

        assert said.lines == (
            "20 more days of diary",
            "14 more days with a score and without magnesium",
            "4 more changes between days with and days without magnesium",
        )

    def test_locked_says_until_when(self):
        assert sentences.locked(PAIN, date(2026, 9, 3)).headline == (
            "Your experiment about nerve pain runs until 3 September 2026."
        )


class TestStep:
    DAY = date(2026, 3, 1)

    def test_a_clear_one(self):
        assert sentences.step(PAIN, self.DAY, an_effect(-2.9, -0.9)).headline == (
            "From 1 March 2026 on, nerve pain was 1.9 points lower than before (likely between 0.9"
            " and 2.9)."
        )

    def test_an_open_one(self):
        said = sentences.step(PAIN, self.DAY, an_effect(-1, 2))

        assert said.headline == "No clear change of nerve pain from 1 March 2026 on."
        assert said.lines == ("Anything from 1 lower to 2 higher fits your days.",)

    def test_too_few_days(self):
        few = Effect(nan, nan, nan, nan, nan, 20, 20, missing={"days_after": 8})

        assert sentences.step(PAIN, self.DAY, few).lines == ("8 more days after the change",)


class TestTogether:
    @pytest.mark.parametrize(
        ("ends", "is_clear", "is_none", "text"),
        [
            ((-2, -1), True, False, "1.5 lower, clear even among all of these"),
            ((-2, -1), False, False, "Not clear once all are counted together"),
            ((-0.3, 0.2), False, True, "About the same"),
            ((-2, 1), False, False, "Cannot tell"),
            ((nan, nan), False, False, "Cannot tell"),
        ],
    )
    def test_the_verdict_counts_all(self, ends, is_clear, is_none, text):
        effect = an_effect(*ends)

        assert sentences.together(effect, is_clear=is_clear, is_none=is_none) == text


LOUD = re.compile(
    r"\b(caused?|causes|proves?|proven|works|significant|p ?[<=]|correlat\w+|failed|good job|must"
    r"|do not|should)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("said", ALL_SAID)
def test_nothing_claims_a_cause_or_a_p(said):
    text = " ".join((said.headline, *said.lines))

    assert LOUD.findall(text.replace("not proof of a cause", "")) == []


@pytest.mark.parametrize("said", ALL_SAID)
def test_every_line_is_whole(said):
    assert "%" not in re.sub(rf"\d{NO_BREAK}%", "", " ".join((said.headline, *said.lines)))
    assert said.headline.endswith(".")
    assert all(line[0].isupper() or line[0].isdigit() for line in said.lines)


def test_nothing_reads_as_no_effect_at_all():
    said = sentences.none(PAIN, an_effect(-0.01, 0.02))

    assert "less than 0.1 lower to less than 0.1 higher" in said.lines[0]
