import { checkTextLength } from "../contract/meter";

/** A text that is written part by part. It ends at the limits of an evaluation, also where no evaluation runs. */
export class TextParts {
  private readonly parts: string[] = [];
  private length = 0;

  public push(...parts: readonly string[]): void {
    for (const part of parts) {
      this.length += part.length;
      checkTextLength(this.length, part.length);
      this.parts.push(part);
    }
  }

  public get isEmpty(): boolean {
    return this.length === 0;
  }

  public get text(): string {
    return this.parts.join("");
  }
}
