"""Timestamps of others (RFC 3161): that a checkpoint was there at a time, said by an authority that is neither us nor our witness."""

from collections.abc import Sequence
from datetime import datetime

from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class BadTimestamp(ValueError):
    """Why a reply is no timestamp of what was sent, or the authority's roots cannot be read."""


def read_roots(pem: str) -> Sequence[Certificate]:
    """The certificates an authority's replies must lead to, and those between, where it does not send them. Raises BadTimestamp."""
    try:
        return load_pem_x509_certificates(pem.encode())
    except ValueError as reason:
        raise BadTimestamp(f"MINGHENG_TSA_ROOTS 里没有读得出来的 PEM 证书：{reason}") from reason


def question(text: str) -> TimeStampRequest:
    """What is sent: the digest of the text, a number used once, and the wish for the authority's certificate."""
    return TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA256).build()


def answered(reply: bytes, asked: TimeStampRequest, text: str, roots: Sequence[Certificate]) -> datetime:
    """The time an authority gives for this question. Raises BadTimestamp."""
    return _time(reply, text, roots, VerifierBuilder.from_request(asked))


def time_of(reply: bytes, text: str, roots: Sequence[Certificate]) -> datetime:
    """The time a kept timestamp gives for a text, whoever asked for it. Raises BadTimestamp."""
    return _time(reply, text, roots, VerifierBuilder())


def _time(reply: bytes, text: str, roots: Sequence[Certificate], verifier: VerifierBuilder) -> datetime:
    for known in roots:
        is_root = known.issuer == known.subject
        verifier = verifier.add_root_certificate(known) if is_root else verifier.add_intermediate_certificate(known)
    try:
        decoded = decode_timestamp_response(reply)
        verifier.build().verify_message(decoded, text.encode())
    except (VerificationError, ValueError) as reason:
        raise BadTimestamp(f"时间戳不可信：{reason}") from reason
    return decoded.tst_info.gen_time
