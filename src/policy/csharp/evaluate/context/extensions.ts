import { NetCertificate } from "../dotnet/crypto/values";
import { bytes } from "../dotnet/crypto/arguments";
import { cipherNamed, NetCipher, transform } from "../dotnet/crypto/symmetric";
import { cast } from "../binding/conversions";
import { type Call } from "../contract/call";
import { defineType, type TypeBuilder } from "../contract/define";
import { argumentNull } from "../contract/errors";
import { typeNamed } from "../contract/type";
import { NetArray, type NetValue } from "../contract/values";
import { enumerate } from "../binding/enumerate";
import { isLookup, NetPair } from "../core/collection";
import { textOf } from "../text/text-of";
import { readJwt } from "./jwt";
import { NetRecord } from "./record";

/** The value for a key; undefined if there is none. */
function find(call: Call): NetValue | undefined {
  const dictionary = call.value(0);
  if (dictionary === null || typeof dictionary !== "object" || !isLookup(dictionary)) throw argumentNull("dictionary");
  return dictionary.find(call.value(1));
}

function readBasic(text: string): NetValue {
  const encoded = /^Basic +([\w+/=]+)$/i.exec(text.trim())?.[1];
  if (encoded === undefined) return null;
  const plain = Buffer.from(encoded, "base64").toString("utf8");
  const colon = plain.indexOf(":");
  if (colon < 0) return null;
  const user = plain.slice(0, colon);
  return new NetRecord("BasicAuthCredentials", { UserId: user, Username: user, Password: plain.slice(colon + 1) });
}

export const EXTENSIONS = defineType("static class ContextExtensions", (type) => {
  defineLookups(type);
  type
    .static("Jwt AsJwt(this string input)", (call) => readJwt(call.textOrNull(0) ?? "") ?? null)
    .static("bool TryParseJwt(this string input, out Jwt result)", (call) => {
      const jwt = readJwt(call.textOrNull(0) ?? "");
      call.set(1, jwt ?? null);
      return jwt !== undefined;
    })
    .static("BasicAuthCredentials AsBasic(this string input)", (call) => readBasic(call.textOrNull(0) ?? ""))
    .static("bool TryParseBasic(this string input, out BasicAuthCredentials result)", (call) => {
      const found = readBasic(call.textOrNull(0) ?? "");
      call.set(1, found);
      return found !== null;
    })
    .static("bool VerifyNoRevocation(this X509Certificate2 input)", (call) =>
      call.object(0, NetCertificate).isValidAt(call.runtime.now(), false),
    );
  for (const name of ["Encrypt", "Decrypt"]) {
    const encrypts = name === "Encrypt";
    const given = (call: Call): [key: Uint8Array, iv: Uint8Array] => [bytes(call, 2), bytes(call, 3)];
    type
      .static(`byte[] ${name}(this byte[] input, string alg, byte[] key, byte[] iv)`, (call) =>
        transform(call, cipherNamed(call.text(1)), encrypts, ...given(call)),
      )
      .static(`byte[] ${name}(this byte[] input, SymmetricAlgorithm alg)`, (call) =>
        transform(call, call.object(1, NetCipher), encrypts),
      )
      .static(`byte[] ${name}(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)`, (call) =>
        transform(call, call.object(1, NetCipher), encrypts, ...given(call)),
      );
  }
  for (const name of ["ToQueryString", "ToFormUrlEncodedContent"]) {
    type.static(`string ${name}(this IDictionary<string, IList<string>> dictionary)`, encodeForm);
  }
});

function encodeForm(call: Call): string {
  const form = new URLSearchParams();
  for (const pair of call.items(0)) {
    if (!(pair instanceof NetPair)) continue;
    for (const value of enumerate(pair.value, call.runtime)) form.append(textOf(pair.keyValue), textOf(value));
  }
  return form.toString();
}

function defineLookups(type: TypeBuilder): void {
  const dictionary = "this IReadOnlyDictionary<string";
  for (const name of ["key", "headerName", "claimName", "queryParameterName"]) {
    type.static(
      `string GetValueOrDefault(${dictionary}, string[]> dictionary, string ${name}, string defaultValue = null)`,
      (call) => {
        const found = find(call);
        return found instanceof NetArray ? found.items.map(textOf).join(",") : call.value(2);
      },
    );
  }
  type.static(
    `string[] GetValueOrDefault(${dictionary}, string[]> dictionary, string key, string[] defaultValue)`,
    (call) => find(call) ?? call.value(2),
  );
  type.static(
    "TValue GetValueOrDefault<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, TValue defaultValue = default)",
    (call) => find(call) ?? call.value(2),
  );
  for (const name of ["key", "parameterName"]) {
    type.static(
      `string GetValueOrDefault(${dictionary}, string> dictionary, string ${name}, string defaultValue = null)`,
      (call) => find(call) ?? call.value(2),
    );
  }
  for (const name of ["key", "variableName"]) {
    type
      .static(
        `T GetValueOrDefault<T>(${dictionary}, object> dictionary, string ${name}, T defaultValue = default)`,
        (call) => {
          const found = find(call);
          if (found === undefined) return call.value(2);
          return cast(found, { type: typeNamed("object") }, call.typeArgument(), call.runtime, false);
        },
      )
      .static(
        `object GetValueOrDefault(${dictionary}, object> dictionary, string ${name})`,
        (call) => find(call) ?? null,
      );
  }
}
