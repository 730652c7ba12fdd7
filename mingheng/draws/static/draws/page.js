// The page: takes a draw file, works it out again, and says which statements hold.
import { element, icon } from "../kit/dom.js";
import { Refused } from "../ledger/refusals.js";
import { LARGEST, readFile } from "./file.js";
import { judged } from "./statements.js";

const AGREES = "文件前后一致，按它写明的名单、方案和随机数重抽，结果相同。请把方案摘要与封存时公布的逐字核对，相同的才是当时封存的那一次。";
const SAME = "文件前后一致，重抽结果相同，方案就是所给摘要的那一份。";
const OTHER = "文件前后一致，但方案不是所给摘要的那一份：这不是当时封存的那次抽取。";
const COMPARE = "有一方没有揭示，用了公开数：请把文件里的公开数与公布的逐字核对，相同才算数。";
const WITHHELD = "由谁评查还没有公布：每一份评查都有结果以后，连同分派用的随机数写进抽取文件，到时可以再核验一次。";
const DIFFERS = "不相符。文件被改动过，或者结果不是按封存的方案和随机数抽出来的。请向组织抽取的单位索要原件，或者向监督机关反映。";
const $ = (id) => document.getElementById(id);
let read = null;

function tell(message) {
  $("trouble").hidden = !message;
  $("trouble").querySelector("span").textContent = message;
}

function conclusion({ statements, planDigest, withheld }) {
  if (!statements.every((one) => one.kept)) return ["over", "warning", "不符", DIFFERS];
  const compare = read.chance.public ? COMPARE : "";
  const besides = compare + (withheld ? WITHHELD : "");
  const good = compare ? ["near", "warning"] : ["ok", "shield-check"];
  const expected = $("plan").value.replace(/\s/g, "").toLowerCase();
  if (!expected) return [...good, "前后一致", AGREES + besides];
  return expected === planDigest ? [...good, "相符", SAME + besides] : ["over", "warning", "不是这一次", OTHER];
}

function show() {
  if (!read) return;
  const verdict = judged(read);
  const [look, mark, word, sentence] = conclusion(verdict);
  const statements = verdict.statements.map(({ says, kept, where }) => element("li", {},
    element("b", {}, kept ? "相符　" : "不符　"), says, where ? `——${where}` : null));
  const { plan } = read;
  const layers = plan.layers.map((layer, number) => element("li", {},
    `${layer.title}：${verdict.outcome.picks.filter((pick) => pick.layer === number).length} 个`));
  const lacking = verdict.outcome.exemptions.map(({ layer, about, shortfall }) => element("li", {},
    `${plan.layers[layer].title}：${about.join("、")}缺 ${shortfall} 个`));
  $("answer").dataset.look = look;
  $("answer").replaceChildren(
    element("div", { className: `answer-head ${look}` }, icon(mark), element("h2", {}, word)),
    element("div", { className: "answer-body" },
      element("p", { className: "lead" }, sentence),
      element("h3", { className: "mt3" }, `${plan.title}　${plan.period}`),
      element("p", { className: "t2" }, "方案摘要：", element("span", { className: "mono anywhere" }, verdict.planDigest)),
      element("ul", { className: "dots mt2", id: "statements" }, ...statements),
      element("h3", { className: "mt3" }, "重抽的结果"),
      element("ul", { className: "dots mt2" }, ...layers, ...lacking),
      element("table", { className: "tbl mt3" }, element("thead", {}, row("th", ["序", "抽中", "层次", "机会"])),
        element("tbody", {}, ...verdict.outcome.picks.map(({ member, layer, chance }, i) =>
          row("td", [i + 1, member, plan.layers[layer].title, chance.join("/")]))))));
  $("answer").hidden = false;
  $("answer").focus();
}

const row = (kind, cells) => element("tr", {}, ...cells.map((cell) => element(kind, {}, String(cell))));

/** Whoever waits reads that it is being worked out before the work takes the page. */
const painted = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

async function take(file) {
  tell("");
  read = null;
  $("answer").hidden = true;
  try {
    if (file.size > LARGEST) throw new Refused(`文件超过 ${LARGEST >> 20} MB，不是抽取文件`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    $("working").hidden = false;
    await painted();
    read = readFile(bytes);
    show();
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    tell(`${file.name} 读不出来：${reason.message}`);
  } finally {
    $("working").hidden = true;
  }
}

$("file").addEventListener("change", async ({ target }) => {
  for (const file of Array.from(target.files)) await take(file);
  target.value = "";
});
$("plan").addEventListener("change", show);
