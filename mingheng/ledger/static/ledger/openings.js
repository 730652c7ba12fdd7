// Openings: single facts of an entry, each with its salt, so that anybody can see that the entry commits to them (openings.py).
import { canonical } from "./canonical.js";
import { hashOf, hex, joined, utf8 } from "./encodings.js";
import { sha256 } from "./hashing.js";
import { Refused } from "./refusals.js";

/**
 * @param {unknown} said for each name a salt in base64 and a value
 * @returns {{name: string, salt: Uint8Array, value: unknown}[]}
 */
export function readOpenings(said) {
  if (typeof said !== "object" || said === null || Array.isArray(said)) throw new Refused("openings are an object");
  return Object.keys(said).sort().map((name) => {
    const pair = said[name];
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== "string") throw new Refused("an opening is a salt and a value");
    return { name, salt: hashOf(pair[0]), value: pair[1] };
  });
}

/** Whether the entry commits to exactly this value under this name. */
export function opens({ name, salt, value }, entry) {
  const commitment = sha256(joined(utf8("hz1"), salt, utf8(name), Uint8Array.of(0), utf8(canonical(value))));
  return entry.commitments.get(name) === hex(commitment);
}
