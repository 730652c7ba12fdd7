"""Attacks on the rows of supervision and of draws."""

from tests.attacks.drill import Detector, attack
from tests.attacks.world import World


@attack("改一份评分表的得分", Detector.AUDIT, "value-differs", stage="supervised")
def score_changed(world: World) -> None:
    world.sql("UPDATE supervision_reviewentry SET score = score + 5 WHERE kind = 'submitted' AND n = 2")


@attack("改评查结果的得分和等次", Detector.AUDIT, "value-differs", stage="supervised")
def result_changed(world: World) -> None:
    world.sql("UPDATE supervision_reviewentry SET score = 60, grade = 'pass' WHERE kind = 'result'")


@attack("把扣分改成不扣", Detector.AUDIT, "value-differs", stage="supervised")
def mark_changed(world: World) -> None:
    world.sql("UPDATE supervision_sheetfinding SET points = 0 WHERE id = (SELECT min(id) FROM supervision_sheetfinding)")


@attack("把评查人换成别人", Detector.AUDIT, "value-differs", stage="supervised")
def reviewer_changed(world: World) -> None:
    world.sql(
        "UPDATE supervision_sheet SET reviewer_id ="
        " (SELECT id FROM organisation_officer WHERE id NOT IN (SELECT reviewer_id FROM supervision_sheet) LIMIT 1) WHERE slot = 1"
    )


@attack("连同评分表删除一次评查", Detector.AUDIT, "row-missing", stage="supervised")
def review_deleted(world: World) -> None:
    world.sql(
        "DELETE FROM supervision_sheetfinding", "DELETE FROM supervision_reviewentry", "DELETE FROM supervision_sheet",
        "DELETE FROM supervision_review",
    )  # fmt: skip


@attack("补插一条中队从未提出的申诉", Detector.AUDIT, "row-unrecorded", stage="supervised")
def appeal_made_up(world: World) -> None:
    world.sql(
        "INSERT INTO supervision_reviewentry (review_id, n, kind, word, grade, by_id, at)"
        " SELECT review_id, n + 1, 'appeal', '', '', by_id, at FROM supervision_reviewentry ORDER BY n DESC LIMIT 1"
    )


@attack("把监督事项的回复期限推后一个月", Detector.AUDIT, "derived-differs", stage="supervised")
def reply_moved(world: World) -> None:
    world.sql("UPDATE supervision_matter SET due = due + 30")


@attack("把监督事项的发出日期推后", Detector.AUDIT, "value-differs", stage="supervised")
def matter_act_moved(world: World) -> None:
    world.sql("UPDATE supervision_matteract SET happened = happened + 10")


@attack("把监督事项改成已办结", Detector.AUDIT, "derived-differs", stage="supervised")
def matter_closed(world: World) -> None:
    world.sql("UPDATE supervision_matter SET closed = true")


@attack("把监督事项与它的来源问题脱钩", Detector.AUDIT, "value-differs", stage="supervised")
def matter_from_elsewhere(world: World) -> None:
    world.sql("UPDATE supervision_matter SET finding_id = (SELECT min(id) FROM insight_finding)")


@attack("把抽中的案卷换成另一件", Detector.AUDIT, "derived-differs", stage="supervised")
def pick_replaced(world: World) -> None:
    world.sql("UPDATE draws_drawend SET outcome = jsonb_set(outcome, '{picks,0,member}', '\"云汀街道-0023\"')")


@attack("从封存的名单里去掉一件", Detector.AUDIT, "value-differs", stage="supervised")
def frame_shortened(world: World) -> None:
    world.sql("UPDATE draws_draw SET frame = frame - 0 WHERE purpose = 'dossier'")


@attack("把揭示随机数的期限推后", Detector.AUDIT, "derived-differs", stage="supervised")
def deadline_moved(world: World) -> None:
    world.sql("UPDATE draws_draw SET deadline = deadline + interval '1 day' WHERE purpose = 'dossier'")


@attack("换掉一方揭示的随机数", Detector.AUDIT, "value-differs", stage="supervised")
def secret_replaced(world: World) -> None:
    world.sql("UPDATE draws_reveal SET secret = repeat('0', 64) WHERE id = (SELECT min(id) FROM draws_reveal)")


@attack("换掉分派用的随机数", Detector.AUDIT, "derived-differs", stage="supervised")
def blind_replaced(world: World) -> None:
    world.sql("UPDATE draws_draw SET blind = repeat('0', 64) WHERE blind <> ''")


@attack("把一件抽中的换给别人评查", Detector.AUDIT, "derived-differs", stage="supervised")
def pair_replaced(world: World) -> None:
    world.sql(
        "UPDATE draws_drawend SET outcome = jsonb_set(outcome, '{pairs}', (outcome->'pairs') - 0) WHERE outcome IS NOT NULL"
    )


@attack("删除一次抽取", Detector.AUDIT, "row-missing", stage="supervised")
def draw_deleted(world: World) -> None:
    world.sql(
        "DELETE FROM supervision_frozenmonth", "DELETE FROM draws_drawend", "DELETE FROM draws_reveal", "DELETE FROM draws_draw"
    )


@attack("改通报冻结的名单", Detector.AUDIT, "derived-differs", stage="supervised")
def bulletin_list(world: World) -> None:
    world.sql("UPDATE supervision_bulletin SET frozen = jsonb_set(frozen, '{counted,closed}', '{}')")


@attack("改通报冻结的名单，连同摘要", Detector.AUDIT, "value-differs", stage="supervised")
def bulletin_list_and_digest(world: World) -> None:
    world.sql(
        "UPDATE supervision_bulletin SET frozen = jsonb_set(frozen, '{counted,closed}', '{}'),"
        " digest = encode(sha256('another'::bytea), 'hex')"
    )


@attack("把讲评会决定的完成期限推后", Detector.AUDIT, "derived-differs", stage="supervised")
def decision_moved(world: World) -> None:
    world.sql("UPDATE supervision_meetingdecision SET due = due + 30")


@attack("改讲评会的讲评意见，连同摘要", Detector.AUDIT, "value-differs", stage="supervised")
def minutes_rewritten(world: World) -> None:
    world.sql(
        "UPDATE supervision_reviewmeeting SET points = jsonb_set(points, '{0,said}', '\"没有问题\"'),"
        " digest = encode(sha256('another'::bytea), 'hex')"
    )


@attack("删除一次讲评会的记录", Detector.AUDIT, "row-missing", stage="supervised")
def meeting_deleted(world: World) -> None:
    world.sql(
        "DELETE FROM supervision_decisionanswer",
        "DELETE FROM supervision_meetingdecision",
        "DELETE FROM supervision_reviewmeeting",
    )


@attack("改中队对讲评会决定的回复", Detector.AUDIT, "value-differs", stage="supervised")
def answer_to_meeting(world: World) -> None:
    world.sql("UPDATE supervision_decisionanswer SET words = '全部落实'")


@attack("改月度封存时的应查表", Detector.AUDIT, "derived-differs", stage="supervised")
def table_changed(world: World) -> None:
    world.sql("UPDATE supervision_frozenmonth SET \"table\" = jsonb_set(\"table\", '{0,required}', '0')")


@attack("延长移交外部监督的期限", Detector.AUDIT, "value-differs", stage="supervised")
def handing_prolonged(world: World) -> None:
    world.sql("UPDATE supervision_handing SET until = until + 365")


@attack("删除收回移交的记录", Detector.AUDIT, "row-missing", stage="supervised")
def taking_back_gone(world: World) -> None:
    world.sql("DELETE FROM supervision_handingtakenback")


@attack("改外部监督人员的意见", Detector.AUDIT, "value-differs", stage="supervised")
def opinion_changed(world: World) -> None:
    world.sql("UPDATE supervision_opinion SET words = '没有意见'")


@attack("删除对外部监督意见的答复", Detector.AUDIT, "row-missing", stage="supervised")
def answer_gone(world: World) -> None:
    world.sql("DELETE FROM supervision_opinionanswer")


@attack("把属实的问题改成误报", Detector.AUDIT, "value-differs", stage="supervised")
def false_alarm(world: World) -> None:
    world.sql("UPDATE supervision_findinganswer SET kind = 'false_alarm'")


@attack("把任务单改成已完成", Detector.AUDIT, "derived-differs", stage="supervised")
def order_done(world: World) -> None:
    world.sql("UPDATE supervision_taskorder SET state = 'accepted' WHERE state = 'waiting'")


@attack("把任务单的截止日推后", Detector.AUDIT, "value-differs", stage="supervised")
def order_due(world: World) -> None:
    world.sql("UPDATE supervision_taskorder SET due = due + 10")


@attack("把检查表上的结果改成没有问题", Detector.AUDIT, "value-differs", stage="supervised")
def checklist(world: World) -> None:
    world.sql("UPDATE supervision_taskact SET answers = '[]' WHERE kind = 'reported'")


@attack("改由哪个中队承接", Detector.AUDIT, "value-differs", stage="supervised")
def successor(world: World) -> None:
    world.sql("UPDATE supervision_succession SET successor = 'another'")


@attack("把台账里一件投诉的次数改小", Detector.AUDIT, "derived-differs", stage="supervised")
def complaint_changed(world: World) -> None:
    world.sql("UPDATE supervision_complaint SET times = 1 WHERE times = 6")


@attack("连同台账删除一次载入", Detector.AUDIT, "row-missing", stage="supervised")
def load_deleted(world: World) -> None:
    world.sql("DELETE FROM supervision_complaint", "DELETE FROM supervision_complaintload")


@attack("把公示检查里逾期的一件改成按期", Detector.AUDIT, "derived-differs", stage="supervised")
def disclosure_changed(world: World) -> None:
    world.sql("UPDATE supervision_disclosurechecked SET verdict = 'in_time', machine = 'in_time'")


@attack("把中队的成立日推后", Detector.AUDIT, "value-differs", stage="supervised")
def founding_moved(world: World) -> None:
    world.sql("UPDATE supervision_founding SET since = since + 90")
