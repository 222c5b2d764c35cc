import type { LocalBackends } from "../gateway/local-backend";
import type { CommandOption } from "./command";
import { UsageError, wrongValue } from "./errors";
import type { ParsedArguments } from "./parsed-arguments";

/** Where requests for backends go. */
export function backendOption(without: string): CommandOption {
  return {
    name: "backend",
    value: "[name=]url",
    isRepeated: true,
    description: `Where requests for backends go, such as a function host at http://127.0.0.1:7071; with the id or the host of one, where its requests go, also of another server that policies ask. ${without}`,
  };
}

/** The backends that the user gave, or undefined if there are none. */
export function backendsIn(given: ParsedArguments): LocalBackends | undefined {
  const backends = new Map<string, string>();
  for (const text of given.texts("backend")) {
    const [, name = "*", url = ""] = /^(?:([^=/]+)=)?(.*)$/s.exec(text) ?? [];
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw wrongValue("backend", text, "an address such as http://127.0.0.1:7071, or a name and an address");
    }
    if (backends.has(name)) throw new UsageError(`--backend has ${name === "*" ? "two addresses" : `${name} twice`}`);
    backends.set(name, url);
  }
  return backends.size === 0 ? undefined : backends;
}
