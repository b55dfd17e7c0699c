// Takes a text and the rows of a QR code; returns whether another encoder draws the text like that,
// with one of the eight masks that each encoder may choose.
import QRCode from "qrcode";

import { answerEach } from "./answering.mjs";

function rowsOf({ size, data }) {
  const line = (row) => Array.from(data.slice(row * size, (row + 1) * size)).map(Number);
  return Array.from({ length: size }, (_, row) => line(row).join(""));
}

await answerEach(({ text, rows }) => {
  const said = [{ data: Buffer.from(text), mode: "byte" }];
  const version = (rows.length - 17) / 4;
  return [0, 1, 2, 3, 4, 5, 6, 7].some((maskPattern) => {
    const options = { version, maskPattern, errorCorrectionLevel: "M" };
    return rowsOf(QRCode.create(said, options).modules).join() === rows.join();
  });
});
