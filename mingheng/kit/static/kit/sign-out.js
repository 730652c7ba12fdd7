// Signing out takes with it every draft kept on this device: the next person at the desk must not find them.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-forget]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("mingheng-draft:")) localStorage.removeItem(key);
});
