import { Failure } from "../failure";
import { numberOf, textOf } from "../operators";
import type { Value } from "../value";
import { given, listOf, requireSize, type TerraformFunction } from "./arguments";
import { format } from "./format";
import { matches, replaced } from "./regex";

const text = (value: Value | undefined): string => textOf(given(value));

/** Functions of text. */
export const TEXT_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  chomp: (value) => text(value).replace(/(\r?\n)+$/, ""),
  endswith: (value, end) => text(value).endsWith(text(end)),
  format: (template, ...values) => format(text(template), values),
  formatlist: (template, ...values) => {
    const lengths = values.filter(Array.isArray).map((list: readonly Value[]) => list.length);
    const count = lengths.length === 0 ? 1 : lengths.reduce((least, length) => (length < least ? length : least));
    requireSize(count * text(template).length);
    return Array.from({ length: count }, (_, index) =>
      format(
        text(template),
        values.map((value) => (Array.isArray(value) ? given((value as readonly Value[])[index]) : value)),
      ),
    );
  },
  indent: (spaces, value) => text(value).replace(/\n/g, `\n${" ".repeat(small(spaces))}`),
  join: (separator, ...lists) => {
    const texts = lists.flatMap((list) => listOf(list)).map(textOf);
    requireSize(texts.length * text(separator).length);
    return texts.join(text(separator));
  },
  lower: (value) => eachCharacter(text(value), (char) => char.toLowerCase()),
  regex: (pattern, value) => {
    const [first] = matches(text(pattern), text(value), 1);
    if (first === undefined) throw new Failure("a pattern matches nothing");
    return first;
  },
  regexall: (pattern, value) => matches(text(pattern), text(value), Infinity),
  replace: (value, find, by) => {
    const [, pattern] = /^\/(.+)\/$/s.exec(text(find)) ?? [];
    if (pattern !== undefined) return replaced(pattern, text(value), text(by));
    const parts = text(value).split(text(find));
    requireSize(parts.length * text(by).length);
    return parts.join(text(by));
  },
  split: (separator, value) => (text(separator) === "" ? Array.from(text(value)) : text(value).split(text(separator))),
  startswith: (value, start) => text(value).startsWith(text(start)),
  strcontains: (value, part) => text(value).includes(text(part)),
  strrev: (value) => Array.from(text(value)).reverse().join(""),
  substr: (value, offset, length) => {
    const chars = Array.from(text(value));
    const from = numberOf(given(offset));
    const start = from < 0 ? Math.max(0, chars.length + from) : from;
    const count = numberOf(given(length));
    return chars.slice(start, count < 0 ? undefined : start + count).join("");
  },
  title: (value) => text(value).replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase()),
  trim: (value, set) => {
    const chars = new Set(text(set));
    const all = Array.from(text(value));
    let [start, end] = [0, all.length];
    while (start < end && chars.has(all[start] ?? "")) start++;
    while (end > start && chars.has(all[end - 1] ?? "")) end--;
    return all.slice(start, end).join("");
  },
  trimprefix: (value, start) =>
    text(value).startsWith(text(start)) ? text(value).slice(text(start).length) : text(value),
  trimspace: (value) => text(value).trim(),
  trimsuffix: (value, end) => {
    const [all, suffix] = [text(value), text(end)];
    return suffix !== "" && all.endsWith(suffix) ? all.slice(0, -suffix.length) : all;
  },
  upper: (value) => eachCharacter(text(value), (char) => char.toUpperCase()),
};

/** A number of spaces, which nobody needs many of. */
function small(value: Value | undefined): number {
  const count = numberOf(given(value));
  if (count >= 0 && count <= 100) return count;
  throw new Failure("an indentation is not between 0 and 100");
}

/** Go changes the case of characters one by one: "ß" has no upper case. */
function eachCharacter(value: string, change: (char: string) => string): string {
  return value.replace(/[^]/gu, (char) => (Array.from(change(char)).length === 1 ? change(char) : char));
}
