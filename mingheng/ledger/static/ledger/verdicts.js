// Judging a voucher: one of three answers, never a bare tick, and every reason for it (verdicts.py).
import { same, utf8 } from "./encodings.js";
import { readEntry } from "./entries.js";
import { leafHash, rootOfInclusion } from "./hashing.js";
import { isSigned, readCheckpoint, times } from "./notes.js";
import { opens } from "./openings.js";
import { isMet } from "./policies.js";
import { Refused } from "./refusals.js";
import { readPromise } from "./vouchers.js";

export const KEPT = "kept";
export const UNWITNESSED = "unwitnessed";
export const DIFFERS = "differs";
export const WORDS = { [KEPT]: "已存证，内容一致", [UNWITNESSED]: "见证不足", [DIFFERS]: "与存证不符" };
const RECEIPT = "/receipt"; // ends the name of the key that signs receipts, and no checkpoint

/**
 * @typedef {object} Verdict
 * @property {string} standing one of the three answers
 * @property {string[]} reasons every reason against
 * @property {object} entry
 * @property {?bigint} place from 1
 * @property {?bigint} size of the tree
 * @property {{witness: string, at: bigint}[]} seen in seconds since 1970
 */

/**
 * The answer by the keys of a policy; `files` are SHA-256 digests in hex of what was laid beside it.
 * @returns {Verdict}
 */
export function judged(voucher, policy, files = []) {
  const entry = readEntry(voucher.entry);
  const leaf = leafHash(utf8(voucher.entry));
  const against = ofContent(voucher, entry, files);
  if (!voucher.proof) {
    against.push(...ofReceipt(voucher.note, leaf, entry, policy));
    const reasons = against.length ? against : ["只有回执：已收到，尚未进入有外部见证的检查点"];
    return { standing: against.length ? DIFFERS : UNWITNESSED, reasons, entry, place: null, size: null, seen: [] };
  }
  const checkpoint = readCheckpoint(voucher.note.text);
  against.push(...ofProof(voucher, leaf, checkpoint, policy));
  const keys = keysSeen(voucher.note, policy, against);
  const witnesses = Array.from(policy.witnesses.values()).filter(({ key }) => keys.has(key));
  const seen = witnesses.map(({ name, key }) => ({ witness: name, at: keys.get(key) }));
  const found = { entry, place: voucher.proof.index + 1n, size: checkpoint.size, seen };
  if (against.length) return { standing: DIFFERS, reasons: against, ...found };
  if (!seen.length || !isMet(policy, keys)) return { standing: UNWITNESSED, reasons: [`外部见证不足：现有 ${seen.length} 个`], ...found };
  return { standing: KEPT, reasons: [], ...found };
}

function ofContent({ openings }, entry, files) {
  const against = openings.filter((one) => !opens(one, entry)).map(({ name }) => `${name}：所示内容与存证条目的承诺不符`);
  if (files.some((file) => !entry.files.includes(file))) {
    against.push("文件：摘要与存证条目所记的不同，文件已被改动，或者不是这份文件");
  }
  return against;
}

function ofReceipt(receipt, leaf, entry, policy) {
  const promise = readPromise(receipt.text);
  const against = [];
  const keys = policy.logs.filter((key) => key.name === promise.origin + RECEIPT);
  if (!isSigned(receipt, keys)) against.push(`回执：没有 ${promise.origin} 的有效签名`);
  if (!same(promise.leaf, leaf)) against.push("回执：所承诺的不是这一条");
  if (promise.at !== entry.at) against.push("回执：时间与存证条目不同");
  return against;
}

function ofProof({ proof, note }, leaf, checkpoint, policy) {
  const against = [];
  const keys = policy.logs.filter((key) => key.name === checkpoint.origin && !key.name.endsWith(RECEIPT));
  if (!isSigned(note, keys)) against.push(`检查点：没有 ${checkpoint.origin} 的有效签名`);
  const root = rootOfInclusion(leaf, proof.index, checkpoint.size, proof.hashes);
  if (!root || !same(root, checkpoint.root)) against.push("证明：算不出检查点的根，条目或证明已被改动");
  return against;
}

// A line that says it is a witness's and is not speaks against the whole.
function keysSeen(note, policy, against) {
  try {
    return times(note, Array.from(policy.witnesses.values(), (witness) => witness.key));
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    against.push(`见证：${reason.message}`);
    return new Map();
  }
}
