// The file of a draw, taken apart: exactly what rules/proof.py, bounds.py, frame.py, plan.py, layers.py, terms.py and assigning.py take.
import { readCanonical } from "../ledger/canonical.js";
import { text as decoded } from "../ledger/encodings.js";
import { Refused, wanted } from "../ledger/refusals.js";
import { fields, fieldsBesides, isDigest, isObject, listed, matching, named, pair, rising, text, textOrNothing, whole } from "./reading.js";

export const LARGEST = 1 << 24; // bytes
const FORMAT = "mingheng/draw@v1";
const MOST_LAYERS = 100;
const MOST_PEOPLE = 1000;
const MOST_TICKETS = 2_000_000;
const MOST_PLACINGS = 300_000;
const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

/** The content of a draw file. @param {Uint8Array} bytes */
export function readFile(bytes) {
  if (bytes.length > LARGEST) throw new Refused(`文件超过 ${LARGEST >> 20} MB，不是抽取文件`);
  const written = wanted(decoded(bytes), "文件不是抽取文件，或者已损坏：不是规范的 JSON");
  const found = readCanonical(written, "文件的写法不规范：可能改动过，或者用别的程序另存过。请用下载的原件");
  fieldsBesides(found, "抽取文件", "blind", "format", "frame", "plan", "chance", "outcome", "digests");
  if (found.format !== FORMAT) throw new Refused(`抽取文件的格式应当是 ${FORMAT}`);
  fields(found.digests, "摘要", "plan", "seed", "outcome");
  readFrame(found.frame);
  readPlan(found.plan);
  bounded(found.frame.length, found.plan);
  readChance(found.chance);
  if (Object.hasOwn(found, "blind")) text(found.blind, "分派用的随机数");
  if (found.blind && !found.plan.assigning?.commitment) throw new Refused("方案没有承诺分派用的随机数，抽取文件却有 blind 这一项");
  return found;
}

// rules/bounds.py
function bounded(members, { layers, assigning }) {
  if (members * layers.length > MOST_TICKETS) throw new Refused("名单和层次太多，这台设备算不完");
  if (!assigning) return;
  const demanded = ({ kind, count, least }) => (kind === "floor" ? least.reduce((sum, [, one]) => sum + one, 0) : count);
  const picks = Math.min(members, layers.reduce((sum, layer) => sum + demanded(layer), 0));
  if (picks * assigning.each * assigning.people.length > MOST_PLACINGS) throw new Refused("分派太多，这台设备算不完");
}

function readFrame(value) {
  const ids = listed(value, "名单", (one, where) => {
    fields(one, where, "id", "group", "strata");
    text(one.group, where);
    named(one.strata, where);
    return text(one.id, where);
  });
  if (!rising(ids)) throw new Refused("名单里有重复的，或者没有按编码顺序排列");
}

function readPlan(value) {
  fields(value, "方案", "title", "purpose", "period", "root", "count", "layers", "terms", "left_out", "assigning", "follows");
  for (const name of ["title", "purpose", "period"]) text(value[name], "方案");
  digest(value.root, "名单");
  whole(value.count, "名单的数目");
  readLayers(value.layers);
  readTerms(value.terms);
  listed(value.left_out, "未列入名单的", (one, where) => text(pair(one, where)[1], where));
  if (value.assigning !== null) readAssigning(value.assigning);
  if (value.follows !== null) {
    fields(value.follows, "上一次抽取", "plan", "why");
    digest(value.follows.plan, "上一次抽取");
    text(value.follows.why, "再次抽取的理由");
  }
}

function readLayers(value) {
  const kinds = listed(value, "抽取层次", readLayer);
  if (!kinds.length || kinds.length > MOST_LAYERS) throw new Refused("方案没有抽取层次，或者层次太多");
  if (kinds.slice(1).includes("base")) throw new Refused("等概率的基础层只能是第一层");
}

const LAYERS = {
  base: ["count", "of"],
  stratum: ["name", "count", "spent"],
  groups: ["of", "count", "spent"],
  floor: ["least", "spent"],
};

function readLayer(value, where) {
  const kind = isObject(value) && typeof value.kind === "string" && Object.hasOwn(LAYERS, value.kind) ? value.kind : null;
  if (!kind) throw new Refused(`${where}的 kind 不是 base、stratum、groups、floor 之一`);
  fields(value, where, "kind", "title", ...LAYERS[kind]);
  text(value.title, where);
  if (kind !== "floor") whole(value.count, where);
  if (kind !== "base") named(value.spent, where);
  if (kind === "base") textOrNothing(value.of, where);
  if (kind === "stratum") text(value.name, where);
  if (kind === "groups" && value.count > named(value.of, where).length) throw new Refused(`${where}要覆盖的组比列出的多`);
  if (kind === "floor") readLeast(value.least, where);
  return kind;
}

function readLeast(value, where) {
  const groups = listed(value, where, (one) => {
    whole(pair(one, where)[1], where);
    return one[0];
  });
  if (!rising(groups)) throw new Refused(`${where}的组应当按编码顺序排列，不得重复`);
}

function readTerms(value) {
  fields(value, "随机数约定", "parties", "deadline", "fallback", "fallback_at");
  const names = listed(value.parties, "各方承诺", (one, where) => {
    digest(pair(one, where)[1], where);
    return one[0];
  });
  const commitments = value.parties.map((one) => one[1]);
  if (!names.length || new Set(names).size < names.length) throw new Refused("至少要有一方提交承诺，各方不得重名");
  if (new Set(commitments).size < commitments.length) throw new Refused("两方的承诺相同：各方应当各自生成随机数");
  for (const name of ["deadline", "fallback_at"]) matching(MOMENT, value[name], "时间应当写作 2026-11-30T09:00:00Z");
  text(value.fallback, "公开数");
  if (value.fallback_at <= value.deadline) throw new Refused("替代用的公开数应当在揭示期限之后才产生");
}

function readAssigning(value) {
  fieldsBesides(value, "分派", "commitment", "title", "each", "most", "people");
  text(value.title, "分派");
  for (const name of ["each", "most"]) whole(value[name], "分派");
  if (Object.hasOwn(value, "commitment")) digest(value.commitment, "分派的承诺");
  const ids = listed(value.people, "分派", (one, where) => {
    fields(one, where, "id", "groups", "members");
    named(one.groups, where);
    named(one.members, where);
    return text(one.id, where);
  });
  if (value.each > ids.length || ids.length > MOST_PEOPLE || !rising(ids)) throw new Refused("分派的人员有误");
}

function readChance(value) {
  fields(value, "随机数", "reveals", "public");
  listed(value.reveals, "揭示", (one, where) => text(pair(one, where)[1], where));
  textOrNothing(value.public, "公开数");
}

function digest(value, where) {
  if (!isDigest(value)) throw new Refused(`${where}的摘要应当是 64 位小写十六进制数`);
}
