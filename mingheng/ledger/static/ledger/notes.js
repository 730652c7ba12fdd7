// Signed notes (c2sp.org/signed-note), and the checkpoints they carry (notes.py, checkpoints.py).
import { decimal, fromBase64, hashOf, hex } from "./encodings.js";
import { NAME, signedAt } from "./keys.js";
import { Refused, wanted } from "./refusals.js";

const MOST_SIGNATURES = 100;
const ID = 4; // bytes
const LINE = new RegExp(`^— (${NAME}) ([A-Za-z0-9+/]+={0,2})$`);
const CONTROL = /[\0-\x09\x0b-\x1f]/;

/** @returns {{text: string, signatures: {name: string, id: string, signature: Uint8Array}[]}} */
export function readNote(written) {
  const gap = written.lastIndexOf("\n\n");
  wanted(gap >= 0 && written.endsWith("\n") && gap + 2 < written.length, "不是签过名的文本：正文之后应当有一个空行和签名行");
  wanted(!CONTROL.test(written), "签过名的文本里有控制字符");
  const signatures = written.slice(gap + 2, -1).split("\n").map(readSignature);
  wanted(signatures.length <= MOST_SIGNATURES, `签名超过 ${MOST_SIGNATURES} 个`);
  return { text: written.slice(0, gap + 1), signatures };
}

function readSignature(line) {
  const found = LINE.exec(line);
  const material = found && fromBase64(found[2]);
  wanted(material && material.length > ID, `不是签名行：${line.slice(0, 60)}`);
  return { name: found[1], id: hex(material.subarray(0, ID)), signature: material.subarray(ID) };
}

/** The keys among these that signed, each with the time it names. Refuses a line that says it is of one of them and is not. */
export function times(note, keys) {
  const known = new Map(keys.map((key) => [`${key.name} ${key.id}`, key]));
  const found = new Map();
  for (const { name, id, signature } of note.signatures) {
    const key = known.get(`${name} ${id}`);
    if (!key) continue;
    const time = signedAt(key, note.text, signature);
    if (time === null) throw new Refused(`${name} 的签名与内容不符`);
    if (!found.has(key) || time > found.get(key)) found.set(key, time);
  }
  return found;
}

/** Whether one of the keys signed; a line that only pretends to be theirs is no signature. */
export function isSigned(note, keys) {
  try {
    return times(note, keys).size > 0;
  } catch (reason) {
    if (reason instanceof Refused) return false;
    throw reason;
  }
}

/** @returns {{origin: string, size: bigint, root: Uint8Array}} */
export function readCheckpoint(text) {
  const lines = text.split("\n");
  wanted(lines.length >= 4 && lines.pop() === "" && lines.every(Boolean), "检查点应当是三行：日志名、条数、根");
  return { origin: lines[0], size: decimal(lines[1]), root: hashOf(lines[2]) };
}
