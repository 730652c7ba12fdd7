// Scoring: the score, the grade and what is left of each area follow what is typed; a page opens in the dossier beside the sheet.
// Without JavaScript the sheet is filled in and handed in all the same: the server counts.

const form = document.querySelector("form[data-scoring]");
const FULL = 100;

function number(input) {
  const value = Number(input?.value.trim());
  return Number.isFinite(value) && value > 0 ? value : 0;
}

function shown(value) {
  return String(Math.round(value * 10) / 10);
}

function fatals() {
  return [...form.querySelectorAll("[data-fatal]")].filter((item) => item.querySelector("input[type=checkbox]:checked, input[value=fault]:checked")).length;
}

function grade(score, failed) {
  const floors = [...form.querySelectorAll("[data-floor]")];
  const reached = failed ? floors[floors.length - 1] : floors.find((one) => score >= Number(one.dataset.floor));
  return reached ? reached.dataset.label : "";
}

function count() {
  let score = 0;
  for (const area of form.querySelectorAll("[data-area]")) {
    let within = 0;
    for (const item of area.querySelectorAll("[data-item]")) {
      const points = Number(item.dataset.points);
      const off = [...item.querySelectorAll("[name^=points-]")].reduce((sum, input) => sum + number(input), 0);
      const told = item.querySelector("[data-off]");
      told.hidden = !off;
      told.textContent = `−${shown(off)}`;
      within += Math.max(0, points - off);
    }
    area.querySelector("[data-left]").textContent = shown(within);
    area.querySelector("progress").value = within;
    score += within;
  }
  const found = fatals();
  form.querySelector("[data-score]").textContent = shown(score);
  form.querySelector("[data-ring]").setAttribute("aria-label", `${shown(score)} 分`);
  form.querySelector("[data-ring] .part").setAttribute("stroke-dasharray", `${score} ${FULL}`);
  form.querySelector("[data-grade]").textContent = grade(score, found > 0);
  form.querySelector("[data-fatals]").textContent = found;
  form.querySelector("[data-fatal-line]").classList.toggle("t-over", found > 0);
  form.querySelector("[data-taken]").textContent = shown(FULL - score);
}

let here = "";

function at(page) {
  here = page;
  const note = form.querySelector("[data-here]");
  if (note) {
    note.hidden = !page;
    note.textContent = page ? `第 ${page} 页，扣分时自动填` : "";
  }
  for (const leaf of form.querySelectorAll("[data-leaf]")) leaf.toggleAttribute("aria-current", leaf.dataset.leaf === page);
}

function aim(link) {
  const page = Number(link.closest(".nums").querySelector("[name^=page-]").value.trim());
  if (!Number.isInteger(page) || page < 1) return;
  link.href = link.pathname.replace(/\d+\/$/, `${page}/`);
}

// What the frame shows, however it came there: by the catalogue, by a deduction's page, or by turning pages in the frame.
function shows(frame) {
  at(frame.contentDocument?.body?.dataset.page || "");
}

// The number of the page is typed in the frame; with Enter or Escape the keys are the sheet's again.
// A page that comes into the frame meanwhile is asked in place of the one it was asked in.
let asking = false;

function ask(frame) {
  asking = Boolean(frame);
  const number = frame?.contentDocument?.querySelector("[name=to]");
  if (!number) return;
  const answered = () => {
    asking = false;
    frame.blur();
  };
  number.form.addEventListener("submit", answered, { once: true });
  number.addEventListener("keydown", (event) => event.key === "Escape" && answered());
  number.addEventListener("blur", () => {
    asking = false;
  });
  number.focus();
  number.select();
}

function turn(frame, way) {
  frame?.contentDocument?.querySelector(`[rel=${way}]`)?.click();
}

// The item somebody is at: with the focus in it, else the one unfolded last, else the first that is scored.
let last = null;

function current() {
  return document.activeElement?.closest("[data-item]") || last || form.querySelector("[data-area] [data-item]");
}

function deduct() {
  const item = current();
  item.closest("details.area").open = true;
  item.open = true;
  const inputs = [...item.querySelectorAll("[name^=points-]")];
  const points = inputs.find((input) => !input.value.trim()) || inputs[0] || item.querySelector("input");
  const again = points.closest("[data-again]");
  if (again) again.open = true;
  points.scrollIntoView({ block: "nearest" });
  points.focus();
  points.select?.();
}

// The next place of the same item, below the one that was just unfolded: the numbers at the end of the names go on by one.
function follow(again) {
  const next = again.cloneNode(true);
  const [place] = again.querySelector("textarea").name.match(/\d+$/);
  again.dataset.followed = "";
  if (Number(place) >= Number(form.dataset.places)) return;
  next.open = false;
  for (const input of next.querySelectorAll("[name]")) {
    input.name = input.name.replace(/\d+$/, String(Number(place) + 1));
    input.value = "";
  }
  again.after(next);
}

function typing(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea, input, select");
}

if (form) {
  form.addEventListener("input", count);
  form.addEventListener("click", (event) => {
    const leaf = event.target.closest("[data-leaf]");
    if (leaf) at(leaf.dataset.leaf);
    const jump = event.target.closest("[data-jump]");
    if (jump) aim(jump);
  });
  form.querySelector("[data-deduct]")?.addEventListener("click", deduct);
  form.addEventListener("toggle", (event) => {
    if (event.target.matches("[data-item][open]")) last = event.target;
    if (event.target.matches("[data-again][open]:not([data-followed])")) follow(event.target);
  }, true);
  form.addEventListener("focusin", (event) => {
    last = event.target.closest("[data-item]") || last;
    const page = event.target.name?.startsWith("points-") && event.target.closest(".nums").querySelector("[name^=page-]");
    if (page && here && !page.value) page.value = here;
  });
  const frame = form.querySelector("[data-paper]");
  frame?.addEventListener("load", () => {
    shows(frame);
    if (asking) ask(frame);
  });
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (typing(event)) return;
    if (frame && (key === "pagedown" || key === "pageup")) {
      event.preventDefault();
      turn(frame, key === "pagedown" ? "next" : "prev");
    }
    if (document.documentElement.dataset.keys === "off") return;
    if (key === "g") {
      event.preventDefault();
      ask(frame);
    }
    if (key === "f") {
      event.preventDefault();
      deduct();
    }
    if (key === "m") form.querySelector("[data-film]")?.focus();
    if (key !== "n") return;
    const items = [...form.querySelectorAll("[data-item]")];
    const next = items[items.indexOf(document.activeElement?.closest("[data-item]")) + 1];
    if (!next) return;
    event.preventDefault();
    next.open = true;
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "nearest" });
  });
  count();
}
