// Everything a draw file says, worked out again (rules/proof.py, seeds.py, telling.py).
import { canonical } from "../ledger/canonical.js";
import { hex } from "../ledger/encodings.js";
import { sha256 } from "../ledger/hashing.js";
import { drawn } from "./drawing.js";
import { bytesOf, digestOf, rootOf } from "./hashes.js";
import { isDigest, isObject } from "./reading.js";

const SECRET = /^[0-9a-f]{64}$/;
const PARTS = { picks: "抽中", exemptions: "不足与豁免", pairs: "分派", unpaired: "未能分派", pairing: "分派的摘要" };

/** What holds of a file that was read: its statements, the digest of its plan, and what comes out. */
export function judged({ frame, plan, chance, outcome, digests, blind = "" }) {
  const planDigest = digestOf(["mingheng/draw/plan@v1", plan]);
  const silent = silentOf(plan.terms, chance);
  const seed = sha256(bytesOf(["mingheng/draw/seed@v1", planDigest, chance.reveals, silent, chance.public]));
  const commitment = plan.assigning?.commitment ?? "";
  const withheld = Boolean(commitment) && !blind;
  const workedOut = drawn(frame, plan, seed, pairingSeed(commitment, seed, blind));
  const broken = brokenChance(plan.terms, chance, silent);
  const differing = differingParts(outcome, withheld ? veiledAsStated(workedOut, outcome) : workedOut);
  const standsIn = `用公开数“${chance.public}”代替，约定的是“${plan.terms.fallback}”`;
  const sealed = rootOf(frame) === plan.root && frame.length === plan.count;
  const statements = [
    statement("frame", `名单共 ${plan.count} 个，与封存的根相符`, sealed, "名单被增减或者改动"),
    statement("plan", "方案与封存的摘要相符", digests.plan === planDigest, "方案被改动"),
    statement("chance", silent.length ? `${silent.join("、")}没有按期揭示，${standsIn}` : "各方揭示的随机数与事先的承诺相符", !broken, broken),
    statement("seed", "种子由方案、揭示的随机数和公开数算出", digests.seed === hex(seed), "种子不同"),
    ...(commitment ? [blindOf(commitment, blind, outcome)] : []),
    statement("outcome", "按种子重新抽取，结果逐项相同", !differing, differing),
    statement("digest", "结果与公布的摘要相符", digests.outcome === digestOf(["mingheng/draw/outcome@v1", blind ? veiled(outcome, blind) : outcome]), "摘要不同"),
  ];
  return { statements, planDigest, outcome: workedOut, withheld };
}

const statement = (key, says, kept, broken) => ({ key, says, kept, where: kept ? "" : broken });

function silentOf(terms, chance) {
  const revealed = new Set(chance.reveals.map(([party]) => party));
  return terms.parties.map(([party]) => party).filter((party) => !revealed.has(party));
}

function brokenChance(terms, chance, silent) {
  const revealing = terms.parties.filter(([party]) => !silent.includes(party));
  const names = (pairs) => canonical(pairs.map(([party]) => party));
  if (names(revealing) !== names(chance.reveals)) return "揭示的各方与方案所列的不符，或者次序不同";
  const wrong = revealing.find(([party, commitment], i) => !opens(party, chance.reveals[i][1], commitment));
  if (wrong) return `${wrong[0]}揭示的随机数与其承诺不符`;
  if (silent.length && !chance.public) return `${silent.join("、")}没有揭示，又没有替代的公开数`;
  return chance.public && !silent.length ? "各方都已揭示，不应当再用公开数" : "";
}

const opens = (party, secret, commitment) => SECRET.test(secret) && commitmentTo(party, secret) === commitment;

/** What a party publishes before it reveals its secret. */
export const commitmentTo = (party, secret) => digestOf(["mingheng/draw/commitment@v1", party, secret]);

/** What people are assigned with: null without the blind that the plan commits to. */
function pairingSeed(commitment, seed, blind) {
  if (!commitment) return seed;
  return blind ? sha256(bytesOf(["mingheng/draw/pairing@v1", hex(seed), blind])) : null;
}

function blindOf(commitment, blind, outcome) {
  if (!blind) {
    const told = "pairs" in partsOf(outcome) || "unpaired" in partsOf(outcome);
    return statement("blind", "分派给谁、分派用的随机数都还没有公布", !told, "文件写了分派给谁，却没有分派用的随机数，无从核对");
  }
  const opened = SECRET.test(blind) && digestOf(["mingheng/draw/blind@v1", blind]) === commitment;
  return statement("blind", "分派用的随机数与封存的承诺相符", opened, "不是封存时承诺的那一个");
}

/** An outcome with a digest in place of who looks at what. */
function veiled(outcome, blind) {
  const { pairs = null, unpaired = null, ...lots } = partsOf(outcome);
  return { ...lots, pairing: digestOf(["mingheng/draw/pairs@v1", blind, pairs, unpaired]) };
}

function veiledAsStated({ picks, exemptions }, outcome) {
  const { pairing } = partsOf(outcome);
  return { picks, exemptions, pairing: isDigest(pairing) ? pairing : "" };
}

const partsOf = (outcome) => (isObject(outcome) ? outcome : {});

function differingParts(outcome, workedOut) {
  if (canonical(outcome) === canonical(workedOut)) return "";
  const stated = partsOf(outcome);
  const parts = Object.keys(PARTS).filter((part) => part in workedOut && canonical(stated[part] ?? null) !== canonical(workedOut[part]));
  return `不同之处：${parts.map((part) => PARTS[part]).join("、") || "多出的内容"}`;
}
