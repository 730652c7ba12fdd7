"""Ten years' volume: which story the n-th case follows, when it began, and who its parties are.

The share of short cases is that of a real year; most cases are closed long ago, a few are on their way. Every case is the
same whenever it is told again, so that an interrupted load goes on where it stopped.

The district moved to this system when nine tenths of the time had passed: older cases are brought over from the system
before it, as a bureau's would be, with the acts that system kept; later ones grew here, act by act.
"""

from datetime import date, timedelta
from functools import cache

from mingheng.demo.rules.numbers import born
from mingheng.demo.rules.stories import PartyTold, Story, stories

FIRST_DAY = date(2024, 1, 15)
HUNDRED = 100
SHORT, CLOSED = 40, 94  # of a hundred cases so many end with the lead, so many are closed altogether
FIRST_SERIAL = 100_000  # below are the parties of the stories
STEP = 7919  # a prime: neighbours in the load are far apart in time and place
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
FIRST = "云汀石舫苇岸鹤渚青槐望渡听澜砚池芦桥梅坞锦渚霞汀清远明德"
SECOND = "兴盛和顺安泰宏达永昌瑞丰嘉禾新程广源立诚致远同舟启明恒信"
TRADES = {"organisation": "工程有限公司", "individual_business": "商行"}
OLD_SYSTEM = "澜江区城管执法办案系统（旧）"
MOVED = 0.9  # of the time
# what the old system kept of a case; what these acts take over from others is told with them
KEPT = frozenset({
    "register_lead", "register_party", "approve_filing", "approve_no_filing", "make_decision", "decide_no_penalty",
    "approve_closing", "archive_case",
})  # fmt: skip
NEEDED = KEPT | {
    "propose_filing", "scene_record", "question_person", "recheck", "explain_discretion", "explain_no_penalty",
    "report_investigation", "give_notice",
}  # fmt: skip
ENDINGS = {"short": "approve_no_filing", "long": "archive_case"}


@cache
def _by_kind() -> dict[str, tuple[Story, ...]]:
    """Stories that end with the lead, stories told to the archive, and stories that go on."""
    again = [story for story in stories() if not story.once]
    short = tuple(s for s in again if s.road[-1].act == ENDINGS["short"] and not s.road[-1].facts)
    long = tuple(s for s in again if s.road[-1].act == ENDINGS["long"])
    rest = tuple(s for s in again if s not in short and s not in long)
    return {"short": short, "long": long, "open": rest}


def choices(number: int, *, closed: bool = False) -> tuple[Story, ...]:
    """The stories the n-th case may follow, the one first that is its own; `closed` for a case that must have ended."""
    place = number * STEP % HUNDRED
    kind = "short" if place < SHORT else "long" if closed or place < CLOSED else "open"
    found = _by_kind()[kind]
    turn = number // HUNDRED % len(found)
    return (*found[turn:], *found[:turn])


def beginning(number: int, total: int, until: date) -> date:
    """The day the n-th of so many cases began: evenly spread, the first the longest ago."""
    return FIRST_DAY + timedelta(days=number * (until - FIRST_DAY).days // total)


def retold(story: Story, number: int, began: date) -> Story:
    """The story again with other people, at another door, from another day on."""
    parties = tuple(_party(party, FIRST_SERIAL + number * 4 + place) for place, party in enumerate(story.parties))
    conduct = 0 if isinstance(story.conduct, date) else story.conduct
    door = f"{story.place}{number % 997 + 1}号"
    update = {"key": f"{story.key}-{number}", "parties": parties, "began": began, "ago": None, "conduct": conduct, "place": door}
    return story.model_copy(update=update)


def _party(party: PartyTold, serial: int) -> PartyTold:
    citizen = party.born is not None
    name = _pick(SURNAMES, serial) + _pick(FIRST, serial // 31) + _pick(SECOND, serial // 97)
    if not citizen:
        name = f"澜江{_pick(FIRST, serial)}{_pick(SECOND, serial // 7)}{_pick(SECOND, serial // 211)}{TRADES[party.kind]}"
    update = {
        "name": name, "serial": serial, "born": born(serial - FIRST_SERIAL) if citizen else None,
        "representative": "" if citizen else _pick(SURNAMES, serial // 3) + _pick(FIRST, serial // 5),
        "address": f"{party.address.rpartition('号')[0] or party.address}弄{serial % 89 + 1}号",
    }  # fmt: skip
    return party.model_copy(update=update)


def _pick(letters: str, place: int) -> str:
    return letters[place % len(letters)]
