"""Made-up lists, plans and chances to draw from."""

from hashlib import sha256

from hypothesis import strategies as st

from mingheng.draws.rules.assigning import Assigning, Person
from mingheng.draws.rules.drawing import Drawing
from mingheng.draws.rules.frame import Frame, Member
from mingheng.draws.rules.layers import Base, Floor, Groups, Layer, Stratum
from mingheng.draws.rules.plan import Plan
from mingheng.draws.rules.proof import Lots
from mingheng.draws.rules.seeds import Chance, Revealed, blind_commitment, commitment
from mingheng.draws.rules.terms import Party, Terms

PARTIES = ("法规科", "纪检", "检察院")
SQUADS = ("南渡镇", "柳湾镇", "石舫街道", "鹤洲镇")
STRATA = ("重大", "法制审核")


def a_seed(number: int) -> bytes:
    return sha256(b"seed %d" % number).digest()


def a_secret(party: str, number: int = 0) -> str:
    return sha256(f"{party} {number}".encode()).hexdigest()


def a_blind(number: int = 0) -> str:
    return sha256(b"blind %d" % number).hexdigest()


def members(sizes: dict[str, int], strata: frozenset[str] = frozenset()) -> list[Member]:
    """So many members of each group, every third in the strata."""
    return [
        Member(f"{group}-{i:04}", group, strata if i % 3 == 0 else frozenset())
        for group, size in sizes.items()
        for i in range(size)
    ]


def a_plan(frame: Frame, *layers: Layer, assigning: Assigning | None = None, number: int = 0) -> Plan:
    parties = tuple(Party(name, commitment(name, a_secret(name, number))) for name in PARTIES)
    terms = Terms(parties, "2026-12-01T09:00:00Z", "福彩双色球开奖号码 2026139 期", "2026-12-01T13:30:00Z")
    return Plan("案卷抽查", "dossier", "2026-11", frame.root, len(frame.members), layers, terms, assigning=assigning)


def a_chance(*, silent: tuple[str, ...] = (), number: int = 0) -> Chance:
    reveals = tuple(Revealed(name, a_secret(name, number)) for name in PARTIES if name not in silent)
    return Chance(reveals, "03 08 11 19 24 30 + 07" if silent else "")


def a_draw(*, number: int = 0, silent: tuple[str, ...] = (), blind: bool = True) -> Lots:
    """A draw with every kind of layer, an exemption, a pairing and somebody who cannot be assigned.

    Not `blind`: as draws were sealed before there were blinds.
    """
    frame = Frame.of(members({"南渡镇": 14, "柳湾镇": 9, "石舫街道": 2, "鹤洲镇": 5}, frozenset({"重大"})))
    layers = (
        Base("本月一成", 3),
        Stratum("重大案件", "重大", 4),
        Groups("半年覆盖", frozenset(SQUADS), 4),
        Floor("每队十件", {"石舫街道": 3, "鹤洲镇": 2}, frozenset({"鹤洲镇-0001"})),
    )
    people = tuple(
        Person(f"评查{i}", frozenset({SQUADS[i % 4], "石舫街道"} if i else ()), frozenset({"南渡镇-0000"} if i > 1 else ()))
        for i in range(5)
    )
    assigning = Assigning("评查人", 2, 0, people, blind_commitment(a_blind(number)) if blind else "")
    plan = a_plan(frame, *layers, assigning=assigning, number=number)
    return Lots(frame, plan, a_chance(silent=silent, number=number), a_blind(number) if blind else "")


def drawing(frame: Frame, layers: list[Layer], seed: bytes) -> Drawing:
    done = Drawing(frame, seed)
    done.draw(layers)
    return done


SEEDS = st.integers(0, 10_000).map(a_seed)
FRAMES = st.dictionaries(st.sampled_from(SQUADS), st.integers(1, 12), max_size=4).flatmap(
    lambda sizes: st.lists(
        st.frozensets(st.sampled_from(STRATA)), min_size=sum(sizes.values()), max_size=sum(sizes.values())
    ).map(
        lambda strata: Frame.of(
            Member(member.id, member.group, lies_in) for member, lies_in in zip(members(sizes), strata, strict=True)
        )
    )
)


def layers_over(frame: Frame) -> st.SearchStrategy[list[Layer]]:
    """A base and top-ups, feasible or not."""
    ids = [member.id for member in frame.members]
    spent = st.frozensets(st.sampled_from(ids)) if ids else st.just(frozenset[str]())
    base = st.builds(Base, st.just("基础"), st.integers(0, len(ids)), st.sampled_from(["", *STRATA]))
    stratum = st.builds(Stratum, st.just("分层"), st.sampled_from(STRATA), st.integers(0, 8), spent)
    groups = st.builds(Groups, st.just("覆盖"), st.just(frozenset(SQUADS)), st.integers(0, 4), spent)
    floor = st.builds(Floor, st.just("下限"), st.dictionaries(st.sampled_from(SQUADS), st.integers(0, 9)), spent)
    top_ups = st.lists(st.one_of(stratum, groups, floor), min_size=1, max_size=4)
    return st.tuples(st.lists(base, max_size=1), top_ups).map(lambda both: [*both[0], *both[1]])


DRAWINGS = FRAMES.flatmap(lambda frame: st.tuples(st.just(frame), layers_over(frame), SEEDS))
