import { MessageBody as ReadOnceBody } from "../policy/csharp/evaluate/context/description";

/** The headers of a message: names without case, and each with its values in the order in which they came. */
export class MessageHeaders {
  private readonly entries = new Map<string, { readonly name: string; readonly values: readonly string[] }>();

  public constructor(headers: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of headers) this.append(name, value);
  }

  public values(name: string): readonly string[] {
    return this.entries.get(name.toLowerCase())?.values ?? [];
  }

  /** All values of a header in one text, or undefined if it is not there. */
  public get(name: string): string | undefined {
    const values = this.entries.get(name.toLowerCase())?.values;
    return values?.join(",");
  }

  public has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  public set(name: string, values: readonly string[]): void {
    this.entries.set(name.toLowerCase(), { name, values: [...values] });
  }

  public append(name: string, value: string): void {
    const entry = this.entries.get(name.toLowerCase());
    // Who got the values before keeps them as they were.
    this.set(entry?.name ?? name, [...(entry?.values ?? []), value]);
  }

  public delete(name: string): void {
    this.entries.delete(name.toLowerCase());
  }

  /** Each name with its values. */
  public *[Symbol.iterator](): Generator<readonly [name: string, values: readonly string[]]> {
    for (const { name, values } of this.entries.values()) yield [name, values];
  }

  public copy(): MessageHeaders {
    const copy = new MessageHeaders();
    for (const [name, values] of this) copy.set(name, values);
    return copy;
  }
}

/** The body of a message. An expression that reads it takes it away, unless it asks to keep it: then the backend gets none. */
export class MessageBody extends ReadOnceBody {
  public constructor(content: Uint8Array | string = new Uint8Array()) {
    super(content);
  }

  public get bytes(): Uint8Array {
    return this.isConsumed ? new Uint8Array() : this.content;
  }

  public get text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /** Whether the message came without a body. One that was read before is there, but gone. */
  public get isAbsent(): boolean {
    return this.content.length === 0;
  }

  public get isEmpty(): boolean {
    return this.bytes.length === 0;
  }
}

/** A request, as the caller sent it and as policies change it. */
export interface RequestMessage {
  method: string;
  /** Where it goes: at first the address of the gateway, then that of the backend. */
  url: URL;
  readonly headers: MessageHeaders;
  body: MessageBody;
}

/** A response, of the backend or of a policy. */
export interface ResponseMessage {
  status: number;
  reason: string;
  readonly headers: MessageHeaders;
  body: MessageBody;
}

/** A new response. */
export function newResponse(status: number, reason = reasonPhrase(status)): ResponseMessage {
  return { status, reason, headers: new MessageHeaders(), body: new MessageBody() };
}

/** A response of which no part is shared: it can be changed, and its body read. */
export function copyResponse({ status, reason, headers, body }: ResponseMessage): ResponseMessage {
  return { status, reason, headers: headers.copy(), body: new MessageBody(body.bytes) };
}

/** The phrase of RFC 9110 for a status. */
export function reasonPhrase(status: number): string {
  return PHRASES.get(status) ?? "";
}

const PHRASES: ReadonlyMap<number, string> = new Map([
  [200, "OK"],
  [201, "Created"],
  [202, "Accepted"],
  [204, "No Content"],
  [301, "Moved Permanently"],
  [302, "Found"],
  [303, "See Other"],
  [304, "Not Modified"],
  [307, "Temporary Redirect"],
  [308, "Permanent Redirect"],
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [408, "Request Timeout"],
  [409, "Conflict"],
  [413, "Payload Too Large"],
  [415, "Unsupported Media Type"],
  [422, "Unprocessable Entity"],
  [429, "Too Many Requests"],
  [500, "Internal Server Error"],
  [501, "Not Implemented"],
  [502, "Bad Gateway"],
  [503, "Service Unavailable"],
  [504, "Gateway Timeout"],
]);
