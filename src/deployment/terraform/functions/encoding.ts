import { createHash } from "node:crypto";
import { MAX_VALUE_DEPTH } from "../../../policy/text/bounds";
import { uuidV5 } from "../../uuid";
import { Failure } from "../failure";
import { numberOf, textOf } from "../operators";
import type { Value } from "../value";
import { given, type TerraformFunction } from "./arguments";
import { jsonText } from "./json-text";

const text = (value: Value | undefined): string => textOf(given(value));
const hash =
  (algorithm: string, encoding: "hex" | "base64"): TerraformFunction =>
  (value) =>
    createHash(algorithm).update(text(value), "utf8").digest(encoding);

/** Functions that encode, hash and calculate. */
export const ENCODING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  abs: (value) => Math.abs(numberOf(given(value))),
  base64decode: (value) => Buffer.from(text(value), "base64").toString("utf8"),
  base64encode: (value) => Buffer.from(text(value), "utf8").toString("base64"),
  base64sha256: hash("sha256", "base64"),
  ceil: (value) => Math.ceil(numberOf(given(value))),
  floor: (value) => Math.floor(numberOf(given(value))),
  jsondecode: (value) => decoded(text(value)),
  jsonencode: (value) => jsonText(given(value)),
  max: (...values) =>
    values
      .map((value) => numberOf(value))
      .reduce((most, value) => (value > most ? value : most), numberOf(given(values[0]))),
  md5: hash("md5", "hex"),
  min: (...values) =>
    values
      .map((value) => numberOf(value))
      .reduce((least, value) => (value < least ? value : least), numberOf(given(values[0]))),
  pow: (base, exponent) => numberOf(given(base)) ** numberOf(given(exponent)),
  sha1: hash("sha1", "hex"),
  sha256: hash("sha256", "hex"),
  sha512: hash("sha512", "hex"),
  urlencode: (value) =>
    encodeURIComponent(text(value).replace(/[\ud800-\udfff]/gu, "\ufffd"))
      .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
      .replace(/%20/g, "+"),
  uuidv5: (namespace, name) => {
    const id = uuidV5(text(namespace), text(name));
    if (id === undefined) throw new Failure("a namespace is no UUID");
    return id;
  },
};

/** JSON can be nested more deeply than anything that walks it should go. */
function decoded(json: string): Value {
  let depth = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth > MAX_VALUE_DEPTH) throw new Failure("the JSON is nested too deeply", true);
  }
  try {
    return JSON.parse(json) as Value;
  } catch {
    throw new Failure("a text is no JSON");
  }
}
