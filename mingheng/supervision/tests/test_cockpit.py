"""The cockpit: one page that says where the district stands, for those who see everything."""

import re
from datetime import UTC, datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingheng.cases.queries.standing import in_hand
from mingheng.kit import clock
from tests.cast import Cast
from tests.walking import walk


def test_a_head_sees_the_squads_their_quotas_and_the_months(cast: Cast, client: Client) -> None:
    case = walk(cast, "archive_case")
    day = case.step_rows.order_by("-n")[0].happened
    client.force_login(cast.bureau_head)
    with clock.pretend(datetime(day.year, day.month, 28, 3, tzinfo=UTC)):
        page = client.get("/cockpit/").content.decode()
    assert cast.squad.short_name in page
    assert cast.other_squad.short_name in page
    assert f"{day.month}月 1" in page
    assert "本月缺口" in page


def test_every_key_at_its_foot_presses_something_on_the_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.supervisor)
    page = client.get("/cockpit/").content.decode()
    foot = page.partition('class="keylist"')[2].partition("</footer>")[0]
    keys = re.findall(r'class="kbd">(\w)<', foot)
    assert keys == ["G", "W", "O", "P"]
    assert [key for key in keys if f'data-key="{key.lower()}"' not in page] == []


def test_it_counts_what_stands_open_late_and_soon(cast: Cast) -> None:
    case = walk(cast, "scene_record")
    assert case.due is not None
    assert (in_hand(case.due, case.due).open, in_hand(case.due, case.due).near) == (1, 1)
    late = in_hand(case.due.replace(year=case.due.year + 1), case.due.replace(year=case.due.year + 1))
    assert (late.late, late.near) == (1, 0)


MOST = 26  # statements


def test_it_asks_few_questions_however_much_there_is(cast: Cast, client: Client) -> None:
    walk(cast, "archive_case")
    client.force_login(cast.supervisor)
    client.get("/cockpit/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/cockpit/")
    assert len(asked) <= MOST
