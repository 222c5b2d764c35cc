import { member } from "./value";

/** A value of parsed JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of what may be an object. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The items of a list, or the one value in its place: Terraform's JSON takes either for a block. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** What a path of names leads to. */
export function at(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  let found = value;
  for (const name of names) found = isObject(found) ? member(found, name) : undefined;
  return found;
}

/** A text at a path of names. */
export function textAt(value: Json | undefined, ...names: readonly string[]): string | undefined {
  const found = at(value, ...names);
  return typeof found === "string" ? found : undefined;
}

/** A part of JSON. A single block may be written without the list around it. */
export function partOfJson(json: Json, key: string | number): Json | undefined {
  if (Array.isArray(json)) return (json as readonly Json[])[Number(key)];
  if (!isObject(json)) return undefined;
  return member(json, String(key)) ?? (Number(key) === 0 ? json : undefined);
}

/** Whether Terraform marks a value or a part of it. */
export function hasMark(marks: Json | undefined): boolean {
  const left: (Json | undefined)[] = [marks];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === true) return true;
    if (typeof next === "object" && next !== null) for (const part of Object.values<Json>(next)) left.push(part);
  }
  return false;
}
