// The side sheet: a link marked data-sheet opens its page in a panel beside the work.
// The server sends the bare fragment to a request with the header HX-Request. Without JavaScript the link is a link.

const sheet = document.getElementById("sheet");
let opener = null;

function close() {
  sheet.close();
  sheet.replaceChildren();
  opener?.focus();
}

async function show(url) {
  const answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) {
    location.assign(url);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const head = document.createElement("div");
  head.className = "sheet-head";
  const full = Object.assign(document.createElement("a"), { href: url, textContent: "整页打开" });
  const shut = Object.assign(document.createElement("button"), { type: "button", className: "btn sm", textContent: "关闭" });
  shut.addEventListener("click", close);
  head.append(full, shut);
  const body = document.createElement("div");
  body.className = "sheet-body";
  body.append(...page.body.childNodes);
  const title = body.querySelector("h1, h2");
  if (title) title.id = "sheet-title";
  sheet.replaceChildren(head, body);
  if (!sheet.open) sheet.showModal();
  shut.focus();
}

if (sheet) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-sheet]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (!sheet.contains(link)) opener = link;
    show(link.href);
  });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) close();
  });
  sheet.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
}
