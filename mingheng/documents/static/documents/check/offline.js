// After one visit the page works without a network, where the browser allows that: on pages served over TLS.

const SHELF = "mingheng-check"; // as in worker.js

/** Keep what this page is made of, and say how it stands. @param {string} worker its address @param {Element} note */
export async function stayUsable(worker, note) {
  if (!(window.isSecureContext && navigator.serviceWorker && window.caches)) {
    note.textContent = "本页不是加密连接（HTTPS），不能离线使用，也不能直接打开摄像头；拍照、选文件和粘贴都可以用。";
    return;
  }
  try {
    await navigator.serviceWorker.register(worker);
    const parts = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/static/"));
    const shelf = await caches.open(SHELF);
    await shelf.addAll(["/check/", ...parts]);
    note.textContent = "本页已经存在这台设备上，没有网络也能核验附页上的大码。";
  } catch {
    note.textContent = "这个浏览器没有让本页存下来，离线时不能使用。";
  }
}
