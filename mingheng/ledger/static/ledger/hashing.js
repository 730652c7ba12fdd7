// SHA-2, without what only pages served over TLS have.
import "./older.js";
import { sha256, sha512 } from "../vendor/noble-hashes/sha2.js";
import { joined } from "./encodings.js";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export { sha256, sha512 };

/** The hash of an entry in the tree (RFC 9162 2.1.1). @param {Uint8Array} entry */
export const leafHash = (entry) => sha256(joined(LEAF, entry));

const node = (left, right) => sha256(joined(NODE, left, right));

/**
 * The root that a proof leads to (RFC 9162 2.1.3.2), or null where a proof of this length proves nothing.
 * @param {Uint8Array} leaf @param {bigint} index @param {bigint} size @param {Uint8Array[]} proof
 */
export function rootOfInclusion(leaf, index, size, proof) {
  if (index >= size) return null;
  let [place, last, reached] = [index, size - 1n, leaf];
  for (const sibling of proof) {
    if (last === 0n) return null;
    if (place & 1n || place === last) {
      reached = node(sibling, reached);
      while (place && !(place & 1n)) [place, last] = [place >> 1n, last >> 1n];
    } else {
      reached = node(reached, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n ? reached : null;
}
