// The camera, where the browser lends it: only to pages served over TLS, or on this very machine.
import { codeSeen } from "./looking.js";

const PAUSE = 150; // milliseconds between two looks
const WANTED = { video: { facingMode: "environment", width: { ideal: 2560 }, height: { ideal: 1440 } } };

export const canLook = () => Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);

/** What the first code says that comes before the camera; null when `stopped` says so first. @param {HTMLVideoElement} view */
export async function watch(view, stopped) {
  const stream = await navigator.mediaDevices.getUserMedia(WANTED);
  view.srcObject = stream;
  view.hidden = false;
  try {
    await view.play();
    for (let turn = 0; !stopped(); turn += 1) {
      const found = view.videoWidth ? codeSeen(view, turn) : null;
      if (found) return found;
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    view.srcObject = null;
    view.hidden = true;
  }
}
