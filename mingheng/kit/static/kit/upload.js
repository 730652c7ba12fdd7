// Evidence: the fingerprint of every chosen file is computed here, before it leaves the device, and shown beside it.
// The server computes its own and compares. While the form goes up each form shows how far it is.
// Large files are left to the server: the browser cannot hash in pieces, and half a gigabyte does not fit in memory.

const LARGEST_HASHED = 512 * 1024 * 1024;

const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

async function fingerprint(file) {
  if (!window.crypto?.subtle || file.size > LARGEST_HASHED) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase();
}

function line(file) {
  const item = document.createElement("li");
  const name = Object.assign(document.createElement("span"), { className: "cut", textContent: file.name });
  const state = Object.assign(document.createElement("span"), { className: "mono", textContent: "正在计算指纹…" });
  const weight = Object.assign(document.createElement("span"), { className: "t3", textContent: size(file.size) });
  item.append(name, weight, state);
  fingerprint(file).then((print) => {
    state.textContent = print ? `${print.slice(0, 4)} ${print.slice(4, 8)}…${print.slice(-4)}` : "由服务器计算指纹";
    state.title = print;
    item.dataset.print = print && `${file.name}:${print.toLowerCase()}`;
  });
  return item;
}

// What was computed here goes along, so that the server can tell a file that changed on its way.
function declare(input) {
  const field = input.form?.elements[`${input.name}-fingerprints`];
  const list = input.parentElement.querySelector(".filelist");
  if (field && list) field.value = [...list.children].map((item) => item.dataset.print || "").filter(Boolean).join("\n");
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches?.("input[type=file]")) return;
  const list = input.parentElement.querySelector(".filelist") || input.insertAdjacentElement("afterend", document.createElement("ul"));
  list.className = "filelist";
  list.replaceChildren(...[...input.files].map(line));
});

// The answer to an upload is a page: another address means the act was taken, the same one carries findings.
function shown(form, request) {
  if (request.responseURL && new URL(request.responseURL).pathname !== new URL(form.action).pathname) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  document.getElementById("main").replaceWith(page.getElementById("main"));
  (document.getElementById("findings") || document.getElementById("main")).focus();
  document.dispatchEvent(new CustomEvent("mingheng:page"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  if (!files.length || event.defaultPrevented || event.submitter?.name.endsWith("-more")) return;
  event.preventDefault();
  for (const input of form.querySelectorAll("input[data-fingerprint]")) declare(input);
  const body = new FormData(form);
  if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value);
  const meter = Object.assign(document.createElement("progress"), { className: "bar", max: 1, value: 0 });
  const words = Object.assign(document.createElement("span"), { className: "f13 t2", textContent: "正在上传" });
  (form.querySelector("[data-progress]") || form).append(words, meter);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (step) => {
    meter.value = step.loaded / step.total;
    words.textContent = `正在上传 ${Math.round(100 * meter.value)}%`;
  });
  request.addEventListener("load", () => shown(form, request));
  request.addEventListener("error", () => {
    words.textContent = "网络中断，文件没有传完。内容都在，联网后再提交";
    meter.remove();
  });
  request.open("POST", form.action);
  request.send(body);
});
