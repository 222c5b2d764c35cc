import { messageOf } from "../errors";
import type { CommandIo } from "../io";

/** A synth writes several files. They are read when nothing has changed for so long. */
const QUIET_MILLISECONDS = 300;

/**
 * Calls back when a deployment has changed, once for the changes that come together. What the callback throws is reported, and nothing else happens.
 *
 * @returns how to end it
 */
export function onChange(
  { watch, clock }: CommandIo,
  path: string,
  reload: () => Promise<void>,
  report: (problem: string) => void,
): () => void {
  let changes = 0;
  const changed = async (): Promise<void> => {
    const own = ++changes;
    await clock.sleep(QUIET_MILLISECONDS);
    if (own !== changes) return;
    try {
      await reload();
    } catch (error) {
      report(messageOf(error));
    }
  };
  const end = watch(path, () => void changed());
  return () => {
    // A change that waits is not read any more.
    changes++;
    end();
  };
}
