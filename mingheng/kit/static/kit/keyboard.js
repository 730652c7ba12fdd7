// Shortcuts. A shortcut only presses what is already on the page: a link, a button, a box.
//   data-key="e"        the element this key presses (or focuses, when it is a field)
//   data-row            a row of a list; J and K move between rows, X ticks its box
//   data-preview        the link in a row that loads its preview
// Single keys work only outside fields and only while <html data-keys="on">; Ctrl keys always work.

const root = document.documentElement;
const typing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const shown = (element) => element.getClientRects().length > 0;
const rows = () => [...document.querySelectorAll("[data-row]")].filter(shown);
let preview = 0;

function press(key) {
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(shown);
  if (!target) return false;
  if (target.matches("input, textarea, select")) {
    target.focus();
    target.select?.();
  } else target.click();
  return true;
}

function choose(row) {
  for (const other of rows()) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  row.querySelector("a.ttl, a, button")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  const link = row.querySelector("[data-preview]");
  const pane = document.getElementById("peek");
  if (!link || !pane || !shown(pane)) return;
  clearTimeout(preview);
  preview = setTimeout(() => link.click(), 120);
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const marked = here >= 0 ? here : all.findIndex((row) => row.hasAttribute("aria-current"));
  const fresh = here < 0 && marked >= 0 && step > 0 && document.activeElement === document.body;
  choose(all[Math.min(Math.max(fresh ? marked : marked + step, 0), all.length - 1)]);
  return true;
}

function open() {
  const row = document.querySelector("[data-row][aria-current]");
  const link = row && row.querySelector("a.ttl, a[href]");
  if (!link) return false;
  link.click();
  return true;
}

function tick() {
  const row = document.querySelector("[data-row][aria-current]");
  const box = row && row.querySelector("input[type=checkbox]");
  if (!box) return false;
  box.click();
  return true;
}

function verdict(number) {
  const item = document.activeElement.closest("[data-verdicts]") || document.querySelector("[data-verdicts].open");
  const radio = item && item.querySelectorAll("input[type=radio]")[number - 1];
  if (!radio) return false;
  radio.click();
  return true;
}

function single(key) {
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  if (key === "x") return tick();
  if (key === "enter") return document.activeElement.matches("a, button, summary, input") ? false : open();
  if ("123".includes(key)) return verdict(Number(key));
  return press(key);
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.isComposing || event.defaultPrevented) return;
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (control && key === "enter") {
    const form = event.target.closest("form");
    if (form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-submit]") || undefined);
    }
    return;
  }
  if (control) {
    if (press(`ctrl+${key}`)) event.preventDefault();
    return;
  }
  if (key === "escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (root.dataset.keys === "off" || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (single(key)) event.preventDefault();
});

// The row whose preview is open is the current one, also after a click.
document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-preview]")?.closest("[data-row]");
  if (!row) return;
  for (const other of rows()) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
});

// An open filter or account menu closes when the reader goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.facet[open], details.who[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// What was refused is read first.
document.getElementById("findings")?.focus();
