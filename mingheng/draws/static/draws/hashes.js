// Digests, roots and tickets of a draw (rules/tickets.py, seeds.py, frame.py).
import { hmac } from "../vendor/noble-hashes/hmac.js";
import { canonical } from "../ledger/canonical.js";
import { hex, joined, utf8 } from "../ledger/encodings.js";
import { leafHash, sha256 } from "../ledger/hashing.js";

const TICKET = "mingheng/draw/ticket@v1";
const NODE = Uint8Array.of(1);

export const bytesOf = (value) => utf8(canonical(value));

export const digestOf = (value) => hex(sha256(bytesOf(value)));

/** The tickets of one use, as hexadecimal: they sort as their bytes do. */
export const tickets = (seed, use) => (...names) => hex(hmac(sha256, seed, bytesOf([TICKET, use, ...names])));

/** Things by their tickets, the lowest first. */
export function shuffled(things, ticket) {
  const drawn = new Map(things.map((thing) => [thing, ticket(thing)]));
  return [...things].sort((one, other) => (drawn.get(one) < drawn.get(other) ? -1 : 1));
}

/** The root of the tree over values (RFC 9162 2.1.1). */
export function rootOf(values) {
  const leaves = values.map((value) => leafHash(bytesOf(value)));
  return hex(leaves.length ? over(leaves, 0, leaves.length) : sha256(Uint8Array.of()));
}

function over(leaves, first, end) {
  if (end - first === 1) return leaves[first];
  let half = 1;
  while (half * 2 < end - first) half *= 2;
  return sha256(joined(NODE, over(leaves, first, first + half), over(leaves, first + half, end)));
}
