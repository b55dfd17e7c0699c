// Answers each line of JSON on standard input with a line of JSON, as tests/validators/node.py asks.
import { createInterface } from "node:readline";

export async function answerEach(answer) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
  }
}
