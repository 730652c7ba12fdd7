// The values of a file nobody vouches for: of the right kind, or a sentence that names the place (rules/reading.py).
import { Refused } from "../ledger/refusals.js";

const LONGEST = 4000;
const MOST = 1_000_000_000;

/** Whether one text comes before another by code points, as Python sorts: negative, 0 or positive. */
export function byCodePoint(one, other) {
  const size = Math.min(one.length, other.length);
  for (let i = 0; i < size; i += 1) {
    if (one[i] !== other[i]) return above(one.charCodeAt(i)) - above(other.charCodeAt(i));
  }
  return one.length - other.length;
}

// Halves of letters beyond U+FFFF come after all others.
const above = (unit) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

export function fields(value, where, ...names) {
  const right = isObject(value) && Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));
  if (!right) throw new Refused(`${where}应当恰好有这些项：${names.join("、")}`);
  return value;
}

/** The same, and `more` where it has that too. */
export const fieldsBesides = (value, where, more, ...names) =>
  fields(value, where, ...names, ...(isObject(value) && Object.hasOwn(value, more) ? [more] : []));

export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export function text(value, where) {
  if (typeof value !== "string" || !value || lettersOf(value) > LONGEST) throw new Refused(`${where}应当是 1 至 ${LONGEST} 个字的文字`);
  return value;
}

const lettersOf = (value) => (value.length > LONGEST ? Array.from(value).length : value.length);

export const textOrNothing = (value, where) => (value === "" ? "" : text(value, where));

export function whole(value, where) {
  if (!Number.isSafeInteger(value) || value < 0 || value > MOST) throw new Refused(`${where}应当是 0 至 ${MOST} 的整数`);
  return value;
}

export function listed(value, where, each) {
  if (!Array.isArray(value)) throw new Refused(`${where}应当是列表`);
  return value.map((one, i) => each(one, `${where}第 ${i + 1} 项`));
}

export function pair(value, where) {
  if (!Array.isArray(value) || value.length !== 2) throw new Refused(`${where}应当是两个一组`);
  text(value[0], where);
  return value;
}

export function named(value, where) {
  const names = listed(value, where, text);
  if (!rising(names)) throw new Refused(`${where}应当按编码顺序排列，不得重复`);
  return names;
}

/** Whether texts are in their order, none twice. */
export const rising = (names) => names.every((name, i) => i === 0 || byCodePoint(names[i - 1], name) < 0);

/** Whether this is spelled as a SHA-256 in lower-case hexadecimal. */
export const isDigest = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

export function matching(pattern, value, message) {
  if (typeof value !== "string" || !pattern.test(value)) throw new Refused(message);
  return value;
}
