import { defineDelegate } from "../binding/overloads";
import { defineType } from "../contract/define";
import { typeNamed, UNKNOWN } from "../contract/type";

/** `Func`, `Action` and the other delegate types. */
export const DELEGATE_TYPES = [
  defineType("delegate System.Action"),
  ...["T1", "T1, T2", "T1, T2, T3", "T1, T2, T3, T4"].map((list) => defineType(`delegate System.Action<${list}>`)),
  ...["TResult", "T1, TResult", "T1, T2, TResult", "T1, T2, T3, TResult", "T1, T2, T3, T4, TResult"].map((list) =>
    defineType(`delegate System.Func<${list}>`),
  ),
  defineType("delegate System.Predicate<T>"),
  defineType("delegate System.Comparison<T>"),
  defineType("delegate System.Converter<TInput, TOutput>"),
];

defineDelegate("Predicate", ([item = UNKNOWN]) => ({ parameters: [item], result: typeNamed("bool") }));
defineDelegate("Comparison", ([item = UNKNOWN]) => ({ parameters: [item, item], result: typeNamed("int") }));
defineDelegate("Converter", ([input = UNKNOWN, output]) => ({ parameters: [input], result: output }));
