// Help beside fields while they are filled in. Nothing here judges: the server checks everything again.
//   [data-day]         the day understood, with its weekday, in the [data-read] beside it (1019, 10-19, 2026-10-19)
//   [data-money]       the amount in capitals, in the [data-capitals] below it
//   [data-mask="3,3"]  an identity number: on leaving the field only its ends stay visible
//   [data-min-chars]   how many characters an opinion has, of how many it needs

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const WEEK = "日一二三四五六";

function capitals(number) {
  const groups = [];
  for (let rest = Math.floor(number); rest > 0; rest = Math.floor(rest / 10000)) groups.unshift(rest % 10000);
  let text = "";
  let skipped = false;
  groups.forEach((group, index) => {
    const unit = ["", "万", "亿"][groups.length - 1 - index];
    if (!group) { skipped = true; return; }
    if (text && (skipped || group < 1000)) text += "零";
    let zero = false;
    let part = "";
    [...String(group)].forEach((digit, place, all) => {
      if (digit === "0") { zero = true; return; }
      part += (zero && part ? "零" : "") + DIGITS[digit] + ["", "拾", "佰", "仟"][all.length - 1 - place];
      zero = false;
    });
    text += part + unit;
    skipped = false;
  });
  const cents = Math.round((number % 1) * 100);
  const jiao = Math.floor(cents / 10);
  const fen = cents % 10;
  const whole = text ? text + "元" : "";
  if (!cents) return (whole || "零元") + "整";
  return whole + (whole && !jiao ? "零" : "") + (jiao ? DIGITS[jiao] + "角" : "") + (fen ? DIGITS[fen] + "分" : "");
}

function money(value) {
  const plain = value.replace(/[,\s，元]/g, "");
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? capitals(Number(plain)) : "";
}

function day(value) {
  const match = value.trim().match(/^(?:(\d{4})[-/.年]?)?(\d{1,2})[-/.月]?(\d{2}|\d)日?$/);
  if (!match) return "";
  const year = Number(match[1] || new Date().getFullYear());
  const date = new Date(year, Number(match[2]) - 1, Number(match[3]));
  if (date.getMonth() !== Number(match[2]) - 1 || date.getDate() !== Number(match[3])) return "没有这一天";
  const pad = (number) => String(number).padStart(2, "0");
  return `${year}-${pad(match[2])}-${pad(match[3])} 周${WEEK[date.getDay()]}`;
}

function beside(input, mark) {
  return input.closest(".field, .row")?.querySelector(mark) || input.parentElement.parentElement.querySelector(mark);
}

function write(place, words) {
  if (place) place.textContent = words;
}

function counter(input) {
  if (input.nextElementSibling?.matches(".say")) return input.nextElementSibling;
  const place = Object.assign(document.createElement("span"), { className: "say" });
  input.insertAdjacentElement("afterend", place);
  return place;
}

function say(input) {
  if (!input.dataset) return;
  if ("day" in input.dataset) write(input.parentElement.querySelector("[data-read]"), day(input.value));
  if ("money" in input.dataset) write(beside(input.parentElement, "[data-capitals]"), money(input.value));
  if (input.dataset.minChars) {
    const length = [...input.value.replace(/\s/g, "")].length;
    counter(input).textContent = length ? `${length} 字，不少于 ${input.dataset.minChars} 字` : "";
  }
}

function masked(value, mask) {
  const [head, tail] = mask.split(",").map(Number);
  const plain = value.replace(/\s/g, "").toUpperCase();
  if (plain.length <= head + tail) return "";
  return plain.slice(0, head) + "*".repeat(plain.length - head - tail) + plain.slice(-tail);
}

function box(input) {
  if (input.parentElement.matches(".secret")) return input.parentElement;
  const wrapper = Object.assign(document.createElement("span"), { className: "secret" });
  input.replaceWith(wrapper);
  wrapper.append(input);
  return wrapper;
}

function cover(input) {
  const place = box(input);
  place.querySelector(".cover")?.remove();
  const words = masked(input.value, input.dataset.mask);
  place.classList.toggle("covered", Boolean(words));
  if (!words) return;
  const mask = Object.assign(document.createElement("span"), { className: "cover mono", textContent: words });
  mask.setAttribute("aria-hidden", "true");
  place.append(mask);
}

function prepare() {
  for (const input of document.querySelectorAll("[data-mask]")) if (input !== document.activeElement) cover(input);
  for (const input of document.querySelectorAll("[data-min-chars]")) say(input);
}

document.addEventListener("input", (event) => say(event.target));
document.addEventListener("focusin", (event) => {
  if (event.target.dataset?.mask) event.target.parentElement.classList.remove("covered");
});
document.addEventListener("focusout", (event) => {
  if (event.target.dataset?.mask && event.relatedTarget !== event.target) cover(event.target);
});
document.addEventListener("mingheng:page", prepare);
prepare();
