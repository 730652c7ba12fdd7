// Which logs are believed, and how many of which witnesses are enough (c2sp.org/tlog-policy; policies.py).
import { COSIGNATURE, NOTE, readKey } from "./keys.js";
import { hex } from "./encodings.js";
import { Refused, wanted } from "./refusals.js";

const NOBODY = "none";
const LENGTHS = { log: [1, 2], witness: [2, 3], group: [3, 1023], quorum: [1, 1] };

/**
 * @typedef {object} Policy
 * @property {object[]} logs keys
 * @property {Map<string, {name: string, key: object, url: string}>} witnesses
 * @property {Map<string, {least: number, members: string[]}>} groups
 * @property {string} quorum
 */

/** The policy a text says. @returns {Policy} */
export function readPolicy(text) {
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: null, grouped: new Set() };
  text.split("\n").forEach((line, i) => {
    const words = line.replace(/^[ \t]+|[ \t]+$/g, "").split(/[ \t]+/);
    if (!words[0] || words[0].startsWith("#")) return;
    try {
      take(policy, words);
    } catch (reason) {
      throw reason instanceof Refused ? new Refused(`第 ${i + 1} 行：${reason.message}`) : reason;
    }
  });
  wanted(policy.quorum, "没有写明多少见证才算数：加一行 quorum 名称，或者 quorum none");
  return policy;
}

/** Whether these keys are enough; each witness counts once in each group that names it. */
export function isMet(policy, signed, name = policy.quorum) {
  if (name === NOBODY) return true;
  if (policy.witnesses.has(name)) return signed.has(policy.witnesses.get(name).key);
  const { least, members } = policy.groups.get(name);
  return members.filter((member) => isMet(policy, signed, member)).length >= least;
}

function take(policy, [word, ...rest]) {
  const known = Object.prototype.hasOwnProperty.call(LENGTHS, word) && LENGTHS[word];
  wanted(known && rest.length >= known[0] && rest.length <= known[1], "应当是 log、witness、group 或者 quorum 开头的一行，各项以空格隔开");
  if (word === "log") policy.logs.push(freshKey(rest[0], NOTE, policy.logs, "日志"));
  else if (word === "witness") takeWitness(policy, rest);
  else if (word === "group") takeGroup(policy, rest);
  else takeQuorum(policy, rest[0]);
}

function takeWitness(policy, [name, line, url = ""]) {
  const key = freshKey(line, COSIGNATURE, Array.from(policy.witnesses.values(), (witness) => witness.key), "见证人");
  policy.witnesses.set(fresh(policy, name), { name, key, url });
}

function takeGroup(policy, [name, least, ...members]) {
  for (const member of members) {
    wanted(isDefined(policy, member), `${member} 还没有定义：先写它的一行，再写用到它的组`);
    wanted(!policy.grouped.has(member), `${member} 已经在一个组里，一个见证只能算一次`);
    policy.grouped.add(member);
  }
  const number = least === "all" ? members.length : least === "any" ? 1 : /^[0-9]+$/.test(least) ? Number(least) : 0;
  wanted(number >= 1 && number <= members.length, `${least} 应当是 all、any，或者 1 到 ${members.length} 之间的数`);
  policy.groups.set(fresh(policy, name), { least: number, members });
}

function takeQuorum(policy, name) {
  wanted(policy.quorum === null, "quorum 只能写一行");
  wanted(name === NOBODY || isDefined(policy, name), `${name} 还没有定义：先写它的一行，再写 quorum`);
  policy.quorum = name;
}

function freshKey(line, kind, others, whose) {
  const key = readKey(line);
  const twice = others.some((other) => hex(other.public) === hex(key.public));
  wanted(key.kind === kind && !twice, `${whose}的公钥种类不对，或者重复`);
  return key;
}

function fresh(policy, name) {
  return wanted(name !== NOBODY && !isDefined(policy, name) && name, `名称 ${name} 已经用过，或者是保留的词`);
}

const isDefined = (policy, name) => policy.witnesses.has(name) || policy.groups.has(name);
