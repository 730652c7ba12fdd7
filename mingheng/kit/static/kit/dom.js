// Making elements, and times as they are read here.

/** @param {string} tag @param {object} properties @param {...(Node|string|null)} children */
export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** An icon of the sprite. */
export function icon(name) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawn.setAttribute("class", "ic");
  drawn.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  drawn.append(use);
  return drawn;
}

const BEIJING = 8 * 3600 * 1000; // milliseconds before UTC; no summer time since 1991
const LATEST = 253402300799000; // milliseconds: the end of the year 9999

/** A moment in Beijing, to the second. @param {number} milliseconds since 1970 */
export const time = (milliseconds) => new Date(Math.min(milliseconds, LATEST) + BEIJING).toISOString().slice(0, 19).replace("T", " ");

/** Remember a text on this device, where that is allowed. */
export function keep(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // A browser that keeps nothing still checks.
  }
}

/** @returns {?string} */
export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
