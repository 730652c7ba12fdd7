// The voucher in any of its forms: a file, the short form, or the code of the large QR code (vouchers.py, proofs.py, receipts.py).
import { unzlibSync } from "../vendor/fflate.js";
import { readCanonical } from "./canonical.js";
import { decimal, fromBase45, fromBase64, hashOf, text as textOf } from "./encodings.js";
import { isMoment } from "./entries.js";
import { readNote } from "./notes.js";
import { readOpenings } from "./openings.js";
import { Refused, wanted } from "./refusals.js";

export const CODE = "MH1:";
export const PROOF = "c2sp.org/tlog-proof@v1";
export const SHORT = '{"entry":';
const LARGEST = 1 << 16; // characters
const LONGEST = 63; // hashes: no tree is higher
const NO_ENTRY = "存证凭证里没有存证条目，或者残缺";
const TORN = "二维码的内容残缺，请重新扫描";

/**
 * @typedef {object} Voucher
 * @property {string} entry
 * @property {object[]} openings
 * @property {{text: string, signatures: object[]}} note the checkpoint, or the receipt
 * @property {?{index: bigint, hashes: Uint8Array[]}} proof null for a receipt
 */

/** @param {string} written @returns {Voucher} */
export function readVoucher(written) {
  wanted(written.length <= LARGEST, "存证凭证过长");
  if (written.startsWith(CODE)) return readVoucher(unpacked(written.trim().slice(CODE.length)));
  if (written.startsWith(PROOF)) {
    const { extra, ...rest } = readProof(written);
    return voucher(extra, rest);
  }
  const gap = written.indexOf("\n");
  wanted(gap > 0 && written.startsWith("{"), "不是存证凭证：应当是 .tlog-proof 文件、存证回执，或者 MH1: 开头的二维码内容");
  const vouched = written.slice(gap + 1);
  if (!vouched.startsWith(PROOF)) return voucher(written.slice(0, gap), { note: readNote(vouched), proof: null });
  const { extra, ...rest } = readProof(vouched);
  return voucher(written.slice(0, gap), rest);
}

function voucher(extra, vouched) {
  const said = readCanonical(extra, NO_ENTRY);
  const shaped = said && typeof said === "object" && Object.keys(said).sort().join() === "entry,open" && typeof said.entry === "string";
  wanted(shaped, NO_ENTRY);
  try {
    return { entry: said.entry, openings: readOpenings(said.open), ...vouched };
  } catch (reason) {
    throw reason instanceof Refused ? new Refused(NO_ENTRY) : reason;
  }
}

function readProof(written) {
  const gap = written.indexOf("\n\n");
  const lines = written.slice(0, Math.max(gap, 0)).split("\n");
  wanted(gap >= 0 && lines.shift() === PROOF, `不是存证证明：第一行应当是 ${PROOF}`);
  const more = lines[0] && lines[0].startsWith("extra ") ? fromBase64(lines.shift().slice(6)) : new Uint8Array();
  const extra = wanted(more, "存证证明的附加内容不是 Base64");
  wanted(lines[0] && lines[0].startsWith("index "), "存证证明没有写明是第几条");
  const [index, ...hashes] = lines;
  wanted(hashes.length <= LONGEST, "存证证明的摘要太多");
  const proof = { index: decimal(index.slice(6)), hashes: hashes.map(hashOf) };
  return { proof, note: readNote(written.slice(gap + 2)), extra: textOf(extra) ?? "" };
}

/**
 * What a receipt promises.
 * @returns {{origin: string, leaf: Uint8Array, at: string, within: bigint}}
 */
export function readPromise(text) {
  const [heading, origin, leaf, at, within, end, ...more] = text.split("\n");
  wanted(end === "" && !more.length, "回执应当写明日志、摘要、时间和期限，各一行");
  wanted(heading === "mingheng receipt v1" && origin, "不是存证回执：第一行应当是 mingheng receipt v1");
  wanted(isMoment(at), "回执的时间写法不规范");
  return { origin, leaf: hashOf(leaf), at, within: decimal(within) };
}

// The library checks neither that the stream ends where its bytes end, nor its sum.
function unpacked(code) {
  const packed = wanted(fromBase45(code), TORN);
  let plain = null;
  try {
    plain = unzlibSync(packed, { out: new Uint8Array(LARGEST + 1) });
  } catch {
    throw new Refused(TORN);
  }
  wanted(plain.length <= LARGEST && !endsEarly(packed), "二维码的内容残缺，或者过长");
  const sum = packed.subarray(-4).reduce((number, byte) => number * 256 + byte, 0);
  return wanted(adler32(plain) === sum && textOf(plain), TORN);
}

function endsEarly(packed) {
  try {
    unzlibSync(packed.subarray(0, -1), { out: new Uint8Array(LARGEST + 1) });
    return true;
  } catch {
    return false;
  }
}

function adler32(bytes) {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}
