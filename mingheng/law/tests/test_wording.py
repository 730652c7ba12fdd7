"""What people read of the lawbook is Chinese."""

from django.test import Client

from mingheng.law.queries.wording import note_words
from tests.cast import Cast


def test_words_of_code_in_a_note_are_said_in_chinese() -> None:
    assert note_words("情形放在 grave，须说明理由") == "情形放在“情节严重”，须说明理由"
    assert note_words("citizen 表示按公民") == "“公民”表示按公民"
    assert note_words("据《行政处罚法》") == "据《行政处罚法》"


def test_no_page_shows_words_of_code_or_commands(cast: Cast, client: Client) -> None:
    client.force_login(cast.no_duty)
    for address, code in (
        ("/law/items/illegal-posters/", "grave"),
        ("/law/parameters/", "citizen"),
        ("/law/parameters/", "getihu.treated_as"),
        ("/law/articles/xzcf/58/", "mingheng law"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert code not in answer.content.decode(), address
