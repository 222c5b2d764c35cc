import { Drop } from "liquidjs";
import { formatDate } from "../../policy/csharp/evaluate/dotnet/time/date-format";
import { CannotExecute } from "../failure";
import type { MessageHeaders } from "../message";
import type { XmlElement } from "../xml";

/** An object of API Management in a template. A property that it does not have fails the request: it is misspelt, or not known here. */
export class NamedDrop extends Drop {
  /** @param values what each property gives, when it is asked for */
  public constructor(
    private readonly name: string,
    private readonly values: ReadonlyMap<string, () => unknown>,
  ) {
    super();
  }

  public override liquidMethodMissing(key: string | number): unknown {
    const value = this.values.get(String(key));
    if (value !== undefined) return value();
    throw new CannotExecute(
      `the local gateway does not know ${this.name}.${String(key)} in a template; expected ${[...this.values.keys()].join(", ")}`,
    );
  }
}

/** Values by names that callers and policies choose: one that is not there is nil. */
export class LookupDrop extends Drop {
  public constructor(private readonly lookup: (name: string) => unknown) {
    super();
  }

  public override liquidMethodMissing(key: string | number): unknown {
    return this.lookup(String(key));
  }
}

export function headersDrop(headers: MessageHeaders): LookupDrop {
  return new LookupDrop((name) => headers.get(name));
}

const TICKS_AT_1970 = 621_355_968_000_000_000n;

/** A date of a JSON body. It is written as .NET writes dates by default. */
export class DateDrop extends Drop {
  public constructor(private readonly milliseconds: number) {
    super();
  }

  public format(format?: string): string {
    const ticks = TICKS_AT_1970 + BigInt(this.milliseconds) * 10_000n;
    return formatDate({ ticks, offset: 0n, kind: "utc" }, format);
  }

  public override valueOf(): string {
    return this.format();
  }
}

/** An element of an XML body. Names are without prefix and compared without case; the value is its text. */
export class XmlDrop extends Drop {
  public constructor(
    private readonly elements: readonly XmlElement[],
    private readonly nil: string | null,
  ) {
    super();
  }

  public override liquidMethodMissing(key: string | number): unknown {
    const found = this.elements.filter(({ name }) => localName(name) === String(key).toLowerCase());
    const values = found.map((element) => this.valueOfElement(element));
    return values.length > 1 ? values : values[0];
  }

  private valueOfElement({ attributes, children }: XmlElement): unknown {
    if (attributes.some(([name, value]) => localName(name) === "nil" && value === "true")) return this.nil;
    const elements = children.filter((child): child is XmlElement => typeof child !== "string");
    return elements.length > 0
      ? new XmlDrop(elements, this.nil)
      : children.filter((child) => typeof child === "string").join("");
  }
}

function localName(name: string): string {
  return (name.split(":").pop() ?? name).toLowerCase();
}
