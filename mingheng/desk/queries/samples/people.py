"""The fictional people, articles and moments that the other samples share."""

from datetime import date, datetime

from mingheng.kit.dates import SHANGHAI
from mingheng.kit.display import Cite, Person

NOW = datetime(2026, 11, 20, 10, 24, tzinfo=SHANGHAI)

CHEN = Person("陈砚秋", "主办")
GU = Person("顾明川", "协办")
XU = Person("许闻溪", "协办")
LU = Person("陆听澜", "主持")
SHEN = Person("沈知行", "审核")

ARTICLE = "/components/article/"


def law(text: str) -> Cite:
    """A citation that opens the sample article."""
    return Cite(text, ARTICLE)


def on(month: int, day: int, year: int = 2026) -> date:
    """A day of the story."""
    return date(year, month, day)


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    """A minute of the story."""
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)
