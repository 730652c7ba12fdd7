"""Attacks on what the application shows: the rows of cases, parties and papers."""

import psycopg
from django.db import connection

from tests.attacks.drill import Detector, attack
from tests.attacks.world import World

FINE = "UPDATE cases_step SET facts = jsonb_set(facts, '{amount}', '\"50\"') WHERE act = 'explain_discretion'"


@attack("应用账号直接修改一步的内容", Detector.GUARD, "permission denied")
def through_the_application(world: World) -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(FINE)
    except Exception as refusal:  # noqa: BLE001  # whatever the guard answers is what is looked at
        return [str(refusal)]
    return []


@attack("管理员不停用触发器就修改一步", Detector.GUARD, "only grows")
def with_the_trigger_on(world: World) -> list[str]:
    try:
        world.sql(FINE, guarded=True)
    except psycopg.Error as refusal:
        return [str(refusal)]
    return []


@attack("先停用触发器，改罚款数额，再恢复触发器", Detector.AUDIT, "value-differs")
def fine(world: World) -> None:
    world.sql(FINE)


@attack("把立案审批的日期提前三天", Detector.AUDIT, "value-differs")
def date_moved(world: World) -> None:
    world.sql("UPDATE cases_step SET happened = happened - 3 WHERE act = 'approve_filing'")


@attack("把系统收到的时间提前一天，掩盖补录", Detector.AUDIT, "value-differs")
def received_moved(world: World) -> None:
    world.sql("UPDATE cases_step SET at = at - interval '1 day' WHERE act = 'check_lead'")


@attack("把办理人换成另一个人", Detector.AUDIT, "value-differs")
def another_hand(world: World) -> None:
    world.sql(
        "UPDATE cases_step SET by_id = (SELECT by_id FROM cases_step WHERE act = 'approve_filing') WHERE act = 'check_lead'"
    )


@attack("把执法人员当时的证件状态改成有效", Detector.AUDIT, "value-differs")
def standing(world: World) -> None:
    world.sql("UPDATE cases_step SET people = jsonb_set(people, '{0,certificate}', '\"09310000\"') WHERE act = 'check_lead'")


@attack("删除最后一步", Detector.AUDIT, "row-missing")
def last_step(world: World) -> None:
    world.sql("DELETE FROM cases_step WHERE n = (SELECT max(n) FROM cases_step)")


@attack("删除中间一步，后面的重新编号", Detector.AUDIT, "value-differs")
def renumbered(world: World) -> None:
    world.sql(
        "DELETE FROM cases_step WHERE n = 7", "UPDATE cases_step SET n = n + 1000 WHERE n > 7",
        "UPDATE cases_step SET n = n - 1001 WHERE n > 1000",
    )  # fmt: skip


@attack("删除整个案件", Detector.AUDIT, "row-missing")
def case_deleted(world: World) -> None:
    world.sql("DELETE FROM cases_step", "DELETE FROM cases_caseparty", "DELETE FROM cases_case")


@attack("补插一步从前没有做过的送达", Detector.AUDIT, "row-unrecorded")
def made_up(world: World) -> None:
    world.sql(
        "INSERT INTO cases_step (case_id, n, act, by_id, at, happened, round, facts, people)"
        " SELECT case_id, n + 1, 'serve_decision', by_id, at, happened, 1, '{}', '[]' FROM cases_step ORDER BY n DESC LIMIT 1"
    )


@attack("把案件改成已办结，从待办中消失", Detector.AUDIT, "derived-differs")
def closed(world: World) -> None:
    world.sql("UPDATE cases_case SET closed = true, stage = 'closed'")


@attack("把办案期限推后一个月", Detector.AUDIT, "derived-differs")
def due(world: World) -> None:
    world.sql("UPDATE cases_case SET due = due + 30")


@attack("把当事人换成别人", Detector.AUDIT, "value-differs")
def renamed(world: World) -> None:
    world.sql("UPDATE cases_caseparty SET name = '别人'")


@attack("改决定书的文字，等待重新生成", Detector.AUDIT, "value-differs")
def paper_words(world: World) -> None:
    world.sql("UPDATE documents_instrument SET paper = jsonb_set(paper, '{date}', '\"二〇二〇年\"') WHERE source = '5'")


@attack("改证据的说明", Detector.AUDIT, "value-differs")
def evidence_said(world: World) -> None:
    world.sql("UPDATE evidence_description SET place = '别处' WHERE title <> ''")


@attack("连同说明删除一份证据的登记", Detector.AUDIT, "row-missing")
def evidence_gone(world: World) -> None:
    world.sql("DELETE FROM evidence_description", "DELETE FROM evidence_evidence")
