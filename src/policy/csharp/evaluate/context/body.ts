import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { exception, UnsupportedError } from "../contract/errors";
import { genericType, type NetType, typeNamed } from "../contract/type";
import { byteArray, NetObject, type NetValue } from "../contract/values";
import { NetDictionary } from "../core/dictionary";
import { NetList } from "../core/list";
import { type MessageBody } from "./description";
import { callStaticOf } from "./record";

const DECODER = new TextDecoder("utf-8");

/** An `IMessageBody`. */
export class NetBody extends NetObject {
  public constructor(private readonly body: MessageBody) {
    super();
  }

  public get type(): NetType {
    return typeNamed("IMessageBody");
  }

  public bytes(preserves: boolean): Uint8Array {
    const bytes = this.body.read(preserves);
    if (bytes === undefined) {
      throw exception("InvalidOperationException", "The message body was read before, without preserveContent.");
    }
    return bytes;
  }

  public text(preserves: boolean): string {
    // The mark of the encoding is not part of the text.
    return DECODER.decode(this.bytes(preserves));
  }
}

const PARSED: readonly string[] = ["JToken", "JObject", "JArray", "XElement", "XDocument", "XNode"];

function readAs(self: NetBody, call: Call): NetValue {
  const type = call.typeArgument();
  const preserves = call.boolean(0);
  if (type.is("System.String")) return self.text(preserves);
  if (type.is("System.Array") && type.typeArguments[0]?.is("System.Byte") === true) {
    return byteArray(self.bytes(preserves));
  }
  if (!PARSED.includes(type.name)) throw new UnsupportedError(`IMessageBody.As<${type.name}>`);
  const text = self.text(preserves);
  call.runtime.checkLength(text.length);
  return callStaticOf(type.name === "XNode" ? typeNamed("XElement") : type, "Parse", [text], call.runtime);
}

function readForm(self: NetBody, call: Call): NetDictionary {
  const list = genericType("System.Collections.Generic.IList", typeNamed("string"));
  const form = NetDictionary.of(typeNamed("string"), list);
  for (const [name, value] of new URLSearchParams(self.text(call.boolean(0)))) {
    const known = form.find(name);
    if (known instanceof NetList) known.items.push(value);
    else form.set(name, NetList.of(typeNamed("string"), [value]));
  }
  return form;
}

export const BODY_TYPE = defineType<NetBody>("interface IMessageBody", (type) => {
  type
    .method("T As<T>(bool preserveContent = false)", readAs)
    .method("IDictionary<string, IList<string>> AsFormUrlEncodedContent(bool preserveContent = false)", readForm);
});
