// Canonical bytes: the subset of RFC 8785 in which every value has exactly one spelling (canonical.py).
import { Refused } from "./refusals.js";

const DEEPEST = 32;
const ASCII = /^[\0-\x7f]*$/;
const LONE_SURROGATE = /\p{Cs}/u;

/** The one spelling of a JSON value. */
export function canonical(value, depth = DEEPEST) {
  if (depth === 0) throw new Refused("嵌套过深");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return spelled(value);
  if (typeof value === "number") return whole(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth - 1)).join()}]`;
  const pairs = Object.keys(value).sort().map((key) => `${name(key)}:${canonical(value[key], depth - 1)}`);
  return `{${pairs.join()}}`;
}

/** The value of JSON that is in its one spelling. */
export function readCanonical(written, message) {
  try {
    const value = JSON.parse(written);
    if (canonical(value) === written) return value;
  } catch (reason) {
    if (!(reason instanceof Refused || reason instanceof SyntaxError || reason instanceof RangeError)) throw reason;
  }
  throw new Refused(message);
}

function whole(value) {
  if (!Number.isSafeInteger(value)) throw new Refused("数不是 ±(2^53-1) 之内的整数");
  return String(value);
}

function spelled(value) {
  if (LONE_SURROGATE.test(value) || value.normalize("NFC") !== value) throw new Refused("文字不规范");
  return JSON.stringify(value);
}

function name(key) {
  if (!ASCII.test(key)) throw new Refused("字段名须为 ASCII 文字");
  return JSON.stringify(key);
}
