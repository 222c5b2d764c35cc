import { type NetType, typeNamed } from "../../contract/type";
import { NetObject } from "../../contract/values";

/** A `Random`. With a seed it is the algorithm of .NET Framework, which later versions keep for seeds. */
export class NetRandom extends NetObject {
  private readonly seeds: number[] | undefined;
  private next = 0;
  private nextPrime = 21;

  /** @param source numbers from 0 up to, but without, 1, for an instance without a seed */
  public constructor(
    private readonly source: () => number,
    seed?: number,
  ) {
    super();
    this.seeds = seed === undefined ? undefined : seedArray(seed);
  }

  public get type(): NetType {
    return typeNamed("System.Random");
  }

  /** From 0 up to, but without, 1. */
  public sample(): number {
    return this.seeds === undefined ? this.source() : this.internalSample() / MAX_INT;
  }

  /** From 0 up to, but without, the greatest int. */
  public integer(): number {
    return this.seeds === undefined ? Math.floor(this.source() * MAX_INT) : this.internalSample();
  }

  /** From `min` up to, but without, `max`. */
  public between(min: number, max: number): number {
    const size = max - min;
    if (this.seeds === undefined || size <= MAX_INT) return Math.floor(this.sample() * size) + min;
    const sample = this.internalSample();
    const signed = this.internalSample() % 2 === 0 ? -sample : sample;
    return Math.floor(((signed + (MAX_INT - 1)) / (2 * MAX_INT - 1)) * size) + min;
  }

  public byte(): number {
    return this.seeds === undefined ? Math.floor(this.source() * 256) : this.internalSample() % 256;
  }

  private internalSample(): number {
    const seeds = this.seeds ?? [];
    this.next = this.next >= 55 ? 1 : this.next + 1;
    this.nextPrime = this.nextPrime >= 55 ? 1 : this.nextPrime + 1;
    let sample = ((seeds[this.next] ?? 0) - (seeds[this.nextPrime] ?? 0)) | 0;
    if (sample === MAX_INT) sample--;
    if (sample < 0) sample += MAX_INT;
    seeds[this.next] = sample;
    return sample;
  }
}

/** Knuth's subtractive generator, as .NET has it. */
function seedArray(seed: number): number[] {
  const seeds = new Array<number>(56).fill(0);
  const size = seed === -0x80000000 ? MAX_INT : Math.abs(seed);
  let last = 161_803_398 - size;
  seeds[55] = last;
  let current = 1;
  let index = 0;
  for (let step = 1; step < 55; step++) {
    index += 21;
    if (index >= 55) index -= 55;
    seeds[index] = current;
    current = last - current;
    if (current < 0) current += MAX_INT;
    last = seeds[index]!;
  }
  for (let round = 1; round < 5; round++) {
    for (let step = 1; step < 56; step++) {
      let other = step + 30;
      if (other >= 55) other -= 55;
      seeds[step] = (seeds[step]! - seeds[1 + other]!) | 0;
      if (seeds[step]! < 0) seeds[step]! += MAX_INT;
    }
  }
  return seeds;
}

const MAX_INT = 2_147_483_647;
