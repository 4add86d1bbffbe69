// A release as programs outside Python see it: ajv in strict mode, a YAML 1.2 reader, types from the schema.
// Usage: node check.mjs DIST SCHEMA OUT; writes the generated types to OUT/generated.ts and a use of ours to OUT/use.ts.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert";
import Ajv from "ajv/dist/2020.js";
import YAML from "yaml";
import { compile } from "json-schema-to-typescript";

const [dist, schemas, out] = process.argv.slice(2);
const read = (...parts) => JSON.parse(readFileSync(join(...parts), "utf8"));
const ajv = new Ajv({ strict: true, allErrors: true });
const schema = read(schemas, "document.schema.json");
assert(ajv.validateSchema(schema));
const valid = ajv.compile(schema);
for (const name of readdirSync(join(schemas, "rows"))) ajv.compile(read(schemas, "rows", name));

let count = 0;
for (const name of readdirSync(join(dist, "documents")).filter((n) => n.endsWith(".json"))) {
  const document = read(dist, "documents", name);
  assert(valid(document), `${name}: ${JSON.stringify(valid.errors?.slice(0, 3))}`);
  const text = readFileSync(join(dist, "documents", name.replace(/json$/, "yaml")), "utf8");
  assert.deepStrictEqual(YAML.parse(text, { maxAliasCount: 0 }), document, `${name}: YAML 1.2 reads something else`);
  const points = Array.from(document.text); // offsets count code points
  for (const m of document.measures) assert.strictEqual(points.slice(m.text_start, m.text_end).join(""), m.text);
  count += 1;
}
const types = await compile(schema, "Document", { additionalProperties: false, bannerComment: "" });
writeFileSync(join(out, "generated.ts"), types);
writeFileSync(join(out, "ours.ts"), readFileSync(join(schemas, "document.d.ts"), "utf8"));
// Each is assignable to the other: our types say what the schema says.
writeFileSync(
  join(out, "use.ts"),
  'import type { Document as Theirs } from "./generated";\nimport type { Document as Ours } from "./ours";\n' +
    "export const there = (d: Ours): Theirs => d;\nexport const back = (d: Theirs): Ours => d;\n",
);
console.log(`ajv strict, YAML 1.2, spans: ${count} documents`);
