/** Says which test files are running when the time for all tests is over: a test that blocks its process cannot be interrupted by Jest. */
export default class RunningFiles {
  running = new Set();

  onRunStart() {
    process.once("SIGTERM", () => {
      process.stderr.write(`The time is over. Running: ${[...this.running].join(", ")}\n`);
      process.exit(1);
    });
  }

  onTestFileStart({ path }) {
    this.running.add(path);
  }

  onTestFileResult({ path }) {
    this.running.delete(path);
  }
}
