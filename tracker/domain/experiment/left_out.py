"""What an experiment leaves out on a day is not usual on that day."""

from dataclasses import replace
from datetime import date

from tracker.domain.diary import Diary
from tracker.domain.experiment.progress import course


def without_left_out(diary: Diary, on: date) -> Diary:
    """Return the diary in which the product of an experiment has no usual times on a day without.

    So nobody is asked for a dose that the plan leaves out. Other products keep their times: one
    with the same substance may be prescribed.
    """
    left_out = {one.product_id for one in diary.experiments if course(one, on).is_on(on) is False}
    if left_out.isdisjoint(product.id for product in diary.products):
        return diary
    return replace(
        diary,
        products=tuple(
            replace(product, usual_times=()) if product.id in left_out else product
            for product in diary.products
        ),
    )
