// The entry: one act, in the bytes that are hashed and kept for ever (entries.py).
import { readCanonical } from "./canonical.js";
import { utf8 } from "./encodings.js";
import { wanted } from "./refusals.js";

const LARGEST = 8 * 1024; // bytes
const FIELDS = "a,c,d,e,h,k,l,n,ot,r,t,u,v,w,z";
const NOT_ONE = "不是本版本的存证条目：字节已损坏，或须用更新的程序读取。";

const isToken = (value) => typeof value === "string" && /^[A-Za-z0-9._:/@+=-]{1,128}$/.test(value);
const isHex = (value) => typeof value === "string" && /^(?:[0-9a-f]{2})*$/.test(value);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether it is a moment as the ledger writes it: UTC, to the millisecond. */
export function isMoment(value) {
  if (typeof value !== "string" || !/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const moment = new Date(value);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === value;
}

/**
 * What the bytes of an entry say.
 * @param {string} written
 * @returns {{at: string, happened: ?string, commitments: Map<string, string>, files: string[], kind: string, n: number, chain: string}}
 */
export function readEntry(written) {
  const said = readCanonical(written, NOT_ONE);
  const good =
    isObject(said) &&
    Object.keys(said).sort().join() === FIELDS &&
    said.v === 1 &&
    [said.a, said.c, said.k, said.u, said.w].every(isToken) &&
    (said.r === "" || isToken(said.r)) &&
    isObject(said.d) && Object.keys(said.d).every(isToken) && Object.values(said.d).every(isHex) &&
    isObject(said.l) && Object.entries(said.l).flat().every(isToken) &&
    Array.isArray(said.e) && said.e.every(isHex) &&
    isHex(said.h) && isHex(said.z) &&
    isMoment(said.t) && (said.ot === null || isMoment(said.ot)) &&
    utf8(written).length <= LARGEST;
  wanted(good, NOT_ONE);
  return {
    at: said.t, happened: said.ot, commitments: new Map(Object.entries(said.d)), files: said.e,
    kind: said.k, n: said.n, chain: said.c,
  };
}
