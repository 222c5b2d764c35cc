import { type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { double, NetArray, NetNumber } from "../../contract/values";
import { NetRandom } from "./random";

export function randomMembers(type: TypeBuilder<NetRandom>): void {
  type
    .create("()", (call) => new NetRandom(() => call.runtime.random()))
    .create("(int Seed)", (call) => new NetRandom(() => call.runtime.random(), call.int(0)))
    .staticProperty("Random Shared", (call) => new NetRandom(() => call.runtime.random()))
    .method("int Next()", (self) => self.integer())
    .method("int Next(int maxValue)", (self, call) => {
      if (call.int(0) < 0) throw argumentOutOfRange("maxValue", "'maxValue' must be greater than zero.");
      return self.between(0, call.int(0));
    })
    .method("int Next(int minValue, int maxValue)", (self, call) => {
      if (call.int(0) > call.int(1))
        throw argumentOutOfRange("minValue", "'minValue' cannot be greater than maxValue.");
      return self.between(call.int(0), call.int(1));
    })
    .method("double NextDouble()", (self) => double(self.sample()))
    .method("void NextBytes(byte[] buffer)", (self, call) => {
      const { items } = call.object(0, NetArray);
      call.runtime.checkCount(items.length);
      for (let index = 0; index < items.length; index++) items[index] = new NetNumber("byte", self.byte());
      return null;
    });
}
