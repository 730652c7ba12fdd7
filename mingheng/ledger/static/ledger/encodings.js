// Bytes and text, as the formats of the ledger write them. Each reader takes exactly what the Python verifier takes.
import { wanted } from "./refusals.js";

const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @param {string} text @returns {Uint8Array} */
export const utf8 = (text) => encoder.encode(text);

/** The text of UTF-8 bytes; null where they are none. */
export function text(bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** The bytes of base64 text; null where it is none. */
export function fromBase64(written) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(written)) return null;
  return Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0));
}

/** The bytes of base 45 (RFC 9285); null where it is none. */
export function fromBase45(written) {
  const digits = Array.from(written, (letter) => BASE45.indexOf(letter));
  if (digits.includes(-1) || digits.length % 3 === 1) return null;
  const bytes = [];
  for (let i = 0; i < digits.length; i += 3) {
    const whole = i + 2 < digits.length;
    const number = digits[i] + digits[i + 1] * 45 + (whole ? digits[i + 2] * 45 * 45 : 0);
    if (number > (whole ? 0xffff : 0xff)) return null;
    bytes.push(...(whole ? [number >> 8, number & 0xff] : [number]));
  }
  return Uint8Array.from(bytes);
}

/** @param {...Uint8Array} parts */
export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  parts.reduce((place, part) => (all.set(part, place), place + part.length), 0);
  return all;
}

export const same = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

/** A whole number without sign or leading zeroes, as a BigInt. */
export function decimal(written) {
  return BigInt(wanted(/^(?:0|[1-9][0-9]{0,18})$/.test(written) && written, `“${written.slice(0, 30)}”不是十进制的整数`));
}

/** A hash of 32 bytes in base64. */
export function hashOf(written) {
  const found = fromBase64(written);
  return wanted(found && found.length === 32 && toBase64(found) === written && found, `“${written.slice(0, 60)}”不是 Base64 写的摘要`);
}
