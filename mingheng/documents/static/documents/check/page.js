// The page: takes a code, a voucher and files in any order, and judges again with whatever there is.
import { CODE, readVoucher } from "../../ledger/vouchers.js";
import { judged } from "../../ledger/verdicts.js";
import { Refused } from "../../ledger/refusals.js";
import { answered } from "./answer.js";
import { canLook, watch } from "./camera.js";
import { element } from "../../kit/dom.js";
import { attached, digest, kindOf, textOf } from "./files.js";
import { codeIn } from "./looking.js";
import { stayUsable } from "./offline.js";
import { keysShown, knownPolicy } from "./policy.js";

const PAPER = /\/check\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i; // the address in the small code, whatever its host
const $ = (id) => document.getElementById(id);
const main = $("main");
const state = { known: null, voucher: null, files: [] };

/** A trouble the person can do something about. */
class Trouble extends Error {}

function tell(message) {
  $("trouble").hidden = !message;
  $("trouble").querySelector("span").textContent = message;
}

function busy(words, share = 0) {
  $("busy").hidden = !words;
  $("busy").querySelector("span").textContent = words;
  $("busy").querySelector("progress").value = share;
}

/** Do something that takes a while; what goes wrong is told, and everything stays as it was. */
async function doing(work) {
  tell("");
  try {
    await work();
    show();
  } catch (reason) {
    if (!(reason instanceof Trouble || reason instanceof Refused)) throw reason;
    tell(reason.message);
  } finally {
    busy("");
  }
}

function show() {
  if (!state.voucher) return;
  if (!state.known) throw new Trouble("没有公钥，不能核验：第一次核验要连上本站。连上网络以后再试一次，您选的内容还在。");
  const { policy } = state.known;
  const alone = judged(state.voucher, policy);
  const verdict = judged(state.voucher, policy, state.files.map((file) => file.digest));
  $("answer").dataset.standing = verdict.standing;
  $("answer").replaceChildren(...answered(verdict, state.voucher, alone, state.files));
  $("answer").hidden = false;
  $("answer").focus();
}

/** A code or a voucher as text, or the address of the small code; copying may have changed how lines end. */
async function take(text) {
  const copied = text.replace(/\r\n/g, "\n").trim();
  const paper = PAPER.exec(copied);
  state.voucher = readVoucher(paper ? await fetchVoucher(paper[1]) : copied.startsWith(CODE) ? copied : `${copied}\n`);
}

async function fetchVoucher(token) {
  busy("正在取凭证……");
  let answer;
  try {
    answer = await fetch(`/check/${token}/voucher`);
  } catch {
    throw new Trouble("连不上本站，取不到这份文书的凭证。有附页的，拍附页上的大码，没有网络也能核验。");
  }
  if (answer.status === 404) throw new Trouble("本机关没有这个编号的文书，或者文书还没有制作完成。请核对地址；文书可能是假的，请拨打制作机关对外公布的电话核实。");
  if (answer.status === 410) throw new Trouble((await answer.text()).trim());
  if (!answer.ok) throw new Trouble("本站现在不能答复，请过几分钟再试。");
  return answer.text();
}

async function takeFile(file) {
  const kind = await kindOf(file);
  if (kind === "picture") return takePicture(file);
  if (kind === "text") {
    const text = await textOf(file);
    if (!text) throw new Trouble(`${file.name}：不是 PDF、码的图片，也不是凭证。请选文书的 PDF 或者 .tlog-proof 文件。`);
    return take(text);
  }
  busy(`正在读 ${file.name}……`);
  const voucher = await attached(file);
  if (voucher) return take(voucher);
  const found = await digest(file, (share) => busy(`正在计算 ${file.name} 的摘要`, share));
  choose([...state.files.filter((one) => one.digest !== found), { name: file.name, digest: found }]);
  if (!state.voucher) throw new Trouble(`${file.name}：已经算好摘要。还需要它的凭证：请再拍附页上的大码，或者选附页、.tlog-proof 文件，或者粘贴首页小码的网址。`);
}

function choose(files) {
  state.files = files;
  $("chosen").replaceChildren(...files.map((file) => element("li", {},
    element("span", { className: "cut grow" }, file.name),
    element("button", { type: "button", className: "btn sm", onclick: () => doing(() => choose(files.filter((one) => one !== file))) }, "去掉"))));
}

async function takePicture(photograph) {
  let found = null;
  try {
    found = await codeIn(photograph, (share) => busy("正在找照片里的码", share));
  } catch {
    throw new Trouble("这个文件不是浏览器能打开的照片，请换成 JPEG 或者 PNG。");
  }
  if (!found) throw new Trouble("照片里没有读出二维码。请把纸铺平，光线均匀，让码占满画面、四个角都拍到，再拍一次。");
  await take(found);
}

async function look(button) {
  if (button.dataset.on) return void delete button.dataset.on;
  button.dataset.on = "yes";
  button.textContent = "关闭摄像头";
  try {
    const found = await watch($("view"), () => !button.dataset.on);
    if (found) await take(found);
  } catch (reason) {
    if (reason instanceof Refused || reason instanceof Trouble) throw reason;
    throw new Trouble("摄像头打不开：可能没有允许使用，或者正被别的程序使用。可以改为拍照再选照片。");
  } finally {
    delete button.dataset.on;
    button.textContent = "打开摄像头";
  }
}

async function begin() {
  try {
    state.known = await knownPolicy(main.dataset.policy);
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    throw new Trouble(`本站公布的公钥有误，暂时不能核验：${reason.message}`);
  }
  if (state.known) $("keys").replaceChildren(...keysShown(state.known));
  if (PAPER.test(location.pathname) && !main.dataset.absent) await take(location.pathname);
}

$("camera").hidden = !canLook();
$("camera").addEventListener("click", (event) => doing(() => look(event.target)));
$("typed").addEventListener("submit", (event) => {
  event.preventDefault();
  doing(() => take($("code").value));
});
for (const input of [$("photo"), $("files")]) {
  input.addEventListener("change", () => doing(async () => {
    for (const file of Array.from(input.files)) await takeFile(file);
  }).then(() => { input.value = ""; }));
}
stayUsable(main.dataset.worker, $("offline"));
doing(begin);
