// The twelve items of a legal review: those already argued fold to one line, the open one shows its field.
// Without JavaScript every item stays open. What is missing is counted here; whether a reason will do is judged on the server.

const form = document.querySelector("form[data-review]");
const items = form ? [...form.querySelectorAll("[data-verdicts]")] : [];
const chosen = (item) => item.querySelector("input[type=radio]:checked");
const reason = (item) => item.querySelector("textarea");

function show(item) {
  for (const other of items) other.classList.toggle("open", other === item);
  const mark = item.dataset.mark;
  for (const place of document.querySelectorAll(".paper mark[data-mark]")) place.classList.toggle("hot", place.dataset.mark === mark);
}

function count() {
  const missing = [];
  let argued = 0;
  items.forEach((item, index) => {
    const words = reason(item).value.trim();
    item.querySelector("[data-sum]").textContent = words || "尚未填写";
    item.classList.toggle("done", Boolean(chosen(item) && words) && !item.classList.contains("fix"));
    if (words) argued += 1;
    if (!words || !chosen(item)) missing.push(index + 1);
  });
  form.querySelector("[data-argued]").textContent = argued;
  form.querySelector("[data-meter]").value = argued;
  const why = form.querySelector("[data-missing]");
  why.hidden = !missing.length;
  why.querySelector("span").textContent = missing.length ? `还不能提交：第 ${missing.join("、")} 项没有写完` : "";
}

if (form) {
  // Folding the item above while a button is held down would move the target away from under the pointer.
  let pressed = false;
  form.addEventListener("pointerdown", () => { pressed = true; });
  document.addEventListener("pointerup", () => setTimeout(() => { pressed = false; }));
  form.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-verdicts]");
    if (item && !pressed && event.target.matches("textarea, input")) show(item);
  });
  form.addEventListener("click", (event) => {
    const item = event.target.closest("[data-verdicts]");
    if (!item) return;
    show(item);
    if (event.target.closest("[data-unfold]")) reason(item).focus();
  });
  form.addEventListener("input", (event) => {
    event.target.closest("[data-verdicts]")?.classList.remove("fix");
    count();
  });
  document.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.closest("textarea, input, select")) return;
    const here = items.findIndex((item) => item.classList.contains("open"));
    const next = items[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    show(next);
    next.querySelector("[data-unfold]").focus();
    next.scrollIntoView({ block: "nearest" });
  });
  count();
}
