/** A reason to stop that the user can do something about. It is shown in one sentence, without a stack. */
export class Stop extends Error {}

/** Runs a program. */
export async function run(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}
