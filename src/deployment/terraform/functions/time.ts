import { Failure } from "../failure";
import { textOf } from "../operators";
import type { Value } from "../value";
import { given, type TerraformFunction } from "./arguments";

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Functions of points in time, in RFC 3339. */
export const TIME_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  timeadd: (time, duration) => {
    const later = new Date(pointOf(time) + durationOf(textOf(given(duration))));
    if (Number.isNaN(later.getTime())) throw new Failure("a time is out of range");
    return later.toISOString().replace(".000Z", "Z");
  },
  timecmp: (left, right) => Math.sign(pointOf(left) - pointOf(right)),
};

function pointOf(time: Value | undefined): number {
  const text = textOf(given(time));
  const point = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(point)) throw new Failure("a text is no time");
  return point;
}

function durationOf(text: string): number {
  if (!/^-?(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) throw new Failure("a text is no duration");
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  const total = parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
  return text.startsWith("-") ? -total : total;
}
