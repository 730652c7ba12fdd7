// The answer in words: which of the three, why, what was compared, what it means and what it does not.
import { canonical } from "../../ledger/canonical.js";
import { DIFFERS, KEPT, UNWITNESSED, WORDS } from "../../ledger/verdicts.js";
import { element, icon, time } from "../../kit/dom.js";

const LOOKS = { [KEPT]: ["ok", "shield-check"], [UNWITNESSED]: ["near", "clock"], [DIFFERS]: ["over", "warning"] };
const labels = JSON.parse(document.getElementById("labels").textContent);
const kinds = JSON.parse(document.getElementById("kinds").textContent);

/**
 * @param {object} verdict of the voucher and the files
 * @param {object} voucher
 * @param {object} alone the verdict of the voucher without the files
 * @param {{name: string, digest: string}[]} files
 * @returns {Node[]}
 */
export function answered(verdict, voucher, alone, files) {
  const [look, mark] = LOOKS[verdict.standing];
  return [
    element("div", { className: `answer-head ${look}` }, icon(mark), element("h2", {}, WORDS[verdict.standing])),
    element("div", { className: "answer-body" },
      element("p", { className: "lead" }, sentence(verdict, files)),
      verdict.reasons.length ? element("ul", { className: "dots mt2" }, ...verdict.reasons.map(reason)) : null,
      alone.standing === DIFFERS ? null : facts(voucher, files, verdict),
      alone.standing === DIFFERS ? null : circumstances(verdict),
      ...meaning(verdict)),
  ];
}

function sentence({ standing, entry, seen }, files) {
  if (standing === DIFFERS) return "没有通过核验。核实以前，请不要按这份文书付款或者交出东西。";
  const at = `${time(Date.parse(entry.at))} 存证`;
  const whole = files.length ? "所选文件从那时起没有改动。" : "下面的内容从那时起没有改动。";
  if (standing === KEPT) return `本文书于 ${at}，由${seen.map(({ witness }) => witness).join("、")}见证。${whole}`;
  return `本文书于 ${at}，内容和本机关的存证一致，但是见证的外部机关还不够，不能排除本机关自己改动过。请过一段时间再核验一次。`;
}

const reason = (text) => element("li", {}, text.replace(/^([a-z_]+)：/, (whole, name) => `${labels[name] || name}：`));

function facts({ openings }, files, { entry }) {
  const order = Object.keys(labels);
  const place = ({ name }) => (order.includes(name) ? order.indexOf(name) : order.length);
  const rows = [...openings].sort((one, other) => place(one) - place(other)).map(({ name, value }) => [
    labels[name] || name, typeof value === "string" ? value : canonical(value)]);
  const compared = files.map(({ name, digest }) => [
    "文件", `${name}：${entry.files.includes(digest) ? "与存证一致" : "与存证不同"}`]);
  if (!files.length) compared.push(["文件", "还没有比对。有文书的 PDF 的，请选它，连版面一起核验"]);
  return element("table", { className: "tbl matched mt3" },
    element("caption", {}, "存证的内容。请与手中的文书逐项核对，有一项不同，就是改动过"),
    element("tbody", {}, ...[...rows, ...compared].map(([name, value]) =>
      element("tr", {}, element("th", { scope: "row" }, name), element("td", { className: "anywhere" }, value)))));
}

function circumstances({ entry, place, size, seen }) {
  const said = [
    ["事项", kinds[entry.kind] || entry.kind],
    entry.happened ? ["出具时间", time(Date.parse(entry.happened))] : null,
    ["存证时间", time(Date.parse(entry.at))],
    place ? ["在日志里", `第 ${place} 条，检查点共 ${size} 条`] : ["在日志里", "还没有编入检查点，凭回执"],
    ...seen.map(({ witness, at }) => ["见证", `${witness}，${time(Number(at) * 1000)}`]),
  ].filter((pair) => pair !== null);
  return element("dl", { className: "kv mt3" },
    ...said.flatMap(([name, value]) => [element("dt", {}, name), element("dd", { className: "anywhere" }, value)]),
    element("dt", {}, "时间"), element("dd", { className: "t3" }, "均为北京时间"));
}

function meaning({ standing }) {
  if (standing !== DIFFERS) {
    return [
      element("h3", { className: "mt3" }, "这说明什么"),
      element("p", {}, "从存证起，上面的内容没有人改过、换过或者倒填过日期。"
        + (standing === KEPT ? "见证机关不属于本机关，本机关自己要改，见证也会发现。" : "")),
      element("h3", { className: "mt2" }, "这不说明什么"),
      element("p", {}, "不说明文书写的事实是真的，也不说明决定是对的。不服的，可以按文书写明的途径和期限申请行政复议或者提起行政诉讼。"),
    ];
  }
  return [
    element("h3", { className: "mt3" }, "怎么办"),
    element("ol", { className: "todo" },
      element("li", {}, "先看是不是拍错了码、选错了文件：要选本机关发给您的电子文件；另存过的、打印再扫描的都会不同。"),
      element("li", {}, "还是不符的，拨打制作机关对外公布的电话核实，不要用可疑文书上的号码。"),
      element("li", {}, "留好文书和照片。机关说不清楚的，向文书写明的行政复议机关或者见证机关反映。")),
  ];
}
