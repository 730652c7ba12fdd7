// Drafts kept on this device are for the eyes of whoever typed them: signing out takes them away, and so does
// the next person who signs in at the same desk.
const MINE = `mingheng-draft:${document.documentElement.dataset.reader}:`;

function forget(unless) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("mingheng-draft:") && !(unless && key.startsWith(unless))) localStorage.removeItem(key);
  }
}

forget(MINE);
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-forget]")) forget();
});
