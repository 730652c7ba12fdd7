// The numbers of the menu arrive after the page, so that no page waits for them: {"waiting": {"n": 17, "over": 2}}.
// With them comes what everybody has to be told now: {"notice": {"text": "…", "grave": false, "href": "/record/"}}.
const menu = document.querySelector("[data-counts]");
if (menu) {
  const answer = await fetch(menu.dataset.counts, { headers: { Accept: "application/json" } });
  const counts = answer.ok && !answer.redirected ? await answer.json() : {};
  for (const place of menu.querySelectorAll("[data-count-of]")) {
    const count = counts[place.dataset.countOf];
    if (!count?.n) continue;
    place.textContent = count.n;
    if (count.over) {
      place.classList.add("hot");
      place.append(Object.assign(document.createElement("span"), { className: "sr", textContent: `，其中 ${count.over} 件超期` }));
    }
    place.hidden = false;
  }
  const note = document.querySelector("[data-notice]");
  if (counts.notice && note) {
    note.classList.add(counts.notice.grave ? "over" : "near");
    note.append(Object.assign(document.createElement("a"), { href: counts.notice.href, textContent: counts.notice.text }));
    note.hidden = false;
  }
}
