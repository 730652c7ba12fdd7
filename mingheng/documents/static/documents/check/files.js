// What somebody chose: a PDF, a picture of a code, or a voucher as text. Nothing leaves the device.
import { unzlibSync } from "../../vendor/fflate.js";
import { hex, text } from "../../ledger/encodings.js";
import { sha256 } from "../../ledger/hashing.js";
import { PROOF, SHORT } from "../../ledger/vouchers.js";

const SLICE = 4 << 20; // bytes
const LARGEST = 1 << 16; // bytes of a voucher
const ANNEX = 16 << 20; // bytes: one sheet is a hundredth of it, and a dossier is no annex
const PDF = "%PDF-";
const STREAM = "stream";
const END = "endstream";

/** The SHA-256 of a file in hex, read in slices. @param {Blob} file @param {(share: number) => void} told */
export async function digest(file, told) {
  const hash = sha256.create();
  for (let place = 0; place < file.size; place += SLICE) {
    hash.update(await bytesOf(file.slice(place, place + SLICE)));
    told(Math.min(1, (place + SLICE) / file.size));
    await new Promise((resume) => setTimeout(resume)); // let the page draw
  }
  return hex(hash.digest());
}

/** @param {Blob} file @returns {Promise<"pdf"|"picture"|"text">} */
export async function kindOf(file) {
  const head = await bytesOf(file.slice(0, 1024));
  if (latin(head).includes(PDF)) return "pdf";
  if (/^image\//.test(file.type)) return "picture";
  return "text";
}

/** The text of a small file; null for anything else. @param {Blob} file */
export async function textOf(file) {
  return file.size <= LARGEST ? text(await bytesOf(file)) : null;
}

/** The voucher that the PDF of an annex carries as an attachment; null where there is none. @param {Blob} file */
export async function attached(file) {
  if (file.size > ANNEX) return null;
  const bytes = await bytesOf(file);
  const written = latin(bytes);
  for (let place = written.indexOf(STREAM); place >= 0; place = written.indexOf(STREAM, place)) {
    const first = place + STREAM.length + (written.startsWith("\r\n", place + STREAM.length) ? 2 : 1);
    const end = written.indexOf(END, first);
    if (end < 0) return null;
    const found = voucherIn(bytes.subarray(first, end));
    if (found) return found;
    place = end + END.length;
  }
  return null;
}

function voucherIn(stream) {
  if (stream.length > LARGEST) return null;
  const plain = text(inflated(stream) || stream);
  return plain && [PROOF, SHORT].some((head) => plain.startsWith(head)) ? plain : null;
}

function inflated(stream) {
  if (stream[0] !== 0x78) return null;
  try {
    return unzlibSync(stream, { out: new Uint8Array(LARGEST) });
  } catch {
    return null;
  }
}

const bytesOf = async (blob) => new Uint8Array(await new Response(blob).arrayBuffer());

function latin(bytes) {
  let written = "";
  for (let place = 0; place < bytes.length; place += 8192) written += String.fromCharCode(...bytes.subarray(place, place + 8192));
  return written;
}
