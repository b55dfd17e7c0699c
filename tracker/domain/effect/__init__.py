"""Does it help? Honest answers from one person's diary.

`exposure_effect` compares days with and without, `step_effect` days before and after, and
`answer` says what a page may make of the first. The model and what it cannot do are told in
`comparisons`; how days that resemble each other are told apart, in `noise`.
"""

from tracker.domain.effect.answers import answer, days_needed
from tracker.domain.effect.comparisons import HALF_LIVES, exposure_effect, step_effect
from tracker.domain.effect.values import Answer, Effect, Kind

__all__ = [
    "HALF_LIVES",
    "Answer",
    "Effect",
    "Kind",
    "answer",
    "days_needed",
    "exposure_effect",
    "step_effect",
]
