"""`mingheng ledger ask|take|keys|handover`: exchange files with a witness that no network leads to; the keys of this log.

    mingheng ledger ask 检察院 > request.txt      # carried there: mingheng witness cosign < request.txt > reply.txt
    mingheng ledger take request.txt < reply.txt  # carried back

Ends with 0 when it went well, 1 otherwise.
"""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from mingheng.kit import clock, installation
from mingheng.kit.sm2 import NoSm2, OpensslSm2
from mingheng.ledger.actions import keep_cosignatures
from mingheng.ledger.datasets.twin import BELOW
from mingheng.ledger.queries import believed, checkpoint_note, request_to, witness_policy
from mingheng.ledger.rules.tree.checkpoints import Checkpoint
from mingheng.ledger.rules.tree.handover import handover
from mingheng.ledger.rules.tree.keys import Kind, SignerKey
from mingheng.ledger.rules.tree.notes import BadNote, Note
from mingheng.ledger.rules.tree.policies import BadPolicy
from mingheng.ledger.rules.tree.sm2 import Sm2Key
from mingheng.ledger.rules.tree.witnessing import Request


class Trouble(Exception):
    """What could not be done; the message says why."""


def main(argv: list[str]) -> int:
    """Do what the word says; returns the exit status."""
    parser = argparse.ArgumentParser("mingheng ledger", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words = parser.add_subparsers(required=True, metavar="ask|take|keys|handover")
    word = words.add_parser("ask", help="给见证人的请求，写到标准输出")
    word.add_argument("witness", help="见证要求里的名称")
    word.set_defaults(do=ask)
    word = words.add_parser("take", help="从标准输入读见证人的回答")
    word.add_argument("request", type=Path, help="它所回答的请求")
    word.set_defaults(do=take)
    words.add_parser("keys", help="本日志的公钥，每行一个").set_defaults(do=keys)
    words.add_parser("handover", help="新旧密钥的交接文书，写到标准输出").set_defaults(do=hand_over)
    asked = parser.parse_args(argv)
    try:
        with installation.database():
            asked.do(asked)
    except (Trouble, BadPolicy, BadNote, NoSm2, OSError, UnicodeDecodeError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def ask(asked: argparse.Namespace) -> None:
    """Write the request for the latest checkpoint."""
    witness, note = witness_policy().witnesses.get(asked.witness), checkpoint_note()
    if witness is None:
        raise Trouble(f"见证要求（MINGHENG_WITNESS_POLICY）里没有 {asked.witness}")
    if note is None:
        raise Trouble("还没有签过检查点：后台任务（mingheng worker）运行后再试")
    print(request_to(witness, note), end="")


def keys(_asked: argparse.Namespace) -> None:
    """Write what signatures of this log are checked with."""
    for key in believed().logs:
        print(key)
    if settings.MINGHENG_LOG_NEXT_KEY:
        print(SignerKey.from_secret(settings.MINGHENG_LOG_ORIGIN, Kind.NOTE, settings.MINGHENG_LOG_NEXT_KEY).verifier)
    if settings.MINGHENG_SM2_KEY:
        print(Sm2Key(f"{settings.MINGHENG_LOG_ORIGIN}/{BELOW}", OpensslSm2(Path(settings.MINGHENG_SM2_KEY)).public))


def hand_over(_asked: argparse.Namespace) -> None:
    """Write what both the key and the next one sign, so that those who know the one believe the other."""
    origin, secrets = settings.MINGHENG_LOG_ORIGIN, (settings.MINGHENG_LOG_KEY, settings.MINGHENG_LOG_NEXT_KEY)
    note = checkpoint_note()
    if note is None or None in secrets:
        raise Trouble("须已签过检查点，并给出 MINGHENG_LOG_KEY_FILE 和 MINGHENG_LOG_NEXT_KEY_FILE")
    old, new = (SignerKey.from_secret(origin, Kind.NOTE, secret) for secret in secrets if secret)
    print(handover(Checkpoint.read(note.text), old, new), end="")


def take(asked: argparse.Namespace) -> None:
    """Keep the cosignature that answers a request."""
    request = Request.read(asked.request.read_text(encoding="utf-8"))
    if not keep_cosignatures(note=Note.read(f"{request.note}{sys.stdin.read()}"), at=clock.now()):
        raise Trouble("回答里没有本单位认可的见证人的签名")
    print("已收下见证")
