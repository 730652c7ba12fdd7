// A form whose answer takes long says so and is sent once; back on the page it can be sent again.
for (const form of document.querySelectorAll("form[data-working]")) {
  const words = Object.assign(document.createElement("p"), { className: "f13 t2" });
  words.setAttribute("role", "status");
  form.append(words);
  const send = form.querySelector("button");
  form.addEventListener("submit", () => {
    words.textContent = `${form.dataset.working}…`;
    send.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    words.textContent = "";
    send.disabled = false;
  });
}
