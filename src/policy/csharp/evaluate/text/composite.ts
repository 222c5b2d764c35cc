import { argumentNull } from "../contract/errors";
import { type Runtime } from "../contract/runtime";
import { type NetValue } from "../contract/values";
import { align, formatComposite } from "../dotnet/format/composite-format";
import { formatValue } from "../dotnet/format/format-value";

/** `{value,alignment:format}`. */
export function formatPart(value: NetValue, alignment: number, format: string | null, runtime: Runtime): string {
  runtime.checkLength(Math.abs(alignment));
  return align(formatValue(value, format), alignment);
}

/** `string.Format`. */
export function compositeFormat(format: string | null, values: readonly NetValue[], runtime: Runtime): string {
  if (format === null) throw argumentNull("format");
  let length = 0;
  for (const [, width] of format.matchAll(/,\s*-?(\d{1,7})/g)) {
    runtime.checkLength((length += Number(width)), Number(width));
  }
  return formatComposite(format, values.length, (index, part) => {
    const text = formatValue(values[index] ?? null, part ?? null);
    runtime.checkLength((length += text.length), text.length);
    return text;
  });
}
