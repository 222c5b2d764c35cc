import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { byte, byteArray, NetArray } from "../../contract/values";
import { NetRandomBytes } from "./values";

export function randomMembers(type: TypeBuilder<NetRandomBytes>): void {
  const fill = (call: Call, isZeroLeftOut: boolean) => {
    const { items } = call.object(0, NetArray);
    const random = call.runtime.randomBytes(items.length);
    for (let index = 0; index < items.length; index++) {
      items[index] = byte(isZeroLeftOut && random[index] === 0 ? 1 : (random[index] ?? 0));
    }
    return null;
  };
  type
    .static("RandomNumberGenerator Create()", () => new NetRandomBytes())
    .static("byte[] GetBytes(int count)", (call) => byteArray(call.runtime.randomBytes(call.int(0))))
    .method("void GetBytes(byte[] data)", (_, call) => fill(call, false))
    .method("void GetNonZeroBytes(byte[] data)", (_, call) => fill(call, true))
    .method("void Dispose()", () => null);
}
