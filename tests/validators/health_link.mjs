// Takes a SMART Health Link, and a passcode where there is one; returns what a viewer makes of it.
import { SHLViewer } from "kill-the-clipboard";

import { answerEach } from "./answering.mjs";

await answerEach(async ({ link, passcode, embeddedLengthMax }) => {
  try {
    const viewer = new SHLViewer({ shlinkURI: link });
    const { label, flag } = viewer.shl;
    const shown = await viewer.resolveSHL({ recipient: "A clinic", passcode, embeddedLengthMax });
    const [file] = shown.manifest.files;
    const where = file.embedded ? "embedded" : "location";
    return { label, flag, where, resources: shown.fhirResources };
  } catch (refusal) {
    return { refusal: refusal.name };
  }
});
