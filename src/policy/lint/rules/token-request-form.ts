import { textOfCsharpString } from "../../csharp/literal";
import { type CsharpTokens } from "../../csharp/tokens";
import { type PolicyValue } from "../../model/value";
import { csharpOf } from "../csharp-code";

/** Whether the end of a value is known only later. */
export function isUnknown(value: string): boolean {
  return value === "" || value.endsWith(LATER) || /\}\}?$/.test(value);
}

/** Takes the place of code in a text. */
const LATER = "\u0000";

/** The fields of a token request, as far as they are literal. */
export class TokenRequestForm {
  private readonly text: string;
  private readonly pairs = new Map<string, string>();

  public constructor(value: PolicyValue) {
    if (!value.isExpression) {
      this.text = value.source;
      return;
    }
    const { tokens } = csharpOf(value)!;
    this.text = textIn(tokens);
    for (let index = 0; index < tokens.length; index++) {
      const name = tokens.string(index);
      if (name === undefined) continue;
      // An item of a dictionary: { "scope", "…" } and ["scope"] = "…".
      const second = tokens.is(index + 1, ",") ? index + 2 : index + 3;
      const paired = second === index + 2 || tokens.is(index + 2, "=") ? tokens.string(second) : undefined;
      if (paired !== undefined) this.pairs.set(name, tokens.is(second + 1, "+") ? LATER : paired);
    }
  }

  public get(name: string): string | undefined {
    const found = new RegExp(`(?:^|[&?\\s${LATER}])${name}=([^&\\s]*)`).exec(this.text)?.[1];
    return found?.replace(/%2f/gi, "/").replace(/%2e/gi, ".") ?? this.pairs.get(name);
  }
}

/** The strings of an expression one after the other, with {@link LATER} for other code. */
function textIn(tokens: CsharpTokens): string {
  const parts: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const part = tokens.string(index);
    if (part !== undefined) parts.push(textOfCsharpString(`"${part}"`) ?? part);
    else if (tokens.is(index, ",", ";")) parts.push("&");
    else if (!tokens.is(index, "+", "(", ")", "{", "}")) {
      parts.push(LATER);
      // What a call gives is not what is in it, unless it writes or joins texts.
      if (tokens.is(index + 1, "(", "[") && !tokens.is(index, ...KEEPING)) index = tokens.closing(index + 1);
    }
  }
  return parts.join("");
}

const KEEPING: readonly string[] = ["EscapeDataString", "UrlEncode", "Concat", "Join", "return"];
