// Keys that sign notes: Ed25519 as a log signs (0x01) and as a witness cosigns with the time (0x04) (keys.py).
import { hashes, Point, verify } from "../vendor/noble-ed25519.js";
import { fromBase64, hex, joined, utf8 } from "./encodings.js";
import { sha256, sha512 } from "./hashing.js";
import { wanted } from "./refusals.js";

export const NOTE = 0x01;
export const COSIGNATURE = 0x04;
const LATEST = (1n << 63n) - 1n; // seconds since 1970 a cosignature may name
const PUBLIC = 32; // bytes
const TIMESTAMP = 8; // bytes

// White space as Python sees it: with U+0085, without U+FEFF.
export const NAME = "(?:[^\\s\\x85+]|\\ufeff)+";
const VKEY = new RegExp(`^(${NAME})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+=*)$`);

hashes.sha512 = sha512;

/**
 * The key a line says.
 * @returns {{name: string, kind: number, public: Uint8Array, id: string, fingerprint: string}} the id in hex
 */
export function readKey(line) {
  const found = wanted(VKEY.exec(line.trim()), "公钥应当写作 名称+八位编号+Base64");
  const material = fromBase64(found[3]);
  const known = material && material.length === PUBLIC + 1 && [NOTE, COSIGNATURE].includes(material[0]);
  wanted(known, `公钥 ${found[1]} 的内容不是已知种类的密钥`);
  const id = hex(sha256(joined(utf8(`${found[1]}\n`), material)).subarray(0, 4));
  wanted(id === found[2], `公钥 ${found[1]} 的编号与内容不符，可能抄错`);
  const digits = hex(sha256(utf8(found[0]))).slice(0, 32);
  return { name: found[1], kind: material[0], public: material.subarray(1), id, fingerprint: digits.match(/.{4}/g).join(" ") };
}

/** The seconds since 1970 at which the key signed the text, 0n for a signature that names no time; null if it did not. */
export function signedAt(key, text, signature) {
  if (key.kind === NOTE) return isGood(signature, utf8(text), key.public) ? 0n : null;
  if (signature.length < TIMESTAMP) return null;
  const time = BigInt(`0x${hex(signature.subarray(0, TIMESTAMP))}`);
  const message = utf8(`cosignature/v1\ntime ${time}\n${text}`);
  return time <= LATEST && isGood(signature.subarray(TIMESTAMP), message, key.public) ? time : null;
}

// The library verifies eight times the equation, RFC 8032's weaker form. With a point R of the main group the two are the same,
// so that we believe nothing that OpenSSL does not.
function isGood(signature, message, publicKey) {
  try {
    return verify(signature, message, publicKey, { zip215: false }) && Point.fromBytes(signature.subarray(0, PUBLIC)).isTorsionFree();
  } catch {
    return false;
  }
}
