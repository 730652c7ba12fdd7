"""What is written in planted cases: each text its own, as an officer would write it, and the set phrases everybody uses."""

from random import Random

GOODS = ("西瓜", "桃子", "烤红薯", "炒面", "手机壳", "绿植", "旧书", "煎饼", "袜子", "凉皮", "甘蔗", "玩具", "盆栽", "糖炒栗子")
SEEN = (
    "盲道被压占约{n}米", "行人须绕行机动车道", "地面有油渍约{n}处", "旁边停有小推车{m}辆", "现场有{n}名顾客", "摆放折叠桌{m}张",
    "车轮带泥约{n}米", "路面遗撒断续{n}米", "裸土约{n}平方米没有覆盖", "围挡破损{m}处", "物料堆高约{m}米", "噪声持续约{n}分钟",
)  # fmt: skip
HOW = (
    "邻近商户反映已有数日",
    "巡查时当场看见",
    "监控录像可以印证",
    "当事人在场并承认",
    "当事人称不知道规定",
    "与投诉反映的情况一致",
)
ASKED = ("从什么时候开始的", "有没有办过手续", "货物从哪里来", "平时由谁负责", "以前有没有被处理过", "为什么没有清理")
ANSWERS = ("{d}日上午开始的，当时没有多想", "没有办过，也不知道要办", "从{g}批发市场进的", "一直是我自己看着，家里人偶尔帮忙{m}回", "去年被劝过{m}次，没有罚过", "人手不够，本来打算{n}分钟以后收拾")  # fmt: skip
SET_PHRASE = "现场检查时当事人在场，已拍照固定。"  # everybody's, and short
FORM_ANSWERS = "问：你是否看清我们的证件，是否申请回避。答：看清了，不申请。问：现场情况是否属实。答：属实，没有异议。问：还有什么要补充。答：没有，愿意改正。"
FORM_REASON = "经核查，未发现反映的情况，现场没有违法行为，也没有违法行为留下的痕迹，报请不予立案。"
WHY = ("复核监控录像", "调取门禁记录", "走访相邻{m}户", "核对行车轨迹", "比对施工日志", "查验许可文件", "询问在场{n}人")
SHOWS = (
    "行为人另有其人",
    "现场在划定的疏导点以内",
    "车辆当时没有载货",
    "施工持有夜间作业证明",
    "物料属于抢修堆放",
    "设施早于规定施行建成",
)


def _filled(random: Random, text: str) -> str:
    return text.format(n=random.randint(2, 97), m=random.randint(2, 9), d=random.randint(1, 28), g=random.choice(ROADS_OF_TRADE))


ROADS_OF_TRADE = ("江桥", "城东", "石舫", "北渡", "听澜")


def scene(random: Random, place: str, party: str) -> str:
    """What was seen at a place."""
    seen = "，".join(_filled(random, text) for text in random.sample(SEEN, 3))
    return f"{place}门前，{party}摆放{random.choice(GOODS)}，{seen}，{random.choice(HOW)}，已用记录仪全程记录并拍照{random.randint(3, 15)}张。"


def answers(random: Random, place: str) -> str:
    """Questions and answers."""
    rows = [f"问：{random.choice(ASKED)}。答：{_filled(random, text)}。" for text in random.sample(ANSWERS, 4)]
    return f"问：{place}的情况你是否知道。答：知道。{''.join(rows)}"


def found(random: Random, place: str, party: str) -> str:
    """What an investigation found."""
    seen = "，".join(_filled(random, text) for text in random.sample(SEEN, 2))
    return f"经查，{party}在{place}有违法行为属实：{seen}；{random.choice(HOW)}，有照片、笔录和视频为证。"


def ground(random: Random, place: str) -> str:
    """Why a case is withdrawn or not filed."""
    why = "、".join(_filled(random, text) for text in random.sample(WHY, 2))
    return f"{why}，{place}{random.choice(SHOWS)}，时间为{random.randint(1, 28)}日{random.randint(6, 22)}时许，违法事实不能成立。"


def opinion(random: Random, about: str) -> str:
    """A reasoned opinion of an approver."""
    return f"经核对{about}的照片、笔录和视频，{random.choice(HOW)}，事实清楚，依据充分，办理程序符合规定。"


def fingerprint(random: Random) -> str:
    """The digest of a file nobody else has."""
    return f"{random.getrandbits(256):064x}"
