"""What the person owns and takes: products and medicines, their usual times, and favourites."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from tracker.domain.diary.entries import Content, Intake
from tracker.domain.diary.vocabulary import MealRelation, ProductClass, Route, Source


@dataclass(frozen=True, slots=True)
class UsualTime:
    """A clock time at which a product is usually taken.

    `weekdays` are numbers from Monday, 0, to Sunday, 6; none of them means every day.
    `servings` stands in the place of the product's own where a dose differs.
    """

    at: time
    weekdays: tuple[int, ...] = ()
    servings: Decimal | None = None

    def is_on(self, day: date) -> bool:
        return not self.weekdays or day.weekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class Stock:
    """How many servings there were when they were last counted."""

    servings: Decimal
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Product:
    """Something on the shelf, as its label describes it; a medicine is one as well.

    `contents` are those of one serving, such as a capsule. `usual_servings` are taken at a
    time. A product that was put away is offered no more, and keeps its history.
    """

    id: str
    name: str
    brand: str = ""
    contents: tuple[Content, ...] = ()
    serving: str = ""
    source: Source = "supplement"
    route: Route = "oral"
    product_class: ProductClass | None = None
    prescribed: bool = False
    covers_days: int = 1
    meal: MealRelation = "unknown"
    usual_servings: Decimal = Decimal(1)
    usual_times: tuple[UsualTime, ...] = ()
    stock: Stock | None = None
    is_put_away: bool = False
    note: str = ""

    def taken(
        self, *, intake_id: str, at: datetime, timezone: str, servings: Decimal | None = None
    ) -> Intake:
        """Return the intake of this product: what its label says now, copied.

        A later change of the product leaves the intake as it is. `servings` None: the usual.
        """
        number = self.usual_servings if servings is None else servings
        return Intake(
            id=intake_id,
            taken_at=at,
            timezone=timezone,
            contents=tuple(content.times(number) for content in self.contents),
            route=self.route,
            source=self.source,
            meal=self.meal,
            product=self.name,
            product_class=self.product_class,
            prescribed=self.prescribed,
            covers_days=self.covers_days,
            product_id=self.id,
            servings=number,
        )


@dataclass(frozen=True, slots=True)
class Dose:
    """Some servings of one product; None: as many as are usual with it."""

    product_id: str
    servings: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Favourite:
    """One dose to log by one tap, or several that belong together, such as "morning"."""

    id: str
    name: str
    doses: tuple[Dose, ...] = ()
