// Reads one DOCX file a line from standard input, in base64, and answers each with one line: a list of sentences, what
// the Open XML SDK finds wrong with it.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [library, version] = process.argv.slice(2);
const { default: validate } = await import(pathToFileURL(library).href);

async function faults(content) {
  try {
    const found = await validate(Buffer.from(content, "base64"), "docx", version);
    return found.map(({ path, description }) => `${path.partUri} ${path.xpath}: ${description}`);
  } catch (error) {
    // A package that does not hold together is not even opened.
    return [`the file cannot be opened: ${error.message}`];
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await faults(line))}\n`);
}
process.exit(0);
