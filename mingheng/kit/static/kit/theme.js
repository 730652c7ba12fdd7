// Theme and density before the first paint. Loaded in the head without defer, so that nothing flashes.
// The server writes the reader's own choice into <html>; without one the system's preference counts.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  if (!root.dataset.theme && dark.matches) root.dataset.theme = "dark";

  function remember(name, value) {
    var secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = "mh_" + name + "=" + value + "; path=/; max-age=31536000; samesite=lax" + secure;
  }

  var DENSITIES = ["", "compact", "loose"];
  window.addEventListener("DOMContentLoaded", function () {
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-toggle-theme]");
      if (!button) return;
      event.preventDefault();
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      remember("theme", root.dataset.theme);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "D" || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      if (root.dataset.keys === "off" || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      var next = DENSITIES[(DENSITIES.indexOf(root.dataset.density || "") + 1) % DENSITIES.length];
      if (next) root.dataset.density = next;
      else delete root.dataset.density;
      remember("density", next);
    });
  });
})();
