import { type TypeBuilder } from "../../contract/define";
import { byteArray } from "../../contract/values";
import { argumentException } from "../errors";
import { type NetHash } from "./values";
import { data } from "./arguments";

export function hashMembers(type: TypeBuilder<NetHash>): void {
  type
    .method("byte[] ComputeHash(byte[] buffer)", (self, call) => byteArray(self.compute(data(call, 0))))
    .method("byte[] ComputeHash(byte[] buffer, int offset, int count)", (self, call) => {
      const [all, offset, count] = [data(call, 0), call.int(1), call.int(2)];
      if (offset < 0 || count < 0 || offset + count > all.length) throw argumentException("Value was invalid.");
      return byteArray(self.compute(all.slice(offset, offset + count)));
    })
    .property("byte[] Hash", (self) => (self.hash === undefined ? null : byteArray(self.hash)))
    .method("void Initialize()", () => null)
    .method("void Clear()", () => null)
    .method("void Dispose()", () => null);
}
