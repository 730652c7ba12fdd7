// The keys by which vouchers are judged: asked of the site each time, kept on the device for when it cannot be reached.
import { readPolicy } from "../../ledger/policies.js";
import { element, keep, kept, time } from "../../kit/dom.js";

const NAME = "mingheng-policy";
const ENOUGH = 10000; // milliseconds to wait for the site

/**
 * @typedef {object} Known
 * @property {object} policy
 * @property {?number} since when it was fetched, if not just now
 * @property {boolean} changed whether the keys are others than those seen here before
 */

/** The policy of the site, or the one kept; null where there is neither. @returns {Promise<?Known>} */
export async function knownPolicy(address) {
  const before = JSON.parse(kept(NAME) || "null");
  const text = await fetched(address);
  if (text === null) return before && { policy: readPolicy(before.text), since: before.at, changed: false };
  const policy = readPolicy(text);
  keep(NAME, JSON.stringify({ text, at: Date.now() }));
  return { policy, since: null, changed: Boolean(before) && lines(readPolicy(before.text)) !== lines(policy) };
}

async function fetched(address) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), ENOUGH);
  try {
    const answer = await fetch(address, { signal: limit.signal, cache: "no-cache" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

const witnesses = (policy) => Array.from(policy.witnesses.values());
const lines = (policy) => [...policy.logs, ...witnesses(policy).map(({ key }) => key)].map(({ fingerprint }) => fingerprint).sort().join("\n");

/** The keys as they are compared with those published elsewhere. @param {Known} known */
export function keysShown({ policy, since, changed }) {
  const row = (whose, { name, fingerprint }) =>
    element("li", {}, element("b", {}, whose), element("span", { className: "t3 f13 anywhere" }, name), element("code", { className: "mono" }, fingerprint));
  return [
    changed ? element("p", { className: "note near mt2" }, "公钥和您上次核验时不同。请先核对公布的公钥，再相信结果。") : null,
    element("ul", { className: "keylines mt2" },
      ...policy.logs.map((key) => row(key.name.endsWith("/receipt") ? "本机关的回执" : "本机关的存证日志", key)),
      ...witnesses(policy).map(({ name, key }) => row(`见证机关 ${name}`, key))),
    witnesses(policy).length ? null : element("p", { className: "note near mt2" }, "还没有外部机关见证，所以结果最多是“见证不足”。"),
    since ? element("p", { className: "t3 f13 mt2" }, `现在连不上本站，用的是 ${time(since)} 取得的公钥。`) : null,
  ].filter((part) => part !== null);
}
