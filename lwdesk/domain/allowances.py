"""What an assignment costs by the price models of the code list: started units count as whole ones."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lwdesk.domain.codelists import codelists

USUAL: Final = "allowance"


@dataclass(frozen=True, slots=True)
class PriceModel:
    """The amounts of a model in cents: a first unit, steps after it, and each kilometre."""

    first_cents: int
    first_minutes: int
    step_cents: int
    step_minutes: int
    km_cents: int


def price_model(code: str | None) -> PriceModel:
    """Return the amounts of a model; one that no list knows is the usual one."""
    known = codelists()["price_model"]
    told = known[code if code is not None and code in known else USUAL].attributes
    return PriceModel(*(int(str(told[name])) for name in PriceModel.__slots__))


def allowance(model: PriceModel, minutes: int, kilometres: int = 0) -> int:
    """Return the cents for an assignment of so many minutes on so long a way."""
    if minutes <= 0:
        return max(0, kilometres) * model.km_cents
    further = max(0, minutes - model.first_minutes)
    steps = -(-further // model.step_minutes)
    return model.first_cents + steps * model.step_cents + max(0, kilometres) * model.km_cents


def for_cancelling(model: PriceModel) -> int:
    """Return the cents for a talk that was called off too late: one unit."""
    return model.first_cents


def minutes_between(began: datetime | None, ended: datetime | None) -> int:
    """Return the whole minutes of a talk, started ones included; nothing where one end is missing."""
    if began is None or ended is None or ended <= began:
        return 0
    return -(-int((ended - began).total_seconds()) // 60)
