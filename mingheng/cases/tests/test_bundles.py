"""A case can be taken away whole: papers, records opened, proofs and policy; who takes it and why is on record."""

import json
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import Client
from pytest_django import Settings

from mingheng.cases.models import Case
from mingheng.cases.queries.bundles import write_bundle
from mingheng.documents.actions import attach_scan, render_waiting
from mingheng.documents.actions.storing import keep
from mingheng.documents.models import Instrument
from mingheng.documents.queries import dossier_of, of_folder
from mingheng.documents.rules.recorded import papers_chain
from mingheng.documents.tests import files
from mingheng.documents.tests.orders import upload
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger import actions as ledger
from mingheng.ledger.queries import believed, chain_length, entries_of, unseal_chain
from mingheng.ledger.rules.tree.policies import read_policy
from mingheng.ledger.rules.tree.proofs import Proof
from mingheng.ledger.rules.vouching.bundles import Finding, judged_bundle, lines_of, own_policy
from mingheng.ledger.rules.vouching.openings import Opening
from mingheng.ledger.rules.vouching.verdicts import Standing
from mingheng.ledger.rules.vouching.vouchers import Voucher
from tests.cast import Cast
from tests.walking import walk
from tests.watched import JUSTICE, cosigned, watch

LATER = datetime(2026, 12, 30, 9, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def watched(settings: Settings, tmp_path: Path) -> None:
    """A ledger that two witnesses watch, and a store of this test's own."""
    watch(settings, tmp_path / "signer")
    store = {"BACKEND": "mingheng.kit.stores.folder.FolderStore", "OPTIONS": {"location": tmp_path / "papers"}}
    settings.STORAGES = settings.STORAGES | {"documents": store}


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case some way on, its papers made."""
    case = walk(cast, "add_evidence")
    while render_waiting(at=LATER):
        pass
    return case


def taken(case: Case) -> bytes:
    out = BytesIO()
    write_bundle(case, out)
    return out.getvalue()


def judged(content: bytes) -> list[Finding]:
    with zipfile.ZipFile(BytesIO(content)) as bundle:
        return list(judged_bundle(bundle, own_policy(bundle), {}))


def changed(content: bytes, **members: bytes | None) -> bytes:
    """The bundle with members replaced, added or (None) left out; `entries__jsonl` is entries.jsonl."""
    wanted = {name.replace("__", "."): data for name, data in members.items()}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        kept = {name: before.read(name) for name in before.namelist()} | wanted
        for name, data in kept.items():
            if data is not None:
                after.writestr(name, data)
    return out.getvalue()


def lines(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(content)) as bundle:
        return bundle.read("entries.jsonl").splitlines(keepends=True)


def test_everything_in_it_is_kept_once_the_witnesses_saw_it(case: Case) -> None:
    cosigned(LATER)
    findings = judged(taken(case))
    assert {finding.standing for finding in findings} == {Standing.KEPT}
    assert [finding.name for finding in findings[:2]] == [str(case.id), papers_chain(case.id)]
    assert len(findings) == 2 + 2 * len(of_folder(case.id))


def test_a_whole_case_with_its_dossier_and_a_signed_scan(cast: Cast) -> None:
    case = walk(cast, "archive_case")
    while render_waiting(at=LATER):
        pass
    paper = of_folder(case.id)[0]
    attach_scan(instrument_id=paper.id, upload=upload(files.scanned()), by=cast.handler, at=LATER)
    cosigned(LATER)
    content = taken(case)
    names = zipfile.ZipFile(BytesIO(content)).namelist()
    assert dossier_of(case.id) is not None
    assert {"dossier.pdf", "dossier.pdf.tlog-proof", "policy.txt", "entries.jsonl", "README.txt"} < set(names)
    assert sum(name.endswith("-signed.pdf") for name in names) == 1
    assert {finding.standing for finding in judged(content)} == {Standing.KEPT}


def test_every_step_is_in_it_with_all_that_was_recorded_of_it(case: Case) -> None:
    cosigned(LATER)
    vouchers = [Voucher.read(json.loads(line)) for line in lines(taken(case))]
    steps = [voucher for voucher in vouchers if voucher.said().chain == str(case.id)]
    assert [voucher.said().n for voucher in steps] == [*range(1, case.steps + 1)]
    assert all({one.name for one in voucher.openings} == set(voucher.said().commitments) for voucher in steps)
    assert all(isinstance(voucher.vouched, Proof) for voucher in vouchers)
    assert len(vouchers) == chain_length(str(case.id)) + chain_length(papers_chain(case.id))


def test_before_enough_witnesses_saw_it_it_holds_receipts_and_is_short_of_witnesses(case: Case) -> None:
    cosigned(LATER, JUSTICE)
    content = taken(case)
    assert {finding.standing for finding in judged(content)} == {Standing.UNWITNESSED}
    names = zipfile.ZipFile(BytesIO(content)).namelist()
    assert any(name.endswith(".pdf.receipt") for name in names)
    assert not any(name.endswith(".tlog-proof") for name in names)


def test_its_policy_is_the_one_that_is_published(case: Case) -> None:
    cosigned(LATER)
    with zipfile.ZipFile(BytesIO(taken(case))) as bundle:
        assert read_policy(bundle.read("policy.txt").decode()) == believed()
        told = bundle.read("README.txt").decode()
    assert "mingheng verify" in told
    assert all(key.fingerprint in told for key in believed().logs)


def test_a_fact_told_otherwise_than_it_was_recorded_differs(case: Case) -> None:
    cosigned(LATER)
    content = taken(case)
    first, *rest = lines(content)
    voucher = Voucher.read(json.loads(first))
    moved = tuple(replace(one, value="别处") if one.name == "place" else one for one in voucher.openings)
    row = json.dumps(replace(voucher, openings=moved).short(), ensure_ascii=False).encode() + b"\n"
    chain = judged(changed(content, entries__jsonl=b"".join([row, *rest])))[0]
    assert chain.standing is Standing.DIFFERS
    assert chain.reasons == ("第 1 条：place：所示内容与存证条目的承诺不符",)


def test_a_paper_changed_in_the_store_differs(case: Case) -> None:
    cosigned(LATER)
    row = Instrument.objects.filter(folder=case.id).order_by("n")[0]
    path = Path(storages["documents"].path(row.file))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"%%EOF", b"%%E0F"))
    findings = [finding for finding in judged(taken(case)) if finding.standing is Standing.DIFFERS]
    assert [finding.name.endswith(".pdf") or finding.name.endswith(".pdf.tlog-proof") for finding in findings] == [True, True]


def test_a_paper_exchanged_together_with_its_row_is_named_by_no_record(case: Case) -> None:
    cosigned(LATER)
    row = Instrument.objects.filter(folder=case.id).order_by("n")[0]
    kept = keep(b"%PDF-1.7 another", f"{case.id}/other", "pdf")
    Instrument.objects.filter(pk=row.pk).update(file=kept.name, sha256=kept.sha256)
    (finding,) = (finding for finding in judged(taken(case)) if finding.standing is Standing.DIFFERS)
    assert finding.reasons[0].startswith("没有任何记录指明这个文件")


def test_a_record_left_out_or_two_exchanged_is_seen(case: Case) -> None:
    cosigned(LATER)
    content, rows = taken(case), lines(taken(case))
    without = changed(content, entries__jsonl=b"".join([*rows[:2], *rows[3:]]))
    exchanged = changed(content, entries__jsonl=b"".join([rows[1], rows[0], *rows[2:]]))
    first_gone = changed(content, entries__jsonl=b"".join(rows[1:]))
    for told, bundle in (("第 2 条之后是第 4 条", without), ("第 0 条之后是第 2 条", exchanged), ("第 0 条之后", first_gone)):
        chain = judged(bundle)[0]
        assert chain.standing is Standing.DIFFERS
        assert chain.reasons[0].startswith(told)


def test_what_is_too_long_for_one_line_stands_on_several_and_what_fits_on_none_is_left_closed(case: Case) -> None:
    cosigned(LATER)
    rows = lines(taken(case))
    first = Voucher.read(json.loads(rows[0]))
    many = tuple(Opening(f"f{n}", "长" * 20_000, bytes(32)) for n in range(7))
    long = replace(first, openings=(*many, Opening("longest", "长" * 70_000, bytes(32))))
    read = [Voucher.read(line) for line in lines_of(long)]
    assert [one for part in read for one in part.openings] == [*many]
    assert {part.entry for part in read} == {first.entry}
    assert len(read) > 1
    halves = [replace(first, openings=half).short() for half in (first.openings[:2], first.openings[2:])]
    written = b"".join(json.dumps(half).encode() + b"\n" for half in halves)
    assert judged(changed(taken(case), entries__jsonl=written + b"".join(rows[1:])))[0].standing is Standing.KEPT


def test_a_file_that_no_record_names_differs_and_one_that_is_gone_is_missed(case: Case) -> None:
    cosigned(LATER)
    content = taken(case)
    smuggled = {finding.name: finding for finding in judged(changed(content, extra__pdf=b"%PDF-1.7"))}
    assert smuggled["extra.pdf"].standing is Standing.DIFFERS
    name = next(name for name in zipfile.ZipFile(BytesIO(content)).namelist() if name.endswith(".pdf"))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.namelist():
            if one != name:
                after.writestr(one, before.read(one))
    missed = {finding.name: finding for finding in judged(out.getvalue())}
    assert missed[f"{name}.tlog-proof"].standing is None


def test_a_chain_erased_by_law_still_proves_that_it_was_and_opens_nothing(case: Case) -> None:
    for chain in (str(case.id), papers_chain(case.id)):
        ledger.erase_chain(chain=chain, ground="xzcf/48", by="o:1", second="o:2", unit="u:ju", at=LATER)
    cosigned(LATER)
    content = taken(case)
    assert {finding.standing for finding in judged(content)} == {Standing.KEPT}
    assert all(Voucher.read(json.loads(line)).openings == () for line in lines(content))


def test_who_takes_it_says_what_for_and_that_is_recorded_before_it_is_sent(case: Case, cast: Cast) -> None:
    cosigned(LATER)
    client, there = Client(), f"/cases/{case.ref}/dossier/bundle/"
    client.force_login(cast.handler)
    assert "导出存证包" in client.get(f"/cases/{case.ref}/documents/").content.decode()
    assert "记录用途并导出" in client.get(there).content.decode()
    before = chain_length(papers_chain(case.id))
    refused = client.post(there, {"words": "看"})
    assert (refused.status_code, chain_length(papers_chain(case.id))) == (422, before)
    answer = client.post(there, {"purpose": "移送法院", "words": "行政诉讼举证"})
    content = answer.getvalue()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
    _, last = entries_of(papers_chain(case.id))[-1]
    assert (last.kind, last.by) == ("dossier.exported", f"o:{cast.handler.pk}")
    assert unseal_chain(papers_chain(case.id))[last.n] == {"purpose": "移送法院：行政诉讼举证"}
    assert {finding.standing for finding in judged(content)} == {Standing.KEPT}


def test_a_mistake_in_the_witness_policy_is_said_and_nothing_is_sent(case: Case, cast: Cast, settings: Settings) -> None:
    settings.MINGHENG_WITNESS_POLICY = "quorum 无此人"
    client = Client()
    client.force_login(cast.handler)
    answer = client.post(f"/cases/{case.ref}/dossier/bundle/", {"purpose": "监督检查", "words": "例行抽查"})
    assert answer.status_code == 422
    assert "见证规则设置有误" in answer.content.decode()
