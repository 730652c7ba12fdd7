"""Tags and filters that draw the values of `mingheng.kit.display`.

The design language names them: due, cite, next_action, blocked, proof, quota, money, masked. A tag never
decides anything; it turns one frozen value into markup, the same everywhere.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mingheng.kit import clock as house_clock
from mingheng.kit import dates, money
from mingheng.kit.charts import Columns
from mingheng.kit.display import (
    Badge,
    Blocked,
    Cite,
    Clock,
    Due,
    Entry,
    NextAct,
    Person,
    Precondition,
    Proof,
    Quota,
    Range,
    Section,
    Stage,
)
from mingheng.kit.icons import ICONS, SHAPES

register = template.Library()

TEN_THOUSAND = 10_000
GRID = 16
"""The size icons are drawn for; other sizes have a class."""


@register.simple_tag
def icon(name: str, size: int = GRID) -> SafeString:
    """One icon of the sprite, hidden from screen readers. KeyError when it was never drawn."""
    if name not in ICONS:
        raise KeyError(f"no icon is called {name!r}; see mingheng/kit/icons.py")
    klass = "ic" if size == GRID else f"ic ic-{size}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', klass, name)


@register.inclusion_tag("kit/sprite.html")
def icon_sprite() -> dict[str, object]:
    """Every icon once, at the top of the page."""
    return {"icons": ICONS.items(), "shapes": SHAPES.items()}


@register.simple_tag
def due_shape(state: str) -> SafeString:
    """The mark of a deadline state alone."""
    return format_html('<svg aria-hidden="true"><use href="#due-{}"/></svg>', state)


@register.simple_tag
def due(deadline: Due, with_date: bool = True) -> SafeString:
    """A deadline by shape, colour and words; its last day beside it unless told not to."""
    ends: str | SafeString = ""
    if with_date and (deadline.on or deadline.note):
        ends = format_html(" <small>{}</small>", due_note(deadline))
    return format_html(
        '<span class="due {}">{}<span>{}</span>{}</span>', deadline.state, due_shape(deadline.state), deadline.text, ends
    )


@register.filter
def due_note(deadline: Due) -> str:
    """The second line of a deadline: 应于 11-19 周四, 11-23 周一, 不早于 2027-01-04 (provisional: that year's calendar is not out)."""
    if deadline.note or deadline.on is None:
        return deadline.note
    if deadline.provisional:
        return f"不早于 {dates.show_day(deadline.on, today=house_clock.today())}"
    shown = dates.show_day_and_weekday(deadline.on, today=house_clock.today())
    return f"应于 {shown}" if deadline.state == "over" else shown


@register.simple_tag
def cite(citation: Cite | None) -> SafeString:
    """A citation that opens its article in the side sheet, or as a page without JavaScript."""
    if citation is None:
        return SafeString("")
    if not citation.href:
        return format_html('<span class="cite">{}</span>', citation.text)
    return format_html('<a class="cite" href="{}" data-sheet>{}</a>', citation.href, citation.text)


@register.simple_tag(name="money")
def show_money(amount: Decimal | None, capitals: bool = False) -> SafeString:
    """An amount in yuan, on demand with its capitals: 120,000.00 元（壹拾贰万元整）. None is --."""
    if amount is None:
        return SafeString("--")
    words = f"（{money.chinese_capitals(amount)}）" if capitals else ""
    return format_html('<b class="num">{} 元</b>{}', money.show_yuan(amount), words)


@register.filter
def short_yuan(amount: Decimal | None) -> str:
    """An amount for a scale: 12 万元, 2,000 元."""
    if amount is None:
        return "--"
    if amount >= TEN_THOUSAND and amount % 100 == 0:
        return f"{(amount / TEN_THOUSAND).normalize():f} 万元"
    return f"{amount:,.0f} 元" if amount == amount.to_integral_value() else f"{amount:,.2f} 元"


@register.inclusion_tag("kit/tags/masked.html")
def masked(number: str, reveal: str = "") -> dict[str, object]:
    """A number already masked by the server, and where to ask to see it in full."""
    return {"number": number, "reveal": reveal}


@register.simple_tag
def badge(value: Badge | None) -> SafeString:
    """One word on a soft ground."""
    if value is None:
        return SafeString("")
    return format_html('<span class="badge {}">{}</span>', value.tone, value.text)


@register.simple_tag
def avatar(person: Person) -> SafeString:
    """The family name in a circle; the whole name is spoken and shown on hover."""
    title = f"{person.part} {person.name}".strip()
    return format_html(
        '<span class="ava sm k{}" title="{}"><span aria-hidden="true">{}</span><span class="sr">{}</span></span>',
        person.hue, title, person.initial, title,
    )  # fmt: skip


@register.simple_tag
def people(persons: Iterable[Person]) -> SafeString:
    """Round marks of everybody in a row."""
    return format_html('<span class="pair">{}</span>', format_html_join("", "{}", ((avatar(p),) for p in persons)))


@register.inclusion_tag("kit/tags/clock.html")
def clock(value: Clock) -> dict[str, object]:
    """The track of a statutory clock with its suspensions."""
    return {"clock": value}


@register.inclusion_tag("kit/tags/clock_full.html")
def clock_with_label(value: Clock) -> dict[str, object]:
    """A clock under its name, limit and state."""
    return {"clock": value}


@register.inclusion_tag("kit/tags/stages.html")
def stages(value: Sequence[Stage]) -> dict[str, object]:
    """The legal stages of a case."""
    return {"stages": value}


@register.inclusion_tag("kit/tags/preconditions.html")
def preconditions(items: Sequence[Precondition]) -> dict[str, object]:
    """What the law asks before an act, ticked or not."""
    return {"items": items}


@register.inclusion_tag("kit/tags/next_action.html")
def next_action(act: NextAct, large: bool = False) -> dict[str, object]:
    """The one next lawful act with its preconditions and its button."""
    return {"act": act, "large": large}


@register.inclusion_tag("kit/tags/blocked.html")
def blocked(value: Blocked) -> dict[str, object]:
    """An act that cannot be done now: why, which article, what would make it lawful."""
    return {"blocked": value}


@register.inclusion_tag("kit/tags/proof.html")
def proof(value: Proof) -> dict[str, object]:
    """Whether the record still matches what was committed."""
    return {"proof": value}


@register.inclusion_tag("kit/tags/columns.html")
def columns(value: Columns) -> dict[str, object]:
    """A series of counts as a chart of columns."""
    return {"chart": value}


@register.inclusion_tag("kit/tags/quota.html")
def quota(value: Quota) -> dict[str, object]:
    """Done against required, with the legal minimum as a tick."""
    return {"quota": value}


@register.inclusion_tag("kit/tags/range_bar.html")
def range_bar(value: Range) -> dict[str, object]:
    """The statutory span, the benchmark band and the proposed point."""
    return {"range": value}


@register.inclusion_tag("kit/tags/range_scale.html")
def range_scale(value: Range) -> dict[str, object]:
    """The bar of a range alone, for a cell of a table."""
    return {"range": value}


@register.inclusion_tag("kit/tags/timeline.html")
def timeline(entries: Sequence[Entry], brief: bool = False, klass: str = "") -> dict[str, object]:
    """What happened, newest first; `brief` leaves one line each."""
    return {"entries": entries, "brief": brief, "klass": klass}


@register.simple_tag
def fields_of(form: BaseForm, names: Sequence[str]) -> list[BoundField]:
    """The bound fields of those names, in that order; KeyError when the form lacks one."""
    return [form[name] for name in names]


@register.simple_tag
def fields_left(form: BaseForm, sections: Iterable[Section]) -> list[BoundField]:
    """The visible fields that no section names."""
    named = {name for section in sections for name in section.names}
    return [field for field in form.visible_fields() if field.name not in named]


@register.filter
def short_number(number: str) -> str:
    """A case number without the authority's mark, for narrow columns: 澜城管案〔2026〕123号 is 〔2026〕123号."""
    mark, year, rest = number.partition("〔")
    return year + rest if mark and year else number


@register.filter
def yuan(amount: Decimal) -> str:
    """120,000.00, for a column whose head names the unit."""
    return money.show_yuan(amount)


@register.filter
def percent(share: Decimal) -> str:
    """10% for a share of 0.1."""
    return f"{(share * 100).normalize():f}%"


@register.filter
def day(value: date | datetime) -> str:
    """11-20 inside this year, 2026-11-20 outside it."""
    return dates.show_day(_day(value), today=house_clock.today())


@register.filter
def day_and_weekday(value: date | datetime) -> str:
    """11-20 周五."""
    return dates.show_day_and_weekday(_day(value), today=house_clock.today())


@register.filter
def weekday(value: date | datetime | None) -> str:
    """周五; nothing when there is no day (the error pages have none)."""
    return dates.weekday(_day(value)) if value else ""


@register.filter
def moment(value: date | datetime) -> str:
    """11-20 10:24 inside this year; a day known only as a day stays a day."""
    if isinstance(value, datetime):
        return dates.show_moment(value, today=house_clock.today())
    return day(value)


@register.filter
def minute(value: datetime) -> str:
    """10:24."""
    return f"{value.astimezone(dates.SHANGHAI):%H:%M}"


@register.filter
def second(value: datetime) -> str:
    """2026-11-20 10:24:07, for what is compared with another record."""
    return f"{value.astimezone(dates.SHANGHAI):%Y-%m-%d %H:%M:%S}"


@register.filter
def iso(value: date | datetime) -> str:
    """For the `datetime` attribute of `<time>`."""
    if isinstance(value, datetime):
        return value.astimezone(dates.SHANGHAI).isoformat(timespec="minutes")
    return value.isoformat()


def _day(value: date | datetime) -> date:
    return dates.day_of(value) if isinstance(value, datetime) else value
