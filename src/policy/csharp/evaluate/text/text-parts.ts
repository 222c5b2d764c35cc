import { checkTextLength } from "../contract/meter";

/** A text that is written part by part. It ends at the limits of an evaluation, also where no evaluation runs. */
export class TextParts {
  private written = "";

  public push(part: string): void {
    checkTextLength(this.written.length + part.length, part.length);
    this.written += part;
  }

  public get isEmpty(): boolean {
    return this.written === "";
  }

  public get text(): string {
    return this.written;
  }
}
