// The numbers of the menu arrive after the page, so that no page waits for them: {"waiting": {"n": 17, "over": 2}}.
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
}
