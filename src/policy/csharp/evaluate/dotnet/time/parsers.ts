import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { NetArray, type NetValue } from "../../contract/values";
import { formatException } from "../errors";
import { parseExactDate } from "./date-exact";
import { parseDate, type ParsedDate } from "./date-parse";
import { midnight } from "./clock-members";

/** The values of `DateTimeStyles`. */
export const STYLES = {
  None: 0,
  AllowLeadingWhite: 1,
  AllowTrailingWhite: 2,
  AllowInnerWhite: 4,
  AllowWhiteSpaces: 7,
  NoCurrentDateDefault: 8,
  AdjustToUniversal: 16,
  AssumeLocal: 32,
  AssumeUniversal: 64,
  RoundtripKind: 128,
};

/** `Parse`, `ParseExact`, and both with `Try`. */
export function parsers<T extends NetValue>(
  type: TypeBuilder<T>,
  name: string,
  make: (date: ParsedDate, styles: number) => NetValue,
  none: NetValue,
): void {
  const today = (call: Call): bigint => midnight(call.runtime.utcNowTicks());
  const stylesAt = (call: Call, index: number): number => (index < 0 ? 0 : call.enum(index));
  const exact = (call: Call): ParsedDate | undefined => {
    const formats = call.value(1);
    const all = formats instanceof NetArray ? formats.items : [formats];
    for (const format of all) {
      call.runtime.step();
      const date =
        typeof format === "string" ? parseExactDate(call.textOrNull(0) ?? "", format, today(call)) : undefined;
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const parse = (signature: string, read: (call: Call) => ParsedDate | undefined, styles: number): void => {
    type.static(`${name} ${signature}`, (call) => {
      const date = read(call);
      if (date === undefined) throw formatException(`String '${call.text(0)}' was not recognized as a valid DateTime.`);
      return make(date, stylesAt(call, styles));
    });
  };
  const tryParse = (
    signature: string,
    read: (call: Call) => ParsedDate | undefined,
    styles: number,
    result: number,
  ): void => {
    type.static(`bool ${signature}, out ${name} result)`, (call) => {
      const date = read(call);
      call.set(result, date === undefined ? none : make(date, stylesAt(call, styles)));
      return date !== undefined;
    });
  };
  const plain = (call: Call): ParsedDate | undefined => parseDate(call.text(0), today(call));
  const plainOrNull = (call: Call): ParsedDate | undefined => parseDate(call.textOrNull(0) ?? "", today(call));
  const provider = "string s, IFormatProvider provider";
  parse("Parse(string s)", plain, -1);
  parse(`Parse(${provider})`, plain, -1);
  parse(`Parse(${provider}, DateTimeStyles styles)`, plain, 2);
  tryParse("TryParse(string s", plainOrNull, -1, 1);
  tryParse(`TryParse(${provider}`, plainOrNull, -1, 2);
  tryParse(`TryParse(${provider}, DateTimeStyles styles`, plainOrNull, 2, 3);
  for (const format of ["string format", "string[] formats"]) {
    const all = `string s, ${format}, IFormatProvider provider`;
    if (format === "string format") parse(`ParseExact(${all})`, exact, -1);
    parse(`ParseExact(${all}, DateTimeStyles style)`, exact, 3);
    tryParse(`TryParseExact(${all}, DateTimeStyles style`, exact, 3, 4);
  }
}
