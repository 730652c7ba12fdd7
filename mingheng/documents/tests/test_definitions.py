"""The instruments of the lawbook: complete, sound, and each with everything it demands."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from mingheng.documents.rules import BadValue, Definition, MissingFields, compose
from mingheng.documents.tests.samples import SAMPLES
from mingheng.kit.paths import lawbook_dir

FILES = sorted((lawbook_dir() / "instruments").glob("*.yaml"))


def read(key: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((lawbook_dir() / "instruments" / f"{key}.yaml").read_text(encoding="utf-8"))
    return found


def defined(key: str) -> Definition:
    return Definition.model_validate(read(key))


def test_every_instrument_of_the_lawbook_has_a_sample() -> None:
    assert [file.stem for file in FILES] == sorted(SAMPLES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_file_is_a_sound_definition_named_by_its_key(file: Path) -> None:
    assert Definition.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))).key == file.stem


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_file_says_its_citation_and_the_status_of_its_wording(file: Path) -> None:
    definition = defined(file.stem)
    assert definition.cite
    assert definition.status in {"V", "W", "S", "U", "D", "C"}


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_each_mandatory_content_that_is_absent_is_named(key: str) -> None:
    definition = defined(key)
    for slot in definition.slots:
        wanted = slot in definition.mandatory and (not slot.when or SAMPLES[key].get(slot.when))
        if wanted:
            with pytest.raises(MissingFields) as refused:
                compose(definition, SAMPLES[key] | {slot.key: ""})
            assert slot.label in refused.value.fields
            assert slot.label in str(refused.value)


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_who_and_when_are_mandatory_everywhere(key: str) -> None:
    definition = defined(key)
    with pytest.raises(MissingFields) as refused:
        compose(definition, {})
    assert {"机关名称", "日期"} <= set(refused.value.fields)


def test_a_body_that_speaks_of_an_unknown_content_is_refused() -> None:
    with pytest.raises(ValidationError, match="no_such_content"):
        Definition.model_validate(read("lead_check") | {"body": ["经查，{no_such_content}"]})


def test_an_unknown_entry_is_refused() -> None:
    with pytest.raises(ValidationError, match="mandatry"):
        Definition.model_validate(read("lead_check") | {"mandatry": []})


def test_a_content_listed_twice_is_refused() -> None:
    raw = read("lead_check")
    with pytest.raises(ValidationError, match="twice"):
        Definition.model_validate(raw | {"optional": raw["mandatory"]})


def test_a_table_needs_columns() -> None:
    raw = read("lead_check")
    with pytest.raises(ValidationError, match="columns"):
        Definition.model_validate(raw | {"optional": [{"key": "papers", "label": "文件", "kind": "table"}]})


def test_fields_of_a_step_fill_contents_by_key_or_by_label() -> None:
    fields = [{"key": "result", "label": "x", "value": "有违法嫌疑"}, {"label": "核查经过", "value": "到场见堆土"}]
    data = {k: v for k, v in SAMPLES["lead_check"].items() if k not in {"result", "findings"}} | {"fields": fields}
    rows = [cell for row in compose(defined("lead_check"), data)["rows"] for cell in row]
    assert {"label": "核查结果", "value": "有违法嫌疑"} in rows
    assert {"label": "核查经过", "value": "到场见堆土"} in rows


def test_fields_a_form_does_not_know_are_shown_all_the_same() -> None:
    data = SAMPLES["lead_check"] | {"fields": [{"label": "天气", "value": "小雨"}]}
    rows = [cell for row in compose(defined("lead_check"), data)["rows"] for cell in row]
    assert {"label": "天气", "value": "小雨"} in rows


def test_a_character_that_cannot_be_printed_is_refused_by_its_number() -> None:
    with pytest.raises(BadValue, match=r"U\+202E"):
        compose(defined("lead_check"), SAMPLES["lead_check"] | {"findings": "倒\u202e序"})


def test_characters_nobody_sees_are_dropped() -> None:
    paper = compose(defined("lead_check"), SAMPLES["lead_check"] | {"findings": "\ufeff到场\u200b见堆土"})
    assert "到场见堆土" in [cell["value"] for row in paper["rows"] for cell in row]


def test_an_instrument_whose_name_is_a_parameter_bears_the_name_it_is_given() -> None:
    paper = compose(defined("supervision_slip"), SAMPLES["supervision_slip"] | {"name": "整改通知单"})
    assert paper["title"] == "整改通知单"
