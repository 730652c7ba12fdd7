// Reading a QR code out of a picture.
import decodeQR from "../../vendor/qr/decode.js";

// Pixels of the longer side, in the order tried. Measured on tilted and blurred photographs of a whole sheet: drawn larger, a small
// one of 110 dots an inch is still read; what one size misses another finds.
const SIDES = [2600, 3900, 3200, 2100];

/** What the code of a photograph says; null where none is found. @param {Blob} photograph @param {(share: number) => void} told */
export async function codeIn(photograph, told) {
  const picture = await createImageBitmap(photograph);
  for (const [i, side] of SIDES.entries()) {
    told(i / SIDES.length);
    await new Promise((resume) => setTimeout(resume)); // let the page draw
    const found = codeOf(picture, picture.width, picture.height, side);
    if (found) return found;
  }
  return null;
}

/** The same of one picture of a camera, in one of two sizes. @param {HTMLVideoElement} view @param {number} turn */
export const codeSeen = (view, turn) => codeOf(view, view.videoWidth, view.videoHeight, turn % 2 ? 2600 : 1600);

function codeOf(picture, width, height, side) {
  const scale = side / Math.max(width, height);
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
