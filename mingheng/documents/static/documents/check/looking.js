// Reading a QR code out of a picture.
import decodeQR from "../../vendor/qr/decode.js";

const SIDES = [1600, 2600, 1000, 4000]; // pixels of the longer side, in the order tried: blur vanishes in a smaller picture

/** What the code of a photograph says; null where none is found. @param {Blob} photograph */
export async function codeIn(photograph) {
  const picture = await createImageBitmap(photograph);
  const whole = Math.max(picture.width, picture.height);
  for (const side of SIDES.filter((side, i) => i === 0 || side <= whole || side === SIDES.find((one) => one >= whole))) {
    const found = codeOf(picture, picture.width, picture.height, Math.min(1, side / whole));
    if (found) return found;
    await new Promise((resume) => setTimeout(resume)); // let the page draw
  }
  return null;
}

/** The same of one picture of a camera. @param {HTMLVideoElement} view */
export const codeSeen = (view) => codeOf(view, view.videoWidth, view.videoHeight, 1);

function codeOf(picture, width, height, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const drawing = canvas.getContext("2d");
  drawing.fillStyle = "#fff";
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(drawing.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return null;
  }
}
