import { type Call } from "../contract/call";
import { type TypeBuilder } from "../contract/define";
import { exception, UnsupportedError } from "../contract/errors";
import { acceptsNull, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { arithmetic } from "../numbers/arithmetic";
import { convertNumber, kindOf, type NumericKind } from "../numbers/kinds";
import { compareDefault } from "./comparers";

const SUMMED = ["int", "long", "float", "double", "decimal"] as const;

function* selected(call: Call): Generator<NetValue, void, undefined> {
  const selector = call.delegateOrNull(1);
  for (const item of call.items(0)) yield selector === null ? item : selector.invoke(item);
}

/** The sum of numbers; null does not count. Integers that overflow throw. */
function sum(values: Iterable<NetValue>, kind: NumericKind | undefined): NetValue {
  let total: NetValue = convertNumber(0, kind ?? "int") ?? 0;
  for (const value of values) {
    if (value === null) continue;
    const next = arithmetic("+", total, value, true);
    if (next === undefined || kindOf(next) === undefined) throw new UnsupportedError("Sum of what is no number");
    total = next;
  }
  return total;
}

function average(values: Iterable<NetValue>): NetValue {
  const all = [...values].filter((value) => value !== null);
  if (all.length === 0) throw exception("InvalidOperationException", "Sequence contains no elements");
  const isDecimal = all.some((value) => kindOf(value) === "decimal");
  const total = convertNumber(sum(all, isDecimal ? "decimal" : "double"), isDecimal ? "decimal" : "double") ?? 0;
  return arithmetic("/", total, all.length, false) ?? 0;
}

function extreme(call: Call, isMax: boolean): NetValue {
  let found: NetValue | undefined;
  for (const value of selected(call)) {
    if (value === null) continue;
    const order = found === undefined || found === null ? 1 : compareDefault(value, found) * (isMax ? 1 : -1);
    if (order > 0) found = value;
  }
  if (found !== undefined) return found;
  const type = call.typeArgument(call.typeArguments.length - 1);
  if (type !== UNKNOWN && acceptsNull(type)) return null;
  throw exception("InvalidOperationException", "Sequence contains no elements");
}

/** `Sum`, `Average`, `Min`, `Max`, `Aggregate`. */
export function defineAggregates(type: TypeBuilder): void {
  for (const kind of SUMMED) {
    const mean = kind === "int" || kind === "long" ? "double" : kind;
    type
      .static(`${kind} Sum(this IEnumerable<${kind}> source)`, (call) => sum(call.items(0), kind))
      .static(`${kind} Sum<TSource>(this IEnumerable<TSource> source, Func<TSource, ${kind}> selector)`, (call) =>
        sum(selected(call), kind),
      )
      .static(`${mean} Average(this IEnumerable<${kind}> source)`, (call) => average(call.items(0)))
      .static(`${mean} Average<TSource>(this IEnumerable<TSource> source, Func<TSource, ${kind}> selector)`, (call) =>
        average(selected(call)),
      );
  }
  for (const [name, isMax] of [
    ["Max", true],
    ["Min", false],
  ] as const) {
    type
      .static(`TSource ${name}<TSource>(this IEnumerable<TSource> source)`, (call) => extreme(call, isMax))
      .static(
        `TResult ${name}<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)`,
        (call) => extreme(call, isMax),
      );
  }
  type
    .static(
      "TSource Aggregate<TSource>(this IEnumerable<TSource> source, Func<TSource, TSource, TSource> func)",
      (call) => {
        let total: NetValue | undefined;
        for (const item of call.items(0)) total = total === undefined ? item : call.delegate(1).invoke(total, item);
        if (total === undefined) throw exception("InvalidOperationException", "Sequence contains no elements");
        return total;
      },
    )
    .static(
      "TAccumulate Aggregate<TSource, TAccumulate>(this IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func)",
      (call) => {
        let total = call.value(1);
        for (const item of call.items(0)) total = call.delegate(2).invoke(total, item);
        return total;
      },
    )
    .static(
      "TResult Aggregate<TSource, TAccumulate, TResult>(this IEnumerable<TSource> source, TAccumulate seed, Func<TAccumulate, TSource, TAccumulate> func, Func<TAccumulate, TResult> resultSelector)",
      (call) => {
        let total = call.value(1);
        for (const item of call.items(0)) total = call.delegate(2).invoke(total, item);
        return call.delegate(3).invoke(total);
      },
    );
}
