// Autosave: <form data-autosave="URL"> sends what was typed every ten seconds, when it changed.
// The server answers {"saved": "10:24"}. When it cannot be reached the text stays on this device, and the page says so.
// Each reader has copies of his own. Files are not part of a draft. The copy on the device goes with the next saved draft, or when the person signs out.

const PERIOD = 10000;
const PREFIX = `mingheng-draft:${document.documentElement.dataset.reader}:`;

function typed(form) {
  const data = new FormData(form);
  const pairs = [...data.entries()].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  return JSON.stringify(pairs);
}

function clockNow() {
  return new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

function restore(form, pairs) {
  const left = new Map();
  for (const [name, value] of pairs) left.set(name, [...(left.get(name) || []), value]);
  for (const control of form.elements) {
    if (!control.name || control.type === "hidden" || control.type === "file") continue;
    const values = left.get(control.name) || [];
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else if (values.length) control.value = values.shift();
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function offer(form, note, key) {
  const kept = localStorage.getItem(key);
  if (!kept) return;
  const { at, pairs } = JSON.parse(kept);
  if (JSON.stringify(pairs) === typed(form)) return;
  const take = Object.assign(document.createElement("button"), { type: "button", className: "btn sm", textContent: "恢复" });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn sm ghost", textContent: "不要了" });
  take.addEventListener("click", () => {
    restore(form, pairs);
    note.textContent = "已恢复本机内容，请核对后提交";
  });
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    note.textContent = "";
  });
  note.replaceChildren(`本机留有 ${at} 没有上传的内容 `, take, " ", drop);
}

function watch(form) {
  const note = form.querySelector("[data-autosave-note]") || document.querySelector("[data-autosave-note]");
  const key = PREFIX + location.pathname + location.search;
  let last = typed(form);
  let busy = false;
  offer(form, note, key);

  async function save() {
    const now = typed(form);
    if (busy || now === last) return;
    busy = true;
    try {
      const body = new FormData(form);
      for (const [name, value] of [...body.entries()]) if (value instanceof File) body.delete(name);
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.redirected || !answer.ok) throw new Error(answer.redirected ? "signed out" : String(answer.status));
      const { saved: at } = await answer.json();
      last = now;
      localStorage.removeItem(key);
      note.textContent = `已保存 ${at}`;
    } catch (problem) {
      const at = clockNow();
      localStorage.setItem(key, JSON.stringify({ at, pairs: JSON.parse(now) }));
      const why = problem.message === "signed out" ? "登录已过期" : "连不上服务器";
      note.textContent = `${why}。${at} 的内容已留在本机，恢复后自动上传`;
    } finally {
      busy = false;
    }
  }

  const timer = setInterval(() => (form.isConnected ? save() : clearInterval(timer)), PERIOD);
  form.addEventListener("change", save);
  form.addEventListener("submit", () => sessionStorage.setItem(PREFIX + "sent", key));
}

// A page that loads after a submit was answered; when it lists no findings the text has arrived.
const sent = sessionStorage.getItem(PREFIX + "sent");
if (sent) {
  sessionStorage.removeItem(PREFIX + "sent");
  if (!document.getElementById("findings")) localStorage.removeItem(sent);
}
function begin() {
  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
}
document.addEventListener("mingheng:page", begin);
begin();
